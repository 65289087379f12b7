"""Listing 50 of 10,000 versions: what the database spends on it, with short texts and with long.

``python -m benchmarks.listing``. The aim is at most 1.5 ms in the database, whatever the length
of the texts and whatever is filtered by. Times are those that PostgreSQL itself measures
(EXPLAIN ANALYZE); of several rounds the fastest counts, as other work on the machine only adds.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

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
from incidents.record.pages.history import Selection
from tests import factories

VERSIONS = 10_000
LISTED = 50
LIMIT_MS = 1.5
ROUNDS = 25
BATCH = 500
SIGNED = 5
KINDS = ("clarification", "correction", "addition", "headline", "media")
RARELY = 97
"""Of so many versions one is signed by the last of the names, and one is a correction."""

FILTERS = {
    "a kind": Selection(kind="clarification"),
    "a rare kind": Selection(kind="correction"),
    "a byline": Selection(byline="b-1"),
    "a rare byline": Selection(byline="b-0"),
    "a piece": Selection(piece="update-1"),
    "a kind and a byline": Selection(kind="addition", byline="b-1"),
    "a rare kind and a rare byline": Selection(kind="correction", byline="b-0"),
    "a kind and a piece": Selection(kind="addition", piece="update-1"),
    "a rare byline and a piece": Selection(byline="b-0", piece="update-1"),
    "all three, from the middle": Selection("addition", "update-1", "b-1", start=VERSIONS // 2),
    "all three, oldest first": Selection("correction", "update-1", "b-1", oldest_first=True),
    "all three, two of them rare": Selection("correction", "update-1", "b-0"),
}
TIME = re.compile(r"Execution Time: ([0-9.]+) ms")


def main() -> None:
    """Make two stories of many versions and list the newest of each."""
    with newsroom():
        by = Editor.objects.create_user("bench", first_name="B", byline_mode="real_name")
        sizes = (20, 2_000)
        columns = [{name: spent(act) for name, act in acts(words, by).items()} for words in sizes]
    show(
        f"Listing {LISTED} of {VERSIONS:,} versions (at most {LIMIT_MS} ms in the database)",
        ["", *(f"texts of {words:,} words, ms" for words in sizes)],
        [[name, *(f"{column[name]:.2f}" for column in columns)] for name in columns[0]],
    )


def acts(words: int, by: Editor) -> dict[str, Callable[[], object]]:
    """The ways to list a story with texts of so many words."""
    story = of_many_versions(words, by)
    chosen = {f"the page of {name}": choice for name, choice in FILTERS.items()}
    return {
        f"the {LISTED} rows": partial(versions.latest, story, LISTED),
        "the whole page, with what can be filtered by": partial(record.changes, address(story)),
        **{name: partial(record.changes, address(story), one) for name, one in chosen.items()},
    }


def address(story: Incident) -> str:
    """Where a story stands."""
    return f"/news/{story.path}"


def of_many_versions(words: int, by: Editor, number: int = VERSIONS) -> Incident:
    """A story of which one text was rewritten thousands of times, a batch in one statement."""
    story = factories.story(f"Rewritten {number} times with {words} words")
    update = factories.update(story, text(words))
    started = datetime.now(UTC) + timedelta(hours=1)
    for batch in range(0, number - 2, BATCH):
        with change(story, "benchmark.prepared", by=by) as locked:
            incident = locked.incident
            numbers = range(batch, min(batch + BATCH, number - 2))
            append([_version(incident, update, by, n, words, started) for n in numbers])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return Incident.objects.get(pk=story.pk)


def _version(
    incident: Incident, update: Update, by: Editor, n: int, words: int, started: datetime
) -> Pending:
    update.body = f"{text(words)}<p>{n}</p>"
    rare = n % RARELY == 0
    byline = f"B {0 if rare else 1 + n % (SIGNED - 1)}"
    kind = KINDS[1] if n % RARELY in (0, 1) else KINDS[0 if n % 3 else 2 + n % 2]
    values: dict[str, pieces.Value] = {
        update.piece_key: pieces.update(update, incident, ()),
        "note": {"text": f"The number is {n} now."},
        "byline": {"name": byline, "role": by.printed_role},
    }
    return Pending(
        incident=incident,
        verb="update.edited",
        kind=kind,
        at=started + timedelta(seconds=n),
        by=by,
        byline=byline,
        pieces={key: write_down(key, value) for key, value in values.items()},
    )


def spent(act: Callable[[], object]) -> float:
    """The milliseconds that the queries of an act took in the database, each in its best round."""
    rounds: list[list[float]] = []
    for _ in range(ROUNDS):
        with explained() as taken:
            act()
        rounds.append(taken)
    best: list[float] = [min(times) for times in zip(*rounds, strict=True)]
    return sum(best)


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
