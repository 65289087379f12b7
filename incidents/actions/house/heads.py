"""Signing the head of the whole history, so that nothing can be cut off or rewritten unseen.

A head is written outside the database first and into it after. Between the two a crash leaves a
head outside that has no row; the next run finds that it holds, and takes it over. What has a row
and is missing outside is written there again. Only a head that does not hold is an alarm.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from incidents.actions.house import series
from incidents.actions.house.series import KeptHead
from incidents.actions.refusals import Refused
from incidents.models import Checkpoint, Version
from incidents.record.history import transparency
from incidents.text.hashing.checkpoint import Head, NoteError, parsed, signed
from incidents.text.hashing.tree import Frontier

logger = logging.getLogger(__name__)

ONE_AT_A_TIME = 0x68656164
"""The advisory lock of those who sign: any number that nobody else uses."""

LOOKED_AT_AGAIN = 1000
"""So many versions before the last head are hashed again each time; all of them with `whole`."""

STANDING = """
SELECT clock_timestamp(), coalesce((SELECT position FROM incidents_ledgerhead WHERE id = 1), 0)
"""


_KEEP_IT = (
    "It is not signed over. Keep a copy of it, run verify_history, and bring the database and "
    "heads.jsonl back from a backup that has this head; only if it belongs to another newsroom, "
    "move both files away."
)


class HistoryBroken(Refused):
    """The history no longer holds what a head says: nothing is signed over that."""


def sign(*, apart: timedelta = timedelta(), whole: bool = False) -> Head | None:
    """Sign the history as it stands; None where nothing was added since the last head.

    Nothing happens either while the last head is younger than `apart`. With `whole`, every head
    there is, in the database and outside, is compared with the versions as they stand now.
    Raises HistoryBroken where versions are missing or altered that a head covers.
    """
    with _alone() as (_, position):
        _agreed(position)  # kept before the next: only the newest head outside may lack its row
    with _alone() as (clock, position):
        last = _agreed(position)
        if whole:
            _check_all()
        if last is None and position == 0:
            return None
        if last and (last.size == position or clock - last.at < apart):
            return None
        before = _frontier(last)
        _check_end(before)
        return _publish(before.extended(_leaves(before.size, position)), clock)


@contextmanager
def _alone() -> Iterator[tuple[datetime, int]]:
    """The moment and the position last given, while nobody else signs."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute(STANDING)
        clock, position = cursor.fetchone()
        yield clock, position


def _publish(frontier: Frontier, at: datetime) -> Head:
    head = Head(transparency.origin(), frontier.size, frontier.root())
    note = signed(head, transparency.origin(), settings.SIGNING_KEY)
    series.add([(at, note)])
    _keep_row(frontier, note, at)
    return head


def _keep_row(frontier: Frontier, note: str, at: datetime) -> Checkpoint:
    return Checkpoint.objects.create(
        size=frontier.size,
        root=frontier.root().hex(),
        frontier=[root.hex() for root in frontier.roots],
        note=note,
        at=at,
    )


def _agreed(position: int) -> Checkpoint | None:
    """The last head, once the database and the series outside say the same."""
    last, outside = Checkpoint.objects.order_by("-size").first(), series.last()
    covered = max(last.size if last else 0, outside.head.size if outside else 0)
    if covered > position:
        raise HistoryBroken(
            f"A signed head covers {covered} public changes, and the ledger counts {position}: "
            "the end of the history is gone. Only if this database is a new one, the head belongs "
            f"to another: then move {series.place()} away, and keep it."
        )
    _check_latest(covered)
    if outside and outside.head.size > (last.size if last else 0):
        return _taken_over(last)
    if last and (outside is None or outside.head.size < last.size):
        _write_again(outside)
    elif last and outside and outside.head.root.hex() != last.root:
        raise _differs(outside.head)
    return last


def _check_latest(covered: int) -> None:
    """Whether the note in the file of the latest head is one of those that are known.

    Signing replaces that file, and it may hold the only trace of an end that was cut off here and
    in the series.
    """
    place = series.place().with_name(series.LATEST)
    try:
        note = series.latest()
        head = parsed(note) if note is not None else None
    except ValueError as wrong:
        raise HistoryBroken(f"{place} holds no head: {wrong}. {_KEEP_IT}") from None
    if head is None:
        return
    if head.size > covered:
        raise HistoryBroken(
            f"The head in {place} covers {head.size} public changes, and the last one known "
            f"otherwise covers {covered}. {_KEEP_IT}"
        )
    row = Checkpoint.objects.filter(size=head.size).values_list("root", flat=True).first()
    outside = (found.head.root.hex() for found in series.kept() if found.head.size == head.size)
    if head.root.hex() not in ([row] if row else outside):
        raise HistoryBroken(
            f"The head in {place} at position {head.size} is neither in this database nor in "
            f"{series.place().name}. {_KEEP_IT}"
        )


def _taken_over(last: Checkpoint | None) -> Checkpoint | None:
    """Give heads that only the series holds their rows, each once it is found to hold."""
    for found in list(series.kept()):
        if found.head.size <= (last.size if last else 0):
            continue
        before = _frontier(last)
        frontier = before.extended(_leaves(before.size, found.head.size))
        if frontier.root() != found.head.root:
            raise _differs(found.head)
        logger.warning("Took over the head at position %s from %s", frontier.size, series.place())
        last = _keep_row(frontier, found.note, found.at)
    return last


def _write_again(outside: KeptHead | None) -> None:
    """Complete the series outside from the database: its folder is new, or was lost.

    What does not hold is not written where it would stay.
    """
    if outside:
        rows = Checkpoint.objects.filter(size=outside.head.size)
        if rows.values_list("root", flat=True).first() != outside.head.root.hex():
            raise _differs(outside.head)
    _check_all()
    missing = Checkpoint.objects.filter(size__gt=outside.head.size if outside else 0)
    found = list(missing.order_by("size").values_list("at", "note"))
    logger.warning("%s lacked %s heads; they were written again", series.place(), len(found))
    series.add(found)


def _differs(head: Head) -> HistoryBroken:
    return HistoryBroken(
        f"The head at position {head.size} in {series.place()} is not that of this database: "
        "the history was rewritten, or the folder belongs to another newsroom."
    )


def _frontier(last: Checkpoint | None) -> Frontier:
    """What the next head is computed from; it has to be that of the head that was signed."""
    if last is None:
        return Frontier()
    try:
        frontier = Frontier(last.size, tuple(map(bytes.fromhex, last.frontier)))
        head = parsed(last.note)
    except (ValueError, TypeError) as wrong:
        raise HistoryBroken(f"The head at position {last.size} was altered: {wrong}.") from None
    if not (head.size == last.size and head.root == frontier.root() == bytes.fromhex(last.root)):
        raise HistoryBroken(f"The head at position {last.size} was altered: its parts differ.")
    return frontier


def _leaves(after: int, to: int) -> Iterator[bytes]:
    """The hashes of the versions after a position, up to another; every one has to be there."""
    rows = Version.objects.filter(position__gt=after, position__lte=to).order_by("position")
    expected = after
    for position, found in rows.values_list("position", "hash").iterator(chunk_size=5000):
        expected += 1
        if position != expected:
            break
        yield _leaf(position, found)
    else:
        if expected == to:
            return
        expected += 1
    raise HistoryBroken(f"The version at position {expected} is gone.")


def _leaf(position: int, found: str) -> bytes:
    try:
        return bytes.fromhex(found)
    except ValueError:
        raise HistoryBroken(f"The version at position {position} has no hash.") from None


def _check_end(covered: Frontier) -> None:
    """Whether as many versions stand as the last head covers, and the last of them as they were."""
    standing = Version.objects.filter(position__lte=covered.size).count()
    if standing != covered.size:
        raise HistoryBroken(
            f"The last head covers {covered.size} public changes, and {standing} are stored."
        )
    shorter = covered.without_last(LOOKED_AT_AGAIN)
    if shorter.extended(_leaves(shorter.size, covered.size)) != covered:
        raise HistoryBroken(
            f"A version after position {shorter.size} is not what the head at position "
            f"{covered.size} was signed over."
        )


def _check_all() -> None:
    """Compare every head with the versions, from the first position on."""
    notes = Checkpoint.objects.order_by("size").values_list("note", flat=True)
    heads = {_said(note) for note in notes.iterator()}
    heads |= {(found.head.size, found.head.root) for found in series.kept()}
    frontier = Frontier()
    for size, root in sorted(heads):
        frontier = frontier.extended(_leaves(frontier.size, size))
        if frontier.root() != root:
            raise HistoryBroken(
                f"The versions up to position {size} have another root than the head that was "
                "signed over them."
            )


def _said(note: str) -> tuple[int, bytes]:
    try:
        head = parsed(note)
    except NoteError as wrong:
        raise HistoryBroken(f"A stored head was altered: {wrong}.") from None
    return head.size, head.root
