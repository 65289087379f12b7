"""The rows of a story's updates, and their lines in the list: one template for all of a kind."""

from html import escape

from django.conf import settings
from django.utils.translation import get_language

from incidents.formats.addresses import html_address
from incidents.reader.parts.shapes import Shape, keep, seam
from incidents.record.entries import UpdateEntry
from incidents.record.pages import StoryPage
from incidents.record.printing import update_name
from incidents.text.fragments.memory import Memory, Series, of_each

FOLDER = "reader/story/parts/updates"

Row = tuple[bytes, bytes]
"""The row of an update, and its line, in UTF-8."""

KEPT: Memory[Series[UpdateEntry, Row]] = Memory(14_000_000)
"""The rows of a page, by its story and by where it ends: of some twenty pages of two hundred."""

OF_A_ROW = 5_000
"""Bytes of one, with its line and the update that it was made of."""

UPDATE = {name: seam(name) for name in ("number", "version", "fragment", "moment", "printed")}
UPDATE |= {"headline": seam("headline"), "anchor": f"update-{seam('number')}"}
"""An update as templates get it: all is left open that differs from one to the next."""


Kind = tuple[str, bool, bool, bool]
"""Of a row: its template, and of an update whether it is retracted, has a headline, is on top."""


class Rows:
    """How the updates of a story read as rows: each is made of its update alone."""

    def __init__(self, path: str, language: str) -> None:
        self.path, self.language = path, language
        self._shapes: dict[Kind, Shape] = {}

    def row(self, entry: UpdateEntry) -> bytes:
        """The row of an update; of one that stands on top, where that is."""
        shape = self._shape(("place" if entry.pinned else "update", False, False, False))
        return shape.encoded(
            {
                "number": b"%d" % entry.number,
                "version": b"%d" % entry.version,
                "fragment": entry.fragment.encode(),
            }
        )

    def line(self, entry: UpdateEntry) -> bytes:
        """Its line in the list of updates."""
        shape = self._shape(("timeline", entry.retracted, bool(entry.headline), entry.pinned))
        return shape.encoded(
            {
                "number": b"%d" % entry.number,
                "moment": f"{entry.at.isoformat()[:19]}Z".encode(),
                "printed": escape(entry.printed).encode(),
                "headline": escape(entry.headline).encode(),
            }
        )

    def both(self, entry: UpdateEntry) -> Row:
        """The row and the line of an update."""
        return self.row(entry), self.line(entry)

    def _shape(self, kind: Kind) -> Shape:
        known = self._shapes.get(kind)
        if known is None:
            key = (*kind, get_language(), self.path, self.language)
            known = self._shapes[kind] = keep(key, lambda: self._made(kind))
        return known

    def _made(self, kind: Kind) -> Shape:
        template, retracted, headed, pinned = kind
        page = html_address(self.path) if pinned else ""
        named = {"name": update_name(seam("number")), "place": f"{page}#{UPDATE['anchor']}"}
        return Shape.of(
            f"{FOLDER}/{template}.html",
            {
                "page": {"path": self.path, "language": self.language},
                "update": {**UPDATE, **named},
                "retracted": retracted,
                "headed": headed,
            },
        )


def shown(page: StoryPage) -> list[Row]:
    """The rows of the updates that stand on a page; of those that changed they are made anew."""
    on_page = {entry.number: entry for entry in page.updates if page.stretch.holds(entry.number)}
    rows = Rows(page.path, page.language)
    if settings.DEBUG:  # while templates are written, nothing is kept
        return [rows.both(entry) for entry in on_page.values()]
    key = (page.path, page.language, get_language(), page.stretch.last)
    return of_each(KEPT, key, on_page, rows.both, OF_A_ROW)
