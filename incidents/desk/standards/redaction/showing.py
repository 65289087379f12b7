"""What a chief sees of each place: as it stands, and beside it what would be left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from incidents.actions.redactions.planning import Findings, Plan, PlannedText
from incidents.actions.redactions.rows import PlannedRow
from incidents.actions.redactions.searching import StoredText
from incidents.actions.redactions.terms import Terms
from incidents.desk.standards.letters.pieces import name_of
from incidents.models import Address, Incident
from incidents.text.sanitise import plain

MOST_PLACES = 300
MOST_EXCERPTS = 3
AROUND = 70
START = 220


@dataclass(frozen=True, slots=True)
class Alteration:
    """A text with what has to go marked, and what is left of it."""

    before: SafeString
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where something has to go."""

    where: str
    details: str
    alterations: tuple[Alteration, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """All that would be done, in words and numbers."""

    places: tuple[Place, ...]
    left_out: int
    texts: int
    rows: int
    stories: int
    addresses: tuple[tuple[str, str], ...]
    accounts: tuple[str, ...]

    @property
    def count(self) -> int:
        """In how many texts and rows something goes."""
        return self.texts + self.rows


def outlook(plan: Plan, terms: Terms | None) -> Outlook:
    """What a plan comes to, place by place."""
    stories = Incident.objects.in_bulk({text.stored.incident_id for text in plan.texts})
    rows = [row for row in plan.rows if row.stored.model is not Address]
    texts = [_text(text, stories, terms) for text in sorted(plan.texts, key=_in_order)]
    places = [*texts, *(_row(row, terms) for row in rows)]
    return Outlook(
        places=tuple(places[:MOST_PLACES]),
        left_out=max(0, len(places) - MOST_PLACES),
        texts=len(plan.texts),
        rows=len(plan.rows),
        stories=len(stories),
        addresses=tuple(sorted(plan.addresses.items())),
        accounts=tuple(account.username for account in plan.accounts),
    )


def left(found: Findings) -> tuple[str, ...]:
    """Where something is left after a redaction, in words."""
    texts = [
        f"{name_of(text.key)}, {_versions(text)} of story {text.incident_id}"
        for text in found.texts
    ]
    return (*texts, *(f"{row.table}, number {row.pk}" for row in found.rows))


def _versions(text: StoredText) -> str:
    numbers = ", ".join(map(str, text.numbers))
    return f"version{'s' if len(text.numbers) > 1 else ''} {numbers}"


def _in_order(text: PlannedText) -> tuple[int, tuple[int, ...], str]:
    """Story by story, as its history went."""
    return (text.stored.incident_id, text.stored.numbers, text.stored.key)


def _text(text: PlannedText, stories: Mapping[int, Incident], terms: Terms | None) -> Place:
    changed = _changed(text.before, text.shown.value)
    return Place(
        where=name_of(text.stored.key),
        details=f"{_versions(text.stored)} of story {text.stored.incident_id}: "
        f"{stories[text.stored.incident_id].headline}",
        alterations=tuple(_alteration(*pair, terms) for pair in changed),
    )


def _row(row: PlannedRow, terms: Terms | None) -> Place:
    table = row.stored.table
    changed = list(_changed(row.stored.columns, row.values))
    if row.goes:
        changed = [("", str(value), "The row goes.") for value in row.stored.columns.values()]
    return Place(
        where=table[:1].upper() + table[1:],
        details=f"number {row.stored.pk}",
        alterations=tuple(_alteration(*pair, terms) for pair in changed),
    )


def _changed(before: Any, after: Any, name: str = "") -> Iterator[tuple[str, str, str]]:
    """The texts that differ between two values of the same form, with the field they stand in."""
    if isinstance(before, str):
        if before != after:
            yield name, before, str(after)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key, value in before.items():
            if key in after:
                yield from _changed(value, after[key], key)
    elif isinstance(before, Sequence) and isinstance(after, Sequence):
        for value, made in zip(before, after, strict=False):
            yield from _changed(value, made, name)


def _alteration(name: str, before: str, after: str, terms: Terms | None) -> Alteration:
    if name in ("html", "body", "lead"):
        said = plain(before)
        if terms is None or terms.places(said):
            return Alteration(_marked(said, terms), _short(plain(after)))
    return Alteration(_marked(before, terms), _short(after) or "(nothing)")


def _short(text: str) -> str:
    return text if len(text) <= START else f"{text[:START]}…"


def _marked(text: str, terms: Terms | None) -> SafeString:
    """The text around each place of the terms, with those marked; else its beginning."""
    found = terms.places(text)[:MOST_EXCERPTS] if terms is not None else []
    if not found:
        return escape(_short(text))
    return format_html_join(
        " ",
        "{}<mark>{}</mark>{}",
        (
            (
                ("…" if start > AROUND else "") + text[max(0, start - AROUND) : start],
                text[start:end],
                text[end : end + AROUND] + ("…" if end + AROUND < len(text) else ""),
            )
            for start, end in found
        ),
    )
