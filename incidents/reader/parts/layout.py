"""The pages of a story: what stands where on each of them."""

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from django.utils.translation import get_language, gettext as _

from incidents.reader import neighbours
from incidents.reader.parts.frame import Inside, framed
from incidents.reader.parts.kept import rendered
from incidents.reader.parts.reads import Values, fields
from incidents.reader.parts.rendering import BEGIN, SINGLE, Rendering, element
from incidents.reader.parts.rows import shown
from incidents.reader.parts.shapes import Shape, keep, seam
from incidents.reader.parts.surround import Preload, around, buttons, shared_head
from incidents.reader.sharing import crumbs
from incidents.record.beside.comments import Beside
from incidents.record.pages import StoryPage, UpdatesPage
from incidents.record.pages.media import FileEntry, MediumEntry
from incidents.text.fragments.media import SIZES

FOLDER = "reader/story"

ON_BLOCK = ("head", "sources", "topics", "record", "stretches")
"""The single parts of a page of older updates."""

_TRANSLATED = fields("translations")
_STORY = fields("path", "key", "language", "status")
_STRETCH = {"first": seam("first"), "last": seam("last")}
_NOTHING: Values = MappingProxyType({})


def of_story(page: StoryPage, beside: Beside) -> str:
    """The first page of a story."""
    below = {"campaign": beside.campaign, "comments": beside.comments}
    translations = rendered("reader/share/translations.html", _TRANSLATED(page))
    campaign = rendered("reader/beside/campaign.html", below, dict)
    comments = rendered("reader/beside/comments_line.html", below, dict)
    main = _main(
        "page.html",
        page,
        {
            **around(page, page),
            **_parts(page, (*SINGLE, BEGIN)),
            "title": escape(page.printed_headline),
            "translations": element("translations", translations),
            "buttons": buttons(page.path),
            "campaign": element("campaign", campaign),
            "comments": element("comments", comments),
        },
    )
    told = shared_head(page, _first_picture(page))
    return framed(page, Inside(page.printed_headline, told, "page-story", main))


def of_updates(page: UpdatesPage) -> str:
    """A page of older updates."""
    story = page.story
    stretch = story.stretch
    name = _("Updates %(first)s to %(last)s") % {"first": stretch.first, "last": stretch.last}
    title = f"{name}: {story.printed_headline}"
    told = f"{rendered(f'{FOLDER}/updates_head.html', {'title': title})}\n{crumbs.script(page)}"
    main = _main(
        "updates.html",
        story,
        {**around(page, story), **_parts(story, ON_BLOCK), "title": escape(title)},
        {"name": name, "links": neighbours.of_updates(page)},
    )
    return framed(page, Inside(title, told, "page-updates", main))


def _parts(page: StoryPage, single: tuple[str, ...]) -> dict[str, str]:
    """Single parts by their names in templates, and the rows of updates in their order."""
    rendering = Rendering(page)
    rows = shown(page)
    parts = {name.replace("-", "_"): rendering.part(name) or "" for name in single}
    begin = (rendering.part(BEGIN) or "") if BEGIN in single else ""
    return {
        **parts,
        "updates": "".join([row for row, _line in rows]),
        "timeline": "".join([line for _row, line in rows]) + begin,
    }


def _main(
    template: str, page: StoryPage, places: Mapping[str, str], more: Values = _NOTHING
) -> str:
    """What a page has between masthead and foot: its template with HTML in these places."""
    story = _STORY(page)
    shape = keep(
        (template, get_language(), *story.values(), *more.values()),
        lambda: Shape.of(
            f"{FOLDER}/{template}",
            {
                "story": {**story, "version": seam("version"), "stretch": _STRETCH},
                "parts": {name: seam(name) for name in places},
                **more,
            },
        ),
    )
    stretch = page.stretch
    numbers = {"version": page.version, "first": stretch.first, "last": stretch.last or ""}
    return shape.filled({**places, **numbers})


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
