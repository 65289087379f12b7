"""The parts of a story's page as HTML, each a function of the story's pieces alone."""

from functools import cached_property

from django.utils.safestring import SafeString

from incidents.reader.parts.kept import poured, rendered
from incidents.reader.parts.links import resolved
from incidents.reader.parts.reads import MORE, OPEN, READS, begin, change, is_empty
from incidents.reader.parts.rows import Rows
from incidents.record.entries import UpdateEntry
from incidents.record.pages import StoryPage

TEMPLATES = {
    "head": "head.html",
    "pinned": "outstanding/pinned.html",
    "lead": "lead.html",
    "captions": "captions.html",
    "sources": "sources.html",
    "topics": "topics.html",
    "record": "record.html",
    "earlier": "updates/earlier.html",
    "stretches": "updates/stretches.html",
}
FRAGMENTS = ("summary", "key-events")
SINGLE = (*TEMPLATES, *FRAGMENTS, "changes")
"""The parts that every page of a story has once, empty or not."""

BEGIN = "timeline-0"
"""The last line of the list of updates, for the initial report."""

FOLDER = "reader/story/parts"


class Rendering:
    """The parts of one page; those made before of the same values are not made again."""

    def __init__(self, page: StoryPage) -> None:
        self.page = page
        self._rows = Rows(page.path, page.language)

    @cached_property
    def _updates(self) -> dict[int, UpdateEntry]:
        return {entry.number: entry for entry in self.page.updates}

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
        entry = self._updates.get(int(number))
        if entry is None:
            return None
        row = self._rows.line(entry) if stem == "timeline" else self._rows.row(entry)
        return row.decode()

    def _single(self, name: str) -> str:
        if name == "changes":
            return element(name, self._changes())
        return element(name, self._fragment(name) if name in FRAGMENTS else self._template(name))

    def _template(self, name: str) -> str:
        template, values = f"{FOLDER}/{TEMPLATES[name]}", READS[name](self.page)
        if is_empty(values):
            return ""
        if name in OPEN:
            return poured(template, values, OPEN[name])
        return rendered(template, values, MORE.get(name))

    def _changes(self) -> str:
        """The first version and the newest, each line made once."""
        page = self.page
        lines = [
            poured(f"{FOLDER}/lines/change.html", change(page, each), OPEN["change"])
            for each in page.changes
        ]
        values = {
            "path": page.path,
            "version": page.version,
            "first": SafeString("".join(lines[:1])),
            "others": SafeString("\n".join(lines[1:])),
            "more": len(page.changes) < page.version,
        }
        return poured(f"{FOLDER}/changes.html", values, OPEN["changes"])

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
        values = begin(self.page)
        if is_empty(values):
            return None
        return f'<li data-part="{BEGIN}">{rendered(f"{FOLDER}/updates/begin.html", values)}</li>'


def element(name: str, inside: str) -> str:
    """A part of the page, which is there from the start, empty or not."""
    if not inside:
        return f'<div data-part="{name}" hidden></div>'
    return f'<div data-part="{name}">{inside}</div>'
