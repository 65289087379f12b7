"""What stands around the texts of a story: that it is live, where else, other stories."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import get_language

from incidents.reader.parts.frame import formats_line
from incidents.reader.parts.kept import Values, kept, poured, rendered
from incidents.reader.parts.reads import fields, is_empty
from incidents.reader.parts.rendering import element
from incidents.reader.sharing import crumbs
from incidents.reader.sharing.told import shared
from incidents.record.pages import StoryPage, UpdatePage, UpdatesPage
from incidents.record.stories.surroundings import Surroundings

_FOLLOWED = fields("path", "language", "status", "changed_printed")
_DOCKED = fields("key", "path", "language", "status")
_SHARED = fields(
    *("title", "description", "address", "picture", "picture_says", "published", "changed"),
    *("locale", "topics", "languages", "data"),
)
_OPEN = (
    *("title", "description", "address", "picture", "picture_says", "published", "changed"),
    "data",
)

BESIDE: Mapping[str, str] = {
    "translations": "reader/share/translations.html",
    "related": "reader/story/parts/related.html",
    "campaign": "reader/beside/campaign.html",
    "comments": "reader/beside/comments_line.html",
}
"""The parts of a story's page that no version of it tells, with their templates."""

DIGITS = 8
"""Of a mark, which only has to differ from those that the same page had before."""


@dataclass(frozen=True, slots=True)
class Preload:
    """The picture that a reader sees first, for the head of a page: its files and its widths."""

    srcset: str
    sizes: str


def around(page: StoryPage | UpdatesPage | UpdatePage, story: StoryPage) -> dict[str, str]:
    """What every page of a story has: the line that it is live, the ways to other formats."""
    return {
        "line": poured("reader/live/line.html", _FOLLOWED(story), ("changed_printed",)),
        "dock": rendered("reader/live/dock.html", _DOCKED(story)),
        "formats": formats_line(page),
    }


def beside(shown: Surroundings) -> dict[str, str]:
    """The parts of a story's page that show what is no part of the story itself."""
    values = {
        "translations": shown.translations,
        "related": shown.related,
        "campaign": shown.beside.campaign,
        "comments": shown.beside.comments,
    }
    return {name: _beside(name, {name: each}) for name, each in values.items()}


def _beside(name: str, values: Values) -> str:
    return element(name, "" if is_empty(values) else rendered(BESIDE[name], values, dict))


def mark(parts: Mapping[str, str]) -> str:
    """Tells whether what stands beside a story reads as it did: another one where it does not."""
    return sha256("".join(parts[name] for name in BESIDE).encode()).hexdigest()[:DIGITS]


def buttons(path: str) -> str:
    """What passes on a link to a page."""
    return rendered("reader/share/buttons.html", {"of": path}, dict)


def shared_head(page: StoryPage | UpdatePage, first_picture: Preload | None) -> str:
    """What a page tells those who show a link to it, and the picture that is fetched first."""
    head = poured("reader/share/head.html", _SHARED(shared(page)), _OPEN, _as_shared)
    told = f"{head}\n{_crumbs(page)}"
    if first_picture is None:
        return told
    return f"{told}\n{rendered('reader/story/first_picture.html', {'picture': first_picture})}"


def _as_shared(**said: object) -> dict[str, object]:
    return {"shared": said}


def _crumbs(page: StoryPage | UpdatePage) -> str:
    """Where the page stands among the others: of its story, by address, headline and date."""
    story = page if isinstance(page, StoryPage) else page.story
    key = ("crumbs", get_language(), page.path, story.path, story.headline, story.date)
    return kept(key, lambda: crumbs.script(page))
