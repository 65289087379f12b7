"""What a redaction would do, before anything is done: every place, with what is left there."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from incidents.actions.redactions import masking, pictures, rows, searching
from incidents.actions.redactions.masking import Mask, Shown, Value
from incidents.actions.redactions.quotations import Quotations, sentences
from incidents.actions.redactions.rows import PlannedRow
from incidents.actions.redactions.searching import StoredRow, StoredText
from incidents.actions.redactions.terms import Terms
from incidents.models import Address, Editor, Incident
from incidents.record.ledger import standing
from incidents.text.sanitise import plain

CHOOSABLE = (
    *("headline", "topic_line", "credits", "summary", "lead", "captions", "update", "source"),
    *("medium", "note", "correction"),
)
"""Stems of the pieces that may be taken out whole, whatever they say."""


@dataclass(frozen=True, slots=True)
class ChosenPiece:
    """A piece of a story as one of its versions wrote it."""

    incident_id: int
    key: str
    number: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What has to go: terms wherever they stand, and chosen pieces whole.

    With `whole`, a field in which a term stands goes whole as well, not the term alone.
    """

    terms: Terms | None = None
    pieces: tuple[ChosenPiece, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class PlannedText:
    """A text of the ledger, and what is shown in its place."""

    stored: StoredText
    before: Value
    shown: Shown


@dataclass(frozen=True, slots=True)
class ChoosableText:
    """A text of a story that may be taken out whole, and what it says."""

    stored: StoredText
    said: str


@dataclass(slots=True)
class Findings:
    """Everything in which something has to go, as it is stored; `chosen` texts go whole.

    `pictures` are the hashes of those that chosen texts show; they go from wherever they are shown.
    `quotations` are the sentences of texts that go whole, `quoting` the other texts of the same
    stories whose corrections or marks repeat them.
    """

    texts: list[StoredText] = field(default_factory=list)
    chosen: list[StoredText] = field(default_factory=list)
    rows: list[StoredRow] = field(default_factory=list)
    chosen_rows: list[StoredRow] = field(default_factory=list)
    accounts: list[Editor] = field(default_factory=list)
    pictures: set[str] = field(default_factory=set)
    quotations: Quotations = field(default_factory=Quotations)
    quoting: list[StoredText] = field(default_factory=list)
    quoting_rows: list[PlannedRow] = field(default_factory=list)

    @property
    def count(self) -> int:
        """In how many texts and rows something has to go; accounts are not touched."""
        texts = len(self.texts) + len(self.chosen) + len(self.quoting)
        return texts + len(self.rows) + len(self.chosen_rows) + len(self.quoting_rows)

    @property
    def incidents(self) -> set[int]:
        """The stories that are altered."""
        told = {text.incident_id for text in (*self.texts, *self.chosen, *self.quoting)}
        return told | rows.incidents([*self.rows, *self.chosen_rows])


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of everything found."""

    texts: tuple[PlannedText, ...]
    rows: tuple[PlannedRow, ...]
    accounts: tuple[Editor, ...]
    addresses: Mapping[str, str]


def find(removal: Removal, incidents: Sequence[int] | None = None) -> Findings:
    """Look through everything; of the ledger through these stories only, where they are given."""
    found = Findings()
    if removal.terms is not None:
        found.texts = list(searching.texts(removal.terms, incidents))
        found.rows = list(searching.rows(removal.terms))
        found.accounts = list(searching.accounts(removal.terms))
    if removal.pieces:
        _add_chosen(found, removal.pieces)
    if removal.pieces or removal.whole:
        _add_quoting(found, removal)
    _add_pictures(found)
    return found


def left(removal: Removal, quotations: Quotations) -> Findings:
    """What is still stored of what was removed: its terms, and sentences of texts that went whole.

    Nothing is looked for where there are neither.
    """
    found = Findings(quotations=quotations)
    terms = (removal.terms,) if removal.terms is not None else ()
    sought = searching.AnyOf((*terms, *((quotations,) if quotations.long else ())))
    if sought.parts:
        found.texts, found.rows = list(searching.texts(sought)), list(searching.rows(sought))
    for term in terms:
        found.accounts = list(searching.accounts(term))
    return found


def preview(removal: Removal) -> Plan:
    """What a redaction would do now. Nothing is locked and nothing is changed."""
    found = find(removal)
    mask = Mask(removal.terms, removal.whole)
    gone = addresses(found.rows)
    stand = dict(Incident.objects.filter(pk__in=gone.values()).values_list("pk", "path"))
    return settled(removal, found, {path: mask.path(stand[pk]) for path, pk in gone.items()})


def addresses(found: Iterable[StoredRow]) -> dict[str, int]:
    """The addresses that go, each with the story whose it is."""
    gone = [row.pk for row in found if row.model is Address]
    return dict(Address.objects.filter(pk__in=gone).values_list("path", "incident_id"))


def settled(removal: Removal, found: Findings, paths: Mapping[str, str]) -> Plan:
    """Each text and row found with what is left of it; `paths` replace addresses that go."""
    slugs = rows.topic_slugs(found.rows, Mask(removal.terms, removal.whole))
    mask = Mask(removal.terms, removal.whole, paths, slugs)
    everything, quoted = Mask(None, paths=paths, slugs=slugs), found.quotations
    chosen = {text.hash for text in found.chosen}
    gone = found.pictures
    texts = [_planned(text, everything, quoted, gone) for text in found.chosen]
    texts += [_planned(text, mask, quoted, gone) for text in found.texts if text.hash not in chosen]
    texts += [_planned(text, None, quoted, gone) for text in found.quoting]
    return Plan(
        tuple(texts),
        tuple(_planned_rows(found, mask, everything)),
        tuple(found.accounts),
        dict(paths),
    )


def _planned_rows(found: Findings, mask: Mask, everything: Mask) -> Iterator[PlannedRow]:
    quoted = found.quotations
    whole = {(row.model, row.pk, name) for row in found.chosen_rows for name in row.columns}
    planned = [rows.planned(row, everything, quoted) for row in found.chosen_rows]
    planned += [rows.planned(rows.without(row, whole), mask, quoted) for row in found.rows]
    told = {(row.stored.model, row.stored.pk, name) for row in planned for name in row.values}
    for row in found.quoting_rows:
        if not told & {(row.stored.model, row.stored.pk, name) for name in row.values}:
            planned.append(row)
    return (row for row in planned if row.goes or row.values)


def choosable(incident: Incident) -> list[ChoosableText]:
    """Every text of a story that may be taken out whole, by piece and version."""
    found = [text for text in searching.contents([incident.pk]) if _may_go(text)]
    told = [
        ChoosableText(text, " ".join(map(plain, masking.words_of(json.loads(text.canonical)))))
        for text in sorted(found, key=lambda text: (text.key, text.numbers))
    ]
    return [text for text in told if text.said.strip()]


def _may_go(text: StoredText) -> bool:
    return text.canonical != "null" and text.key.partition("-")[0] in CHOOSABLE


def _planned(
    text: StoredText, mask: Mask | None, quoted: Quotations, gone: Collection[str]
) -> PlannedText:
    """A text without what it quotes of others that go, and, masked, without what has to go."""
    before: Value = json.loads(text.canonical)
    after = pictures.without(quoted.masked(text.key, before), gone)
    if mask is not None:
        after = masking.masked(text.key, after, mask)
    return PlannedText(text, before, masking.shown(text.key, after))


def _add_chosen(found: Findings, pieces: Sequence[ChosenPiece]) -> None:
    wanted = {(piece.incident_id, piece.key, piece.number) for piece in pieces}
    stories = sorted({piece.incident_id for piece in pieces})
    for text in searching.contents(stories):
        places = {(text.incident_id, text.key, number) for number in text.numbers}
        if places & wanted and _may_go(text):
            found.chosen.append(text)
    newest = {pk: standing(pk) for pk in stories}
    for text in found.chosen:
        stands = newest[text.incident_id].get(text.key)
        whole = stands is not None and stands.hash == text.hash
        said = None if whole else masking.words_of(json.loads(text.canonical))
        incident = Incident.objects.get(pk=text.incident_id)
        found.chosen_rows += rows.behind(incident, text.key, said)


def _add_pictures(found: Findings) -> None:
    """Follow the pictures of chosen texts to whatever else shows them, in any story."""
    found.pictures = pictures.of(found.chosen)
    known = {text.hash for text in (*found.texts, *found.chosen, *found.quoting)}
    found.quoting += pictures.showing(found.pictures, but=known)


def _add_quoting(found: Findings, removal: Removal) -> None:
    """Follow what goes whole to the corrections and marks that repeat sentences of it."""
    gone = {text.hash: text for text in (*found.texts, *found.chosen)}
    found.quotations = Quotations(_sentences(found, removal))
    stories = sorted({text.incident_id for text in gone.values()})
    for text in searching.contents(stories):
        value = json.loads(text.canonical)
        quotes = value is not None and found.quotations.masked(text.key, value) != value
        if quotes and text.hash not in gone:
            found.quoting.append(text)
    found.quoting_rows = list(rows.quoting(stories, found.quotations))


def _sentences(found: Findings, removal: Removal) -> Iterator[str]:
    """The sentences of what goes whole: of chosen texts, and of fields in which a term stands."""
    for text in found.chosen:
        yield from sentences(json.loads(text.canonical))
    for text in found.texts:
        if removal.whole and removal.terms is not None:
            yield from sentences(json.loads(text.canonical), removal.terms.stand_in)
