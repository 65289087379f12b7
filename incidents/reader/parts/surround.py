"""What stands around the texts on every page of a story: its head, that it is live, where else."""

from dataclasses import dataclass

from django.utils.translation import get_language

from incidents.reader.parts.frame import formats_line
from incidents.reader.parts.kept import kept, poured, rendered
from incidents.reader.parts.reads import fields
from incidents.reader.sharing import crumbs
from incidents.reader.sharing.told import shared
from incidents.record.pages import StoryPage, UpdatePage, UpdatesPage

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
