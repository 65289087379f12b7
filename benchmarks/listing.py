"""Listing 50 of 10,000 versions: what the database spends on it, with short texts and with long.

``python -m benchmarks.listing``. The aim is at most 1.5 ms in the database, whatever the length
of the texts. Times are those that PostgreSQL itself measures (EXPLAIN ANALYZE).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from statistics import median

from django.db import connection

from benchmarks.ground import newsroom
from benchmarks.publish import text
from benchmarks.table import show
from incidents import record
from incidents.actions.ledger import pieces
from incidents.actions.ledger.change import change
from incidents.actions.ledger.writing import Pending, append, write_down
from incidents.models import Editor, Incident, Update
from incidents.record import versions
from tests import factories

VERSIONS = 10_000
LISTED = 50
LIMIT_MS = 1.5
ROUNDS = 9
BATCH = 500
TIME = re.compile(r"Execution Time: ([0-9.]+) ms")


def main() -> None:
    """Make two stories of many versions and list the newest of each."""
    with newsroom():
        by = Editor.objects.create_user("bench", first_name="B", byline_mode="real_name")
        rows = []
        for words in (20, 2_000):
            story = of_many_versions(words, by)
            rows += [
                [f"{words:,} words: {name}", f"{spent(act):.2f}"]
                for name, act in {
                    f"{LISTED} rows": lambda story=story: versions.latest(story, LISTED),
                    "the whole page, filters included": lambda story=story: record.changes(
                        f"/news/{story.path}"
                    ),
                }.items()
            ]
    show(
        f"Listing {LISTED} of {VERSIONS:,} versions (at most {LIMIT_MS} ms in the database)",
        ["", "in the database, ms"],
        rows,
    )


def of_many_versions(words: int, by: Editor) -> Incident:
    """A story of which one text was rewritten thousands of times, a batch in one statement."""
    story = factories.story(f"Rewritten with {words} words")
    update = factories.update(story, text(words))
    started = datetime.now(UTC) + timedelta(hours=1)
    for batch in range(0, VERSIONS - 2, BATCH):
        with change(story, "benchmark.prepared", by=by) as locked:
            incident = locked.incident
            numbers = range(batch, min(batch + BATCH, VERSIONS - 2))
            append([_version(incident, update, by, n, words, started) for n in numbers])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return Incident.objects.get(pk=story.pk)


def _version(
    incident: Incident, update: Update, by: Editor, n: int, words: int, started: datetime
) -> Pending:
    update.body = f"{text(words)}<p>{n}</p>"
    values: dict[str, pieces.Value] = {
        update.piece_key: pieces.update(update, incident, ()),
        "note": {"text": f"The number is {n} now."},
        "byline": {"name": by.byline, "role": by.printed_role},
    }
    return Pending(
        incident=incident,
        verb="update.edited",
        kind="clarification",
        at=started + timedelta(seconds=n),
        by=by,
        byline=by.byline,
        pieces={key: write_down(key, value) for key, value in values.items()},
    )


def spent(act: Callable[[], object]) -> float:
    """The median milliseconds that the queries of an act took in the database, all together."""
    totals = []
    for _ in range(ROUNDS):
        with explained() as taken:
            act()
        totals.append(sum(taken))
    return median(totals)


@contextmanager
def explained() -> Iterator[list[float]]:
    """Every query inside is run a second time by EXPLAIN ANALYZE; what it took."""
    taken: list[float] = []

    def run(execute: Callable[..., object], sql: str, params: object, *rest: object) -> object:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF) {sql}", params)
                taken.append(float(TIME.findall("\n".join(row[0] for row in cursor))[0]))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(run):
        yield taken


if __name__ == "__main__":
    main()
