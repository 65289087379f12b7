"""What the desk shows of a source: where it is cited, what was kept of it, what became of it."""

from copy import copy
from dataclasses import dataclass

from incidents.actions.ledger import pieces
from incidents.actions.web.addresses import comparable
from incidents.models import Fetched, Source, Update
from incidents.text import fragments


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was fetched, and whether readers see its text."""

    row: Fetched
    released: bool

    @property
    def moved_to(self) -> str:
        """Where the address led, if that is another page."""
        row = self.row
        same = comparable(row.address) == comparable(row.final_address)
        return "" if same else row.final_address


@dataclass(frozen=True, slots=True)
class SourceScreen:
    """All that the page of a source shows."""

    source: Source
    updates: list[Update]
    kept: list[KeptPage]
    preview: str


def screen_of(source: Source) -> SourceScreen:
    """Everything about one source; `preview` is what readers would see of the newest text."""
    kept = [
        KeptPage(row, _is_released(source, row))
        for row in Fetched.objects.filter(source=source).select_related("fetched_by", "released_by")
    ]
    updates = Update.objects.filter(citations__source=source).order_by("number")
    newest = next((page.row for page in kept if page.row.text and not page.released), None)
    return SourceScreen(source, list(updates), kept, _preview(source, newest))


def _is_released(source: Source, row: Fetched) -> bool:
    return bool(source.read_text) and (source.read_at, source.read_digest) == (row.at, row.digest)


def _preview(source: Source, kept: Fetched | None) -> str:
    """The source as readers would see it with the text of a page beside it."""
    if kept is None:
        return ""
    shown = copy(source)
    shown.read_text, shown.read_at, shown.read_digest = kept.text, kept.at, kept.digest
    return fragments.render(source.piece_key, pieces.source(shown))
