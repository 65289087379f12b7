"""Where each sentence of a story comes from: the version in which it was first said."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby

from django.db import connection

from incidents.models import Incident, Version
from incidents.record.entries import piece_name
from incidents.record.ledger import Value
from incidents.record.pages.sitewide import PieceOrigins, ProvenancePage, SentenceOrigin
from incidents.record.printing import moment_printed
from incidents.record.reading import text
from incidents.record.stories import PREFIX, published
from incidents.text.lineage.provenance import Origin, carried, marked, origins, sentences

HISTORIES = """
SELECT piece.key, piece.number, content.canonical
FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE piece.incident_id = %s AND (piece.key = 'lead' OR piece.key LIKE 'update-%%')
ORDER BY piece.key, piece.number DESC
"""
"""Every state of every text of a story. Of a redacted one, what may still be shown."""

GONE = -1
"""Stands for a sentence that the newest text no longer has, or has settled already."""


def provenance(path: str) -> ProvenancePage | None:
    """Where each sentence of the story at a path comes from; None where there is no story."""
    incident = published(path)
    if incident is None:
        return None
    retracted = incident.retracted_at is not None
    return ProvenancePage(
        story_path=f"{PREFIX}{incident.path}",
        printed_headline=incident.printed_headline,
        language=incident.language,
        version=incident.version_number,
        retracted=retracted,
        retraction_reason=incident.retraction_reason,
        pieces=() if retracted else _pieces(incident),
    )


def _pieces(incident: Incident) -> tuple[PieceOrigins, ...]:
    """The texts in the order of the page: updates newest first, then the initial report."""
    with connection.cursor() as cursor:
        cursor.execute(HISTORIES, [incident.pk])
        rows = cursor.fetchall()
    found = {
        key: _standing([(number, canonical) for _, number, canonical in states])
        for key, states in groupby(rows, key=lambda row: str(row[0]))
    }
    held = {key: told for key, told in found.items() if told[1]}
    times = _times(incident, {origin.version for _, told in held.values() for origin in told})
    return tuple(
        _piece(key, *held[key], times) for key in sorted(held, key=_number_of, reverse=True)
    )


def _number_of(key: str) -> int:
    """The number of an update; 0 for the initial report."""
    return int(key.partition("-")[2] or 0)


def _times(incident: Incident, numbers: set[int]) -> dict[int, tuple[Version, str]]:
    rows = Version.objects.filter(incident=incident, number__in=numbers).only("number", "at")
    return {row.number: (row, moment_printed(row.at, incident.time_zone)) for row in rows}


def _piece(
    key: str,
    html: str,
    told: Sequence[Origin],
    times: dict[int, tuple[Version, str]],
) -> PieceOrigins:
    name = piece_name(key)
    return PieceOrigins(
        key=key,
        name=name[:1].upper() + name[1:],
        anchor="initial-report" if key == "lead" else key,
        html=marked(html, [origin.version for origin in told]),
        sentences=tuple(
            SentenceOrigin(
                text=origin.text,
                block=origin.block,
                version=origin.version,
                at=times[origin.version][0].at,
                printed=times[origin.version][1],
            )
            for origin in told
        ),
    )


def _standing(states: Sequence[tuple[int, str]]) -> tuple[str, list[Origin]]:
    """The text as it stands, and its sentences with their origins; `states` newest first."""
    newest = _body(states[0][1])
    said = origins([(0, newest)])
    versions = _versions(newest, len(said), [number for number, _ in states], _older(states))
    return newest, [
        Origin(origin.text, origin.block, version)
        for origin, version in zip(said, versions, strict=True)
    ]


def _older(states: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The older bodies, each read only when it is asked for."""
    return (_body(canonical) for _, canonical in states[1:])


def _body(canonical: str) -> str:
    value: Value | None = json.loads(canonical)
    return "" if text(value, "state") == "retracted" else text(value, "html")


def _versions(newest: str, count: int, numbers: Sequence[int], older: Iterator[str]) -> list[int]:
    """The version of each sentence, found from the newest state back.

    A sentence belongs to the oldest state of the unbroken run that ends with the newest one. The
    walk ends once every sentence has lost its trace, and compares only blocks that differ and
    still hold a sentence that is looked for: thousands of states of a long text cost little.
    """
    split: Split = lru_cache(maxsize=None)(sentences)  # as long as the walk, and no longer
    settled = [numbers[-1]] * count
    blocks = newest.split("\n")
    places = _numbered(blocks, split)
    left = count
    for newer, body in zip(numbers, older, strict=False):
        if not left:
            break
        before = body.split("\n")
        places, lost = _traced(blocks, places, before, split)
        for place in lost:
            settled[place] = newer
        left -= len(lost)
        blocks = before
    return settled


Split = Callable[[str], tuple[str, ...]]
"""Gives the sentences of a block."""

Places = list[tuple[int, ...]]
"""For each block, which sentence of the newest text each of its sentences is, or GONE.

An empty tuple stands for a block that holds none: its sentences need not be told apart.
"""


def _numbered(blocks: Sequence[str], split: Split) -> Places:
    found: Places = []
    start = 0
    for block in blocks:
        end = start + len(split(block))
        found.append(tuple(range(start, end)))
        start = end
    return found


def _traced(
    blocks: Sequence[str], places: Places, before: Sequence[str], split: Split
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
    known: Sequence[int], blocks: Sequence[str], before: Sequence[str], split: Split
) -> Sequence[int]:
    """For each sentence before, which one of those that are looked for it is.

    Where each is said once on both sides there is nothing to weigh; else the lineage decides.
    """
    said, says = (list(chain.from_iterable(map(split, side))) for side in (blocks, before))
    if len({*said}) == len(said) and len({*says}) == len(says):
        place_of = dict(zip(said, known, strict=True))
        return [place_of.get(sentence, GONE) for sentence in says]
    return carried(known, "\n".join(blocks), "\n".join(before), GONE)


def _apart(window: Sequence[str], traced: Sequence[int], split: Split) -> Places:
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
