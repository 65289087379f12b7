"""Checking the history, against only reading the same rows."""

import time
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from benchmarks.ground import newsroom
from benchmarks.publish import text
from benchmarks.table import ratio, show
from incidents.actions.ledger import pieces
from incidents.actions.ledger.writing import Pending, Value, append, write_down
from incidents.models import Address, Incident, Update
from incidents.operations.checking.reading import one_moment, rows
from incidents.operations.verifying import verify
from incidents.text import sanitise

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
    body = sanitise.body(text(200))
    with transaction.atomic():
        path = f"2026/01/01/story-{number}"
        story = Incident.objects.create(headline=f"Story {number}", path=path, published_at=START)
        Address.objects.create(path=path, incident=story)
        story.status, story.update_counter = Incident.Status.LIVE, VERSIONS
        posted = [update(story, place + 1, body) for place in range(VERSIONS)]
        Update.objects.bulk_create(posted)
        append([version(story, row) for row in posted])


def update(story: Incident, number: int, body: str) -> Update:
    """The row that editors work on of an update posted in the next minute."""
    at = START + timedelta(minutes=number - 1)
    state = Update.State.PUBLISHED
    return Update(incident=story, number=number, body=body, at=at, state=state)


def version(story: Incident, row: Update) -> Pending:
    """The version in which an update was posted; the first also says what the story is."""
    said: dict[str, Value] = {"byline": {"name": "Desk"}}
    said[row.piece_key] = pieces.update(row, story, ())
    if row.number == 1:
        said |= {
            "about": pieces.about(story),
            "headline": {"text": story.headline},
            "slug": {"path": story.path},
            "status": pieces.status(story),
        }
    return Pending(
        incident=story,
        verb="update.posted",
        kind="first" if row.number == 1 else "update",
        at=row.at,
        by=None,
        byline="Desk",
        words_added=200,
        pieces={key: write_down(key, value) for key, value in said.items()},
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
