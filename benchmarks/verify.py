"""Checking the history, against only reading the same rows."""

import time
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from benchmarks.ground import newsroom
from benchmarks.publish import text
from benchmarks.table import ratio, show
from incidents.actions.ledger.writing import Pending, Value, append, write_down
from incidents.models import Incident
from incidents.operations.checking.reading import one_moment, rows
from incidents.operations.verifying import verify

STORIES, VERSIONS = 1_000, 100
ROUNDS = 3
START = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Fill a newsroom with long histories, check them, and say how fast."""
    with newsroom():
        for number in range(STORIES):
            fill(number)
        count = STORIES * VERSIONS
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        reading, checking = [], []
        for _ in range(ROUNDS):
            reading.append(seconds_to_read())
            started = time.perf_counter()
            found = verify()
            checking.append(time.perf_counter() - started)
            if found.faults or found.versions != count:
                raise SystemExit(f"The history does not hold: {found.faults[:1]}")
    read, checked = min(reading), min(checking)
    show(
        f"Checking {count:,} versions of {STORIES} stories",
        ["", "seconds", "versions a second", "ratio"],
        [
            ["verify_history", f"{checked:.2f}", f"{count / checked:,.0f}", ratio(checked, read)],
            ["reading the same rows", f"{read:.2f}", f"{count / read:,.0f}", "1.0x"],
        ],
    )


def fill(number: int) -> None:
    """One story with a hundred versions, each of an update of two hundred words."""
    body = text(200)
    with transaction.atomic():
        story = Incident.objects.create(headline=f"Story {number}")
        story.status, story.path = "live", f"2026/01/01/story-{number}"
        story.save(update_fields=["path"])
        append([version(story, place, body) for place in range(VERSIONS)])


def version(story: Incident, place: int, body: str) -> Pending:
    """The next version of a story."""
    update: Value = {
        "number": place + 1,
        "html": body,
        "at": "2026-01-01T00:00:00Z",
        "state": "published",
    }
    return Pending(
        incident=story,
        verb="update.posted",
        kind="update" if place else "first",
        at=START + timedelta(minutes=place),
        by=None,
        byline="Desk",
        pieces={
            f"update-{place + 1}": write_down(f"update-{place + 1}", update),
            "byline": write_down("byline", {"name": "Desk"}),
        },
    )


def seconds_to_read() -> float:
    """The reference: every row that the check looks at, and nothing done with it."""
    started = time.perf_counter()
    with one_moment():
        for table in ("incidents_version", "incidents_version_piece", "incidents_content"):
            for _ in rows(f"SELECT * FROM {table}", {}):
                pass
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
