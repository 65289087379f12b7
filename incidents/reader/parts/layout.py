"""The pages of a story: what stands where on each of them."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from incidents.reader import neighbours
from incidents.reader.parts.frame import Inside, framed
from incidents.reader.parts.kept import rendered
from incidents.reader.parts.reads import fields
from incidents.reader.parts.rendering import BEGIN, SINGLE, Rendering, rows
from incidents.reader.parts.surround import Preload, around, buttons, shared_head
from incidents.record.beside.comments import Beside
from incidents.record.pages import StoryPage, UpdatesPage
from incidents.record.pages.media import FileEntry, MediumEntry
from incidents.text.fragments.media import SIZES

FOLDER = "reader/story"

ON_BLOCK = ("head", "sources", "topics", "record", "stretches")
"""The single parts of a page of older updates."""

_TRANSLATED = fields("translations")


def of_story(page: StoryPage, beside: Beside) -> str:
    """The first page of a story."""
    below = {"campaign": beside.campaign, "comments": beside.comments}
    beside_it = {
        **around(page, page),
        "translations": rendered("reader/share/translations.html", _TRANSLATED(page)),
        "buttons": buttons(page.path),
        "campaign": rendered("reader/beside/campaign.html", below, dict),
        "comments": rendered("reader/beside/comments_line.html", below, dict),
    }
    main = _main("page.html", {"page": page, "beside": beside_it, **_parts(page, (*SINGLE, BEGIN))})
    told = shared_head(page, _first_picture(page))
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
        "beside": around(page, story),
        **_parts(story, ON_BLOCK),
    }
    told = rendered(f"{FOLDER}/updates_head.html", {"title": title})
    return framed(page, Inside(title, told, "page-updates", _main("updates.html", context)))


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
