"""Following the ledger, so that what is published can be found a moment later."""

from collections.abc import Callable

from django.db import connection

from incidents.actions.finding.storing import refresh
from incidents.models import FindableHead, Incident, LedgerHead, Version

VERSIONS = 300
"""Public changes that are caught up with in one go."""

STORIES = 50
"""Stories that are locked at once: for some hundredths of a second."""

CHUNK = 1000
"""Stories that a rebuilding reads the keys of at once."""

MOVE_ON = """
INSERT INTO incidents_findablehead AS head (id, position) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET position = greatest(head.position, EXCLUDED.position)
"""


def follow() -> bool:
    """Make findable what was published since the last time; whether there is more to do at once.

    A story that somebody is just changing is left for the next time, and the position stays before
    it. Several may follow at the same time.
    """
    done = FindableHead.objects.values_list("position", flat=True).first() or 0
    rows = Version.objects.filter(position__gt=done).order_by("position")
    changed = list(rows.values_list("position", "incident_id")[:VERSIONS])
    if not changed:
        return False
    left = _refreshed(list(dict.fromkeys(story for _, story in changed)))
    first_left = min((position for position, story in changed if story in left), default=None)
    _move_on(changed[-1][0] if first_left is None else first_left - 1)
    return first_left is None and len(changed) == VERSIONS


def rebuild(told: Callable[[int], object]) -> int:
    """Look at every story there is, and give their number; `told` hears it now and then.

    Rows that are as they should be are not written again. What is published in the meantime is
    for those who follow.
    """
    position = LedgerHead.objects.values_list("position", flat=True).first() or 0
    last, done = 0, 0
    left: set[int] = set()
    while keys := list(_keys_after(last)):
        left |= _refreshed(keys)
        last, done = keys[-1], done + len(keys)
        told(done)
    if not left:
        _move_on(position)
    return done


def _keys_after(last: int) -> list[int]:
    rows = Incident.objects.filter(pk__gt=last).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:CHUNK])


def _refreshed(stories: list[int]) -> set[int]:
    """Refresh stories in portions; those that were left."""
    left: set[int] = set()
    for start in range(0, len(stories), STORIES):
        left |= refresh(stories[start : start + STORIES])
    return left


def _move_on(position: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MOVE_ON, [position])
