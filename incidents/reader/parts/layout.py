"""The pages of a story: what stands where on each of them."""

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from django.utils.translation import get_language, gettext as _

from incidents.reader import neighbours
from incidents.reader.parts import surround
from incidents.reader.parts.frame import Inside, framed
from incidents.reader.parts.kept import Values, rendered
from incidents.reader.parts.reads import fields
from incidents.reader.parts.rendering import BEGIN, SINGLE, Rendering
from incidents.reader.parts.rows import shown
from incidents.reader.parts.shapes import Shape, keep, seam
from incidents.reader.parts.surround import Preload, around, buttons, shared_head
from incidents.reader.sharing import crumbs
from incidents.record.beside.comments import Beside
from incidents.record.pages import StoryPage, UpdatesPage
from incidents.record.pages.media import FileEntry, MediumEntry
from incidents.record.stories.surroundings import Surroundings
from incidents.text.fragments.media import SIZES

FOLDER = "reader/story"

ON_BLOCK = ("head", "sources", "topics", "record", "stretches")
"""The single parts of a page of older updates."""

_STORY = fields("path", "key", "language", "status")
_STRETCH = {"first": seam("first"), "last": seam("last")}
_NOTHING: Values = MappingProxyType({})


def of_story(page: StoryPage, beside: Beside) -> bytes:
    """The first page of a story, in UTF-8."""
    others = surround.beside(Surroundings(page.related, page.translations, beside))
    places = {
        **around(page, page),
        **others,
        "mark": surround.mark(others),
        "title": escape(page.printed_headline),
        "buttons": buttons(page.path),
    }
    main = _main("page.html", page, {**_encoded(places), **_parts(page, (*SINGLE, BEGIN))})
    told = shared_head(page, _first_picture(page))
    return framed(page, Inside(page.printed_headline, told, "page-story", main))


def of_updates(page: UpdatesPage) -> bytes:
    """A page of older updates, in UTF-8."""
    story = page.story
    stretch = story.stretch
    name = _("Updates %(first)s to %(last)s") % {"first": stretch.first, "last": stretch.last}
    title = f"{name}: {story.printed_headline}"
    told = f"{rendered(f'{FOLDER}/updates_head.html', {'title': title})}\n{crumbs.script(page)}"
    main = _main(
        "updates.html",
        story,
        {**_encoded({**around(page, story), "title": escape(title)}), **_parts(story, ON_BLOCK)},
        {"name": name, "links": neighbours.of_updates(page)},
    )
    return framed(page, Inside(title, told, "page-updates", main))


def _parts(page: StoryPage, single: tuple[str, ...]) -> dict[str, bytes]:
    """Single parts by their names in templates, and the rows of updates in their order."""
    rendering = Rendering(page)
    rows = shown(page)
    lines = [line for _row, line in rows]
    if BEGIN in single:
        lines.append((rendering.part(BEGIN) or "").encode())
    return {
        **_encoded({name.replace("-", "_"): rendering.part(name) or "" for name in single}),
        "updates": b"".join([row for row, _line in rows]),
        "timeline": b"".join(lines),
    }


def _encoded(places: Mapping[str, str]) -> dict[str, bytes]:
    return {name: html.encode() for name, html in places.items()}


def _main(
    template: str, page: StoryPage, places: Mapping[str, bytes], more: Values = _NOTHING
) -> bytes:
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
    return shape.encoded({**places, **{name: str(said).encode() for name, said in numbers.items()}})


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
