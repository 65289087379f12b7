"""The pages of a story: what stands where on each of them."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from incidents.reader import neighbours
from incidents.reader.parts.frame import Inside, formats_line, framed
from incidents.reader.parts.kept import rendered
from incidents.reader.parts.reads import fields
from incidents.reader.parts.rendering import BEGIN, SINGLE, Rendering, rows
from incidents.record.beside.comments import Beside
from incidents.record.pages import StoryPage, UpdatePage, UpdatesPage
from incidents.record.pages.media import FileEntry, MediumEntry
from incidents.text.fragments.media import SIZES

FOLDER = "reader/story"

ON_BLOCK = ("head", "sources", "topics", "record", "stretches")
"""The single parts of a page of older updates."""

_FOLLOWED = fields("key", "path", "language", "status", "version", "changed_at", "changed_printed")
_DOCKED = fields("key", "path", "language", "status")
_TRANSLATED = fields("translations")


@dataclass(frozen=True, slots=True)
class Preload:
    """The picture that a reader sees first, for the head of a page: its files and its widths."""

    srcset: str
    sizes: str


def of_story(page: StoryPage, beside: Beside) -> str:
    """The first page of a story."""
    below = {"campaign": beside.campaign, "comments": beside.comments}
    around = {
        **_around(page, page),
        "translations": rendered("reader/share/translations.html", _TRANSLATED(page)),
        "buttons": _buttons(page.path),
        "campaign": rendered("reader/beside/campaign.html", below, dict),
        "comments": rendered("reader/beside/comments_line.html", below, dict),
    }
    main = _main("page.html", {"page": page, "beside": around, **_parts(page, (*SINGLE, BEGIN))})
    told = _head(page, _first_picture(page))
    return framed(page, Inside(page.printed_headline, told, "page-story", main))


def of_updates(page: UpdatesPage) -> str:
    """A page of older updates."""
    story = page.story
    stretch = story.stretch
    name = _("Updates %(first)s to %(last)s") % {"first": stretch.first, "last": stretch.last}
    title = f"{name}: {story.printed_headline}"
    context = {
        "page": page,
        "name": name,
        "links": neighbours.of_updates(page),
        "beside": _around(page, story),
        **_parts(story, ON_BLOCK),
    }
    head = rendered(f"{FOLDER}/updates_head.html", {"title": title})
    return framed(page, Inside(title, head, "page-updates", _main("updates.html", context)))


def of_update(page: UpdatePage) -> str:
    """One update on its own."""
    story = page.story
    context = {
        "page": page,
        "links": neighbours.of_update(page),
        "beside": {**_around(page, story), "buttons": _buttons(page.path)},
        "parts": {"sources": _safe(Rendering(story).part("sources") or "")},
    }
    title = f"{page.update.name}: {story.headline}"
    main = _main("update.html", context)
    return framed(page, Inside(title, _head(page, None), "page-update", main))


def _parts(page: StoryPage, single: tuple[str, ...]) -> dict[str, object]:
    """Single parts by their names in templates, and the rows of updates in their order."""
    rendering = Rendering(page)
    updates, lines = rows(page, rendering)
    parts = {name: rendering.part(name) or "" for name in single}
    return {
        "parts": {name.replace("-", "_"): _safe(html) for name, html in parts.items()},
        "updates": _safe(updates),
        "timeline": _safe(lines + parts.get(BEGIN, "")),
    }


def _around(page: StoryPage | UpdatesPage | UpdatePage, story: StoryPage) -> dict[str, str]:
    """What every page of a story has: the line that it is live, the ways to other formats."""
    return {
        "line": rendered("reader/live/line.html", _FOLLOWED(story)),
        "dock": rendered("reader/live/dock.html", _DOCKED(story)),
        "formats": formats_line(page),
    }


def _buttons(path: str) -> str:
    return rendered("reader/share/buttons.html", {"of": path}, dict)


def _head(page: StoryPage | UpdatePage, first_picture: Preload | None) -> str:
    """What a page tells those who show a link to it, and the picture that is fetched first."""
    return render_to_string(f"{FOLDER}/head.html", {"page": page, "first_picture": first_picture})


def _main(template: str, context: dict[str, object]) -> str:
    return render_to_string(f"{FOLDER}/{template}", context)


def _first_picture(page: StoryPage) -> Preload | None:
    """The picture of the text on top, where that has one."""
    top = page.pinned or next(iter(page.updates), None)
    named = top.media if top else page.lead_media
    entries = (entry for entry in page.media if entry.number in named)
    files = next((_modern(entry) for entry in entries if entry.kind == "image"), ())
    return (
        Preload(", ".join(f"{each.path} {each.width}w" for each in files), SIZES) if files else None
    )


def _modern(entry: MediumEntry) -> tuple[FileEntry, ...]:
    """Its files in the format that browsers take first."""
    return tuple(each for each in entry.files if each.media_type == "image/webp")


def _safe(html: str) -> SafeString:
    """Parts are escaped where they are rendered."""
    return mark_safe(html)  # noqa: S308
