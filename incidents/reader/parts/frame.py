"""The frame around the pages of a story, rendered once for all of them: head, masthead and foot."""

from dataclasses import dataclass, replace
from html import escape

from django.utils.translation import get_language

from incidents.formats.addresses import html_address
from incidents.reader.answers import Alternate, alternates
from incidents.reader.parts.kept import rendered
from incidents.reader.parts.shapes import Shape, keep, seam
from incidents.reader.templatetags.site import site_pages
from incidents.record.pages import StoryPage, UpdatePage, UpdatesPage

NAMES = ("title", "head", "body_class", "main")


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands in the frame: a title in plain text, and HTML."""

    title: str
    head: str
    body_class: str
    main: str


def framed(page: StoryPage | UpdatesPage | UpdatePage, inside: Inside) -> str:
    """A whole page."""
    formats = alternates(page)
    whole = _frame(formats).filled(
        {
            "title": escape(inside.title),
            "head": inside.head,
            "body_class": inside.body_class,
            "main": inside.main,
            "canonical": escape(html_address(page)),
            **{each.suffix: escape(each.address) for each in formats},
        }
    )
    return f"{whole}\n"


def formats_line(page: StoryPage | UpdatesPage | UpdatePage) -> str:
    """The line that leads to the page in every other format."""
    return rendered("components/formats.html", {"formats": alternates(page)}, dict)


def _frame(formats: tuple[Alternate, ...]) -> Shape:
    """The frame in the language that is spoken, with the pages that every page links to."""
    pages = site_pages()
    named = tuple(replace(each, address=seam(each.suffix)) for each in formats)
    return keep(
        ("frame", get_language(), pages, named),
        lambda: Shape.of(
            "reader/story/frame.html",
            NAMES,
            {
                "indexed": True,
                "formats": named,
                "canonical": seam("canonical"),
                "standing_links": pages,
            },
            "frame",
        ),
    )
