"""Saving one more version of a long text, and what it takes on disk, against other libraries.

``python -m benchmarks.saving``. The libraries are measured where they are installed, in an
environment of their own: ``python3 -m venv var/histories && var/histories/bin/pip install
"django>=5.2,<5.3" django-reversion django-simple-history "psycopg[binary]"``.
"""

import json
import subprocess
import time
from pathlib import Path
from statistics import median

from django.db import connection

from benchmarks.ground import database_beside, newsroom
from benchmarks.table import milliseconds, ratio, show
from incidents.actions.inputs import UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.stories import updates
from incidents.models import Editor, Incident
from tests import factories
from tests.text.samples.prose import Newsroom, as_body

ROOT = Path(__file__).parents[1]
PYTHON = ROOT / "var" / "histories" / "bin" / "python"
SIZES = (2_000, 20_000)
ROUNDS = 60
TABLES = ("incidents_version", "incidents_version_piece", "incidents_content", "incidents_event")


def main() -> None:
    """Save two texts in turns, with ten small edits between them, and list what was saved."""
    with newsroom():
        by = Editor.objects.create_user("bench", first_name="B", byline_mode="real_name")
        saving, listing = [], []
        for words in SIZES:
            texts = [as_body(side) for side in versions(words)]
            others = references(texts)
            story, ms, grown = ours(texts, by)
            plain = others.get("plain save()", {}).get("ms", 0.0)
            rows = {"ours": {"ms": ms, "bytes": grown}, **others}
            saving += [
                [
                    f"{words:,} words: {name}",
                    milliseconds(found["ms"] / 1000),
                    ratio(found["ms"], plain) if plain else "",
                    f"{found['bytes'] / 1000:.1f}" if found["bytes"] else "",
                ]
                for name, found in rows.items()
            ]
            listing.append([f"{words:,} words", *listed(story)])
    show("Saving a version", ["", "ms", "of a plain save()", "kB a version"], saving)
    show(
        "Listing 50 versions, time in the database",
        ["", "without bodies, ms", "with bodies, ms"],
        listing,
    )


def versions(words: int) -> tuple[list[str], list[str]]:
    """An article, and the same with ten small edits."""
    room = Newsroom(seed=words)
    old = room.article(words)
    return old, room.edited(old, 10)


def ours(texts: list[str], by: Editor) -> tuple[Incident, float, float]:
    """A story whose one update was rewritten so often; ms and bytes of a version."""
    story = factories.story(f"A story of {len(texts[0]):,} signs")
    update = factories.update(story, texts[0])
    said = Particulars(confirmed=True)
    before, taken = size(), []
    for turn in range(ROUNDS):
        text = UpdateText(body=texts[(turn + 1) % 2])
        started = time.perf_counter()
        updates.edit(update, text, by=by, kind="typo", particulars=said)
        taken.append((time.perf_counter() - started) * 1000)
    return story, median(taken[5:]), (size() - before) / ROUNDS


def size() -> int:
    """The bytes that the history takes, indexes included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name",
            [list(TABLES)],
        )
        return int(cursor.fetchone()[0])


def references(texts: list[str]) -> dict[str, dict[str, float]]:
    """The same with the libraries, where they are installed."""
    if not PYTHON.exists():
        return {}
    database = database_beside(f"reference_{len(texts[0])}")
    given = {"database": database, "texts": texts}
    done = subprocess.run(
        [PYTHON, ROOT / "benchmarks" / "saving_reference.py"],
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


def listed(story: Incident) -> list[str]:
    """How long the database takes to list 50 versions, with and without what they said."""
    with_bodies = """
        SELECT version.number, content.canonical FROM incidents_version AS version
        JOIN incidents_version_piece AS piece ON piece.version_id = version.position
        JOIN incidents_content AS content ON content.hash = piece.content_id
        WHERE version.incident_id = %s ORDER BY version.number DESC LIMIT 150"""
    without = """
        SELECT * FROM incidents_version WHERE incident_id = %s ORDER BY number DESC LIMIT 50"""
    return [milliseconds(fetched(statement, story)) for statement in (without, with_bodies)]


def fetched(statement: str, story: Incident) -> float:
    """The median seconds of a query and its rows."""
    taken = []
    for _ in range(21):
        with connection.cursor() as cursor:
            started = time.perf_counter()
            cursor.execute(statement, [story.pk])
            cursor.fetchall()
            taken.append(time.perf_counter() - started)
    return median(taken)


if __name__ == "__main__":
    main()
