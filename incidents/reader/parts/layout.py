"""Where the parts of a story stand on its pages: what the templates of these pages are given."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from incidents.reader.parts.rendering import BEGIN, SINGLE, Rendering, page_parts
from incidents.record.pages import StoryPage, UpdatePage, UpdatesPage
from incidents.record.pages.media import FileEntry, MediumEntry
from incidents.text.fragments.media import SIZES

Layout = dict[str, object]

ON_BLOCK = ("head", "sources", "topics", "record", "stretches")
"""The single parts of a page of older updates."""


@dataclass(frozen=True, slots=True)
class Preload:
    """The picture that a reader sees first, for the head of a page: its files and its widths."""

    srcset: str
    sizes: str


def of_story(page: StoryPage) -> Layout:
    """The first page of a story."""
    return {
        **_filled(page_parts(page, (*SINGLE, BEGIN))),
        "first_picture": _first_picture(page),
    }


def of_updates(page: UpdatesPage) -> Layout:
    """A page of older updates."""
    stretch = page.story.stretch
    return {
        **_filled(page_parts(page.story, ON_BLOCK)),
        "name": _("Updates %(first)s to %(last)s") % {"first": stretch.first, "last": stretch.last},
    }


def of_update(page: UpdatePage) -> Layout:
    """One update on its own."""
    rendering = Rendering(page.story)
    return {"parts": {"sources": _safe(rendering.part("sources") or "")}}


def _filled(parts: dict[str, str]) -> Layout:
    """Single parts by their names in templates, and the rows of updates in their order."""
    return {
        "parts": {name.replace("-", "_"): _safe(html) for name, html in parts.items()},
        "updates": _rows(parts, "update-"),
        "timeline": _rows(parts, "timeline-"),
    }


def _rows(parts: dict[str, str], stem: str) -> SafeString:
    return _safe("".join(html for name, html in parts.items() if name.startswith(stem)))


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
