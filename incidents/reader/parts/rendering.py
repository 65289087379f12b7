"""The parts of a story's page as HTML, each a function of the story's pieces alone."""

from collections.abc import Iterable
from functools import partial
from html import escape

from django.template.loader import render_to_string

from incidents.formats.addresses import html_address
from incidents.reader import neighbours
from incidents.reader.parts.links import resolved
from incidents.reader.parts.shapes import Shape
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


class Shapes:
    """What the rows of a story's page have in common, rendered when first asked for."""

    def __init__(self, page: StoryPage) -> None:
        self.page = page
        self.made: dict[tuple[object, ...], Shape] = {}

    def of(self, template: str, *, retracted: bool = False, headed: bool = False) -> Shape:
        """The shape of a row; of lines, by whether the update is retracted and has a headline."""
        key = (template, retracted, headed)
        if key not in self.made:
            self.made[key] = Shape.of(
                f"{FOLDER}/updates/{template}.html",
                FIELDS[template],
                {"page": self.page, "retracted": retracted, "headed": headed},
            )
        return self.made[key]


class Rendering:
    """The parts of one page; what its rows have in common is rendered once.

    `shapes` may come from another version of the same story.
    """

    def __init__(self, page: StoryPage, shapes: Shapes | None = None) -> None:
        self.page = page
        self.shapes = shapes or Shapes(page)
        self.updates = {entry.number: entry for entry in page.updates}

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
        return self._line(entry) if stem == "timeline" else self._update(entry)

    def _single(self, name: str) -> str:
        inside = self._fragment(name) if name in FRAGMENTS else self._template(TEMPLATES[name])
        inside = inside.strip()
        if not inside:
            return f'<div data-part="{name}" hidden></div>'
        return f'<div data-part="{name}">{inside}</div>'

    def _template(self, template: str) -> str:
        page = self.page
        return render_to_string(
            f"{FOLDER}/{template}",
            {
                "page": page,
                "links": partial(neighbours.of_story, page),
                "stretches": partial(neighbours.earlier_updates, page),
            },
        )

    def _fragment(self, name: str) -> str:
        out = self.page.highlights
        stored = out.key_events_fragment if name == "key-events" else None
        if name == "summary" and out.summary:
            stored = out.summary.fragment
        if not stored:
            return ""
        shown = {"name": name, "inside": resolved(self.page, stored)}
        return render_to_string(f"{FOLDER}/outstanding/folded.html", shown)

    def _begin(self) -> str | None:
        inside = self._template("updates/begin.html").strip()
        return f'<li data-part="{BEGIN}">{inside}</li>' if inside else None

    def _update(self, entry: UpdateEntry) -> str:
        row = {
            "number": str(entry.number),
            "anchor": entry.anchor,
            "name": entry.name,
            "version": str(entry.version),
            "fragment": entry.fragment,
        }
        return self.shapes.of("place" if entry.pinned else "update").filled(row)

    def _line(self, entry: UpdateEntry) -> str:
        headed = bool(entry.headline)
        shape = self.shapes.of("timeline", retracted=entry.retracted, headed=headed)
        story = html_address(self.page.path) if entry.pinned else ""
        return shape.filled(
            {
                "number": str(entry.number),
                "name": entry.name,
                "place": escape(f"{story}#{entry.anchor}"),
                "moment": iso(entry.at.replace(microsecond=0)),
                "printed": escape(entry.printed),
                "headline": escape(entry.headline),
            }
        )


def page_parts(page: StoryPage, single: Iterable[str]) -> dict[str, str]:
    """What a page of a story is put together from: the rows of its updates, and single parts."""
    shown = [entry.number for entry in page.updates if page.stretch.holds(entry.number)]
    rows = [f"{stem}-{number}" for stem in ("update", "timeline") for number in shown]
    rendering = Rendering(page)
    found = ((name, rendering.part(name)) for name in (*rows, *single))
    return {name: part for name, part in found if part is not None}
