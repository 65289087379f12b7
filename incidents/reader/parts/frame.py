"""The frame around the pages of a story, rendered once for all of them: head, masthead and foot."""

from dataclasses import dataclass, replace
from html import escape

from django.utils.translation import get_language

from incidents.formats.addresses import html_address
from incidents.reader.answers import Alternate, alternates
from incidents.reader.parts.kept import rendered
from incidents.reader.parts.shapes import Shape, keep, seam
from incidents.reader.site import site_pages
from incidents.record.pages import StoryPage, UpdatePage, UpdatesPage
from incidents.record.pages.standing import StandingLink
from incidents.text.fragments.memory import Memory

FORMATS: Memory[tuple[Alternate, ...]] = Memory(1_000_000)
"""In which formats a page is, by its address."""

OF_SOME_FORMATS = 4_000


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands in the frame: a title in plain text, and HTML, of which most is in UTF-8."""

    title: str
    head: str
    body_class: str
    main: bytes


def framed(page: StoryPage | UpdatesPage | UpdatePage, inside: Inside) -> bytes:
    """A whole page in UTF-8."""
    formats = _formats(page)
    return _frame(formats).encoded(
        {
            "title": escape(inside.title).encode(),
            "head": inside.head.encode(),
            "body_class": inside.body_class.encode(),
            "main": inside.main,
            "canonical": escape(html_address(page)).encode(),
            **{each.suffix: escape(each.address).encode() for each in formats},
        }
    )


def formats_line(page: StoryPage | UpdatesPage | UpdatePage) -> str:
    """The line that leads to the page in every other format."""
    return rendered("components/formats.html", {"formats": _formats(page)}, dict)


def _formats(page: StoryPage | UpdatesPage | UpdatePage) -> tuple[Alternate, ...]:
    """The formats of a page: which there are, its kind alone decides."""
    key = (get_language(), type(page), html_address(page))
    return FORMATS.get(key) or FORMATS.keep(key, alternates(page), OF_SOME_FORMATS)


def _frame(formats: tuple[Alternate, ...]) -> Shape:
    """The frame in the language that is spoken, with the pages that every page links to."""
    pages = site_pages()
    key = ("frame", get_language(), pages, tuple(each.suffix for each in formats))
    return keep(key, lambda: _open_frame(formats, pages))


def _open_frame(formats: tuple[Alternate, ...], pages: tuple[StandingLink, ...]) -> Shape:
    return Shape.of(
        "reader/story/frame.html",
        {
            "frame": {name: seam(name) for name in ("title", "head", "body_class", "main")},
            "indexed": True,
            "formats": [replace(each, address=seam(each.suffix)) for each in formats],
            "canonical": seam("canonical"),
            "standing_links": pages,
        },
        end="\n",
    )
