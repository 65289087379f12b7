"""The parts of a story's page as HTML, each a function of the story's pieces alone."""

from html import escape

from django.utils.translation import get_language

from incidents.formats.addresses import html_address
from incidents.reader.parts.kept import KEPT, kept, rendered
from incidents.reader.parts.links import resolved
from incidents.reader.parts.reads import MORE, READS, begin
from incidents.reader.parts.shapes import Shape, keep
from incidents.record.entries import UpdateEntry
from incidents.record.pages import StoryPage
from incidents.text.times import iso

TEMPLATES = {
    "head": "head.html",
    "pinned": "outstanding/pinned.html",
    "lead": "lead.html",
    "captions": "captions.html",
    "sources": "sources.html",
    "changes": "changes.html",
    "related": "related.html",
    "topics": "topics.html",
    "record": "record.html",
    "earlier": "updates/earlier.html",
    "stretches": "updates/stretches.html",
}
FRAGMENTS = ("summary", "key-events")
SINGLE = (*TEMPLATES, *FRAGMENTS)
"""The parts that every page of a story has once, empty or not."""

BEGIN = "timeline-0"
"""The last line of the list of updates, for the initial report."""

FOLDER = "reader/story/parts"

FIELDS = {
    "update": ("number", "anchor", "name", "version", "fragment"),
    "place": ("number", "anchor", "name"),
    "timeline": ("number", "name", "place", "moment", "printed", "headline"),
}
"""What differs between the rows of one kind."""


class Rendering:
    """The parts of one page; those made before of the same values are not made again."""

    def __init__(self, page: StoryPage) -> None:
        self.page = page
        self.updates = {entry.number: entry for entry in page.updates}
        self.shapes: dict[tuple[object, ...], Shape] = {}

    def part(self, name: str) -> str | None:
        """The part with a name: its element whole, or the plain text of the title.

        None for a row that does not stand on the page.
        """
        if name == "title":
            return self.page.printed_headline
        if name == BEGIN:
            return self._begin()
        stem, _, number = name.partition("-")
        if name in FRAGMENTS or not number:
            return self._single(name)
        entry = self.updates.get(int(number))
        if entry is None:
            return None
        return self.line(entry) if stem == "timeline" else self.update(entry)

    def update(self, entry: UpdateEntry) -> str:
        """The row of an update."""
        shape = self._shape("place" if entry.pinned else "update")
        key = (shape, entry.number, entry.version, entry.fragment)
        return KEPT.get(key) or kept(key, shape.filled(_update(entry)))

    def line(self, entry: UpdateEntry) -> str:
        """Its line in the list of updates."""
        shape = self._shape("timeline", retracted=entry.retracted, headed=bool(entry.headline))
        key = (shape, entry.number, entry.pinned, entry.at, entry.printed, entry.headline)
        return KEPT.get(key) or kept(key, shape.filled(_line(self.page.path, entry)))

    def _single(self, name: str) -> str:
        inside = self._fragment(name) if name in FRAGMENTS else self._template(name)
        if not inside:
            return f'<div data-part="{name}" hidden></div>'
        return f'<div data-part="{name}">{inside}</div>'

    def _template(self, name: str) -> str:
        template = f"{FOLDER}/{TEMPLATES[name]}"
        return rendered(template, READS[name](self.page), MORE.get(name))

    def _fragment(self, name: str) -> str:
        out = self.page.highlights
        stored = out.key_events_fragment if name == "key-events" else None
        if name == "summary" and out.summary:
            stored = out.summary.fragment
        if not stored:
            return ""
        shown = {"name": name, "inside": resolved(self.page, stored)}
        return rendered(f"{FOLDER}/outstanding/folded.html", shown)

    def _begin(self) -> str | None:
        inside = rendered(f"{FOLDER}/updates/begin.html", begin(self.page))
        return f'<li data-part="{BEGIN}">{inside}</li>' if inside else None

    def _shape(self, template: str, *, retracted: bool = False, headed: bool = False) -> Shape:
        """The shape of a row; of lines, by whether the update is retracted and has a headline."""
        key = (template, retracted, headed)
        if key not in self.shapes:
            told = {"path": self.page.path, "language": self.page.language}
            context = {"page": told, "retracted": retracted, "headed": headed}
            self.shapes[key] = keep(
                (*key, get_language(), *told.values()),
                lambda: Shape.of(f"{FOLDER}/updates/{template}.html", FIELDS[template], context),
            )
        return self.shapes[key]


def _update(entry: UpdateEntry) -> dict[str, str]:
    return {
        "number": str(entry.number),
        "anchor": entry.anchor,
        "name": entry.name,
        "version": str(entry.version),
        "fragment": entry.fragment,
    }


def _line(path: str, entry: UpdateEntry) -> dict[str, str]:
    story = html_address(path) if entry.pinned else ""
    return {
        "number": str(entry.number),
        "name": entry.name,
        "place": escape(f"{story}#{entry.anchor}"),
        "moment": iso(entry.at.replace(microsecond=0)),
        "printed": escape(entry.printed),
        "headline": escape(entry.headline),
    }


def rows(page: StoryPage, rendering: Rendering) -> tuple[str, str]:
    """The rows of the updates that stand on a page, and their lines."""
    shown = [entry for entry in page.updates if page.stretch.holds(entry.number)]
    return (
        "".join([rendering.update(entry) for entry in shown]),
        "".join([rendering.line(entry) for entry in shown]),
    )
