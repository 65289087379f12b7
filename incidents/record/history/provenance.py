"""Where each sentence of a story comes from: the version since which it has stood."""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import connection

from incidents.models import Incident, Version
from incidents.record.ledger import Value
from incidents.record.pages import shown
from incidents.record.pages.sitewide import PieceOrigins, ProvenancePage, SentenceOrigin
from incidents.record.printing import moment_printed, piece_name
from incidents.record.reading import text
from incidents.record.stories import published
from incidents.text.addresses.stories import story_path
from incidents.text.lineage.provenance import Origin, carried, marked, origins, sentences

HISTORIES = """
SELECT piece.key, piece.number, content.canonical
FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE piece.incident_id = %(incident)s AND piece.number <= %(newest)s
    AND (piece.key, piece.number) < (%(key)s, %(number)s)
    AND (piece.key = 'lead' OR piece.key LIKE 'update-%%')
ORDER BY piece.key DESC, piece.number DESC LIMIT %(most)s
"""
"""Some states of the texts of a story. Of a redacted one, what may still be shown."""

BEYOND = ("v", 0)
"""A place in the order of keys and numbers that comes after those of all texts."""

AT_ONCE = 50
"""So many states are read at once, and held: of 2,000 words each, they take a megabyte."""

State = tuple[int, str]
"""A version, and what it made of a text: its canonical form, or its body alone."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it stands, what readers are told before it, and where its sentences are from."""

    html: str
    warning: str
    told: Sequence[Origin]


MOST_KEPT = 1_000_000
"""So many characters are kept in mind with their sentences: some states of a long text."""

GONE = -1
"""Stands for a sentence that the newest text no longer has, or has settled already."""


@shown.told
def provenance(path: str) -> ProvenancePage | None:
    """Where each sentence of the story at a path comes from; None where there is no story."""
    incident = published(path)
    if incident is None:
        return None
    retracted = incident.retracted_at is not None
    return ProvenancePage(
        story_path=story_path(incident.path),
        printed_headline=incident.printed_headline,
        language=incident.language,
        version=incident.version_number,
        retracted=retracted,
        retraction_reason=incident.retraction_reason,
        pieces=() if retracted else _pieces(incident),
    )


def _pieces(incident: Incident) -> tuple[PieceOrigins, ...]:
    """The texts in the order of the page: updates newest first, then the initial report."""
    found = {key: _text(states) for key, states in _Histories(incident)}
    held = {key: found[key] for key in sorted(found, key=_number_of, reverse=True)}
    versions = {origin.version for each in held.values() for origin in each.told}
    times = _times(incident, versions)
    return tuple(_piece(key, each, times) for key, each in held.items() if each.told)


def _number_of(key: str) -> int:
    """The number of an update; 0 for the initial report."""
    return int(key.partition("-")[2] or 0)


def _times(incident: Incident, numbers: set[int]) -> dict[int, tuple[Version, str]]:
    rows = Version.objects.filter(incident=incident, number__in=numbers).only("number", "at")
    return {row.number: (row, moment_printed(row.at, incident.time_zone)) for row in rows}


def _piece(key: str, found: _Text, times: dict[int, tuple[Version, str]]) -> PieceOrigins:
    name = piece_name(key)
    return PieceOrigins(
        key=key,
        name=name[:1].upper() + name[1:],
        anchor="initial-report" if key == "lead" else key,
        html=marked(found.html, [origin.version for origin in found.told]),
        sentences=tuple(
            SentenceOrigin(
                text=origin.text,
                block=origin.block,
                version=origin.version,
                at=times[origin.version][0].at,
                printed=times[origin.version][1],
            )
            for origin in found.told
        ),
        warning=found.warning,
    )


class _Histories:
    """The texts of a story, each with its states, newest first, as far as they are asked for.

    States are read a few at a time, and those that nobody asks for are not read at all.
    """

    def __init__(self, incident: Incident) -> None:
        self._story = {"incident": incident.pk, "newest": incident.version_number}
        self._place = BEYOND
        self._rows: deque[tuple[str, int, str]] = deque()
        self._is_over = False

    def __iter__(self) -> Iterator[tuple[str, Iterator[State]]]:
        while row := self._next():
            yield row[0], self._states(row[0])
            self._leave(row[0])

    def _states(self, key: str) -> Iterator[State]:
        while (row := self._next()) and row[0] == key:
            yield self._rows.popleft()[1:]

    def _leave(self, key: str) -> None:
        while self._rows and self._rows[0][0] == key:
            self._rows.popleft()
        if not self._rows:
            self._place = (key, 0)

    def _next(self) -> tuple[str, int, str] | None:
        """The state that comes next, read when it is not there yet."""
        if not (self._rows or self._is_over):
            key, number = self._place
            asked: dict[str, int | str] = {
                **self._story,
                "key": key,
                "number": number,
                "most": AT_ONCE,
            }
            with connection.cursor() as cursor:
                cursor.execute(HISTORIES, asked)
                self._rows.extend(cursor.fetchall())
            self._is_over = len(self._rows) < AT_ONCE
            self._place = self._rows[-1][:2] if self._rows else self._place
        return self._rows[0] if self._rows else None


def _text(states: Iterator[State]) -> _Text:
    """The text as it stands, with its warning; `states` newest first."""
    newest = next(states)
    html, told = _standing(chain([newest], states))
    return _Text(html, text(json.loads(newest[1]), "warning"), told)


def _standing(states: Iterable[State]) -> tuple[str, list[Origin]]:
    """The body as it stands, and its sentences with their origins; `states` newest first."""
    told = ((number, _body(canonical)) for number, canonical in states)
    number, newest = next(told)
    said = origins([(0, newest)])
    versions = _versions(newest, len(said), number, told)
    return newest, [
        Origin(origin.text, origin.block, version)
        for origin, version in zip(said, versions, strict=True)
    ]


def _body(canonical: str) -> str:
    value: Value | None = json.loads(canonical)
    return "" if text(value, "state") == "retracted" else text(value, "html")


def _versions(newest: str, count: int, newer: int, older: Iterable[State]) -> list[int]:
    """The version of each sentence, found from the newest state, of version `newer`, back.

    A sentence belongs to the oldest state of the unbroken run that ends with the newest one. The
    walk ends once every sentence has lost its trace, and compares only blocks that differ and
    still hold a sentence that is looked for: thousands of states of a long text cost little.
    """
    blocks = newest.split("\n")
    split = _Splitter()
    settled: dict[int, int] = {}
    places = _numbered(blocks, split)
    for number, body in older if count else ():
        before = body.split("\n")
        places, lost = _traced(blocks, places, before, split)
        settled |= dict.fromkeys(lost, newer)
        blocks, newer = before, number
        if len(settled) == count:
            break
    return [settled.get(place, newer) for place in range(count)]


class _Splitter:
    """Gives the sentences of a block, and keeps them in mind: states share most of their blocks."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}
        self._held = 0

    def __call__(self, block: str) -> tuple[str, ...]:
        found = self._known.get(block)
        if found is None:
            if self._held > MOST_KEPT:
                self._known, self._held = {}, 0
            found = self._known[block] = sentences(block)
            self._held += len(block)
        return found


Places = list[tuple[int, ...]]
"""For each block, which sentence of the newest text each of its sentences is, or GONE.

An empty tuple stands for a block that holds none: its sentences need not be told apart.
"""


def _numbered(blocks: Sequence[str], split: _Splitter) -> Places:
    found: Places = []
    start = 0
    for block in blocks:
        end = start + len(split(block))
        found.append(tuple(range(start, end)))
        start = end
    return found


def _traced(
    blocks: Sequence[str], places: Places, before: Sequence[str], split: _Splitter
) -> tuple[Places, set[int]]:
    """Where the sentences that are looked for stood in the state before, and which did not."""
    start, end = _same_ends(blocks, before)
    after, earlier = slice(start, len(blocks) - end), slice(start, len(before) - end)
    window = before[earlier]
    if not any(places[after]):
        return [*places[:start], *[()] * len(window), *places[len(blocks) - end :]], set()
    known = [
        place
        for block, held in zip(blocks[after], places[after], strict=True)
        for place in held or (GONE,) * len(split(block))
    ]
    traced = _matched(known, blocks[after], window, split)
    lost = {*known} - {*traced} - {GONE}
    return [*places[:start], *_apart(window, traced, split), *places[len(blocks) - end :]], lost


def _matched(
    known: Sequence[int], blocks: Sequence[str], before: Sequence[str], split: _Splitter
) -> Sequence[int]:
    """For each sentence before, which one of those that are looked for it is.

    Where each is said once on both sides there is nothing to weigh; else the lineage decides.
    """
    said, says = (list(chain.from_iterable(map(split, side))) for side in (blocks, before))
    if len({*said}) == len(said) and len({*says}) == len(says):
        place_of = dict(zip(said, known, strict=True))
        return [place_of.get(sentence, GONE) for sentence in says]
    return carried(known, "\n".join(blocks), "\n".join(before), GONE)


def _apart(window: Sequence[str], traced: Sequence[int], split: _Splitter) -> Places:
    """What was traced, block by block."""
    rest = iter(traced)
    found = (tuple(next(rest) for _ in split(block)) for block in window)
    return [held if any(place != GONE for place in held) else () for held in found]


def _same_ends(left: Sequence[str], right: Sequence[str]) -> tuple[int, int]:
    """How many blocks two texts share at their beginning, and how many at their end."""
    most = min(len(left), len(right))
    start = next((at for at in range(most) if left[at] != right[at]), most)
    most -= start
    end = next((at for at in range(most) if left[-1 - at] != right[-1 - at]), most)
    return start, end
