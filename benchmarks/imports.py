"""Importing page histories, against COPY of the same rows.

`python -m benchmarks.imports [FILE]`: a file of page versions; without one, `../shared` or
SHARED_DIR is asked, and else stories are made up.
"""

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.db import connection

from benchmarks.ground import newsroom
from benchmarks.table import ratio, show
from incidents.actions.imports import load
from incidents.actions.imports.items import ImportedItem, ImportReport
from incidents.intake._source import Options
from incidents.intake.from_page_versions import PageVersions
from newsroom.database import address

STORIES = 3500
LIMIT = 15.0
MOST_MEGABYTES = 300
TABLES = (
    "incidents_incident",
    "incidents_address",
    "incidents_topic",
    "incidents_incidenttopic",
    "incidents_link",
    "incidents_source",
    "incidents_importedstory",
    "incidents_content",
    "incidents_version",
    "incidents_version_piece",
    "incidents_event",
)


def main() -> None:
    """Import, copy the rows that came of it, and compare."""
    with tempfile.TemporaryDirectory() as folder, newsroom():
        path = given() or made_up(Path(folder) / "page-versions.jsonl")
        started = time.perf_counter()
        report = load(items(path), format_name="page-versions")
        taken = time.perf_counter() - started
        rows, indexed, bare = copy(Path(folder))
    states = report.versions + report.unchanged_states
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    show(
        f"Importing {path.name} (at most {LIMIT:g}x COPY, {MOST_MEGABYTES} MB)",
        ["", "seconds", "states a second", "the import takes"],
        [
            line("import", taken, states, taken, bare),
            line(f"COPY of the same {rows:,} rows, with indexes", indexed, states, taken, indexed),
            line("the same into tables without indexes", bare, states, taken, bare),
        ],
    )
    print(f"\n{told(report)} Peak memory: {peak:,.0f} MB.")
    print("COPY goes into tables of the same columns, without foreign keys and triggers.")


def line(name: str, seconds: float, states: int, taken: float, reference: float) -> list[str]:
    """A row of the table; the import is compared with the reference of the same row."""
    told = "" if seconds == taken else ratio(taken, reference)
    return [name, f"{seconds:.2f}", f"{states / seconds:,.0f}", told]


def given() -> Path | None:
    """The file named on the command line, or the sample data where it is."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1])
    shared = Path(os.environ.get("SHARED_DIR") or address.ROOT.parent / "shared")
    path = shared / "data" / "page-versions-zh.jsonl.gz"
    return path if path.exists() else None


def items(path: Path) -> Iterator[ImportedItem]:
    """The stories of the file; reading and parsing are part of what is measured."""
    for outcome in PageVersions().read(path, Options()):
        if isinstance(outcome, ImportedItem):
            yield outcome


def told(report: ImportReport) -> str:
    """What came of it."""
    return (
        f"{report.stories:,} stories, {report.versions:,} versions, "
        f"{report.unchanged_states:,} states without a change, {len(report.refusals)} refused."
    )


def copy(folder: Path) -> tuple[int, float, float]:
    """How many rows the import left; seconds for COPY of them with indexes, and without."""
    connection.close()
    rows, indexed, bare = 0, 0.0, 0.0
    with psycopg.connect(**connection.get_connection_params()) as database:
        for table in TABLES:
            kept = folder / table
            with kept.open("wb") as out, database.cursor() as cursor:
                with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as leaving:
                    for chunk in leaving:
                        out.write(chunk)
                rows += cursor.rowcount
            indexed += copied(database, table, kept, f"LIKE {table} INCLUDING ALL")
            bare += copied(database, table, kept, f"LIKE {table}")
    return rows, indexed, bare


def copied(
    database: "psycopg.Connection[tuple[object, ...]]", table: str, kept: Path, shape: str
) -> float:
    """Seconds for COPY of one table, committed."""
    with database.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS bare_{table}")
        cursor.execute(f"CREATE TABLE bare_{table} ({shape})")
        database.commit()
        started = time.perf_counter()
        with (
            kept.open("rb") as source,
            cursor.copy(f"COPY bare_{table} FROM STDIN (FORMAT binary)") as arriving,
        ):
            while chunk := source.read(1 << 20):
                arriving.write(chunk)
        database.commit()
    return time.perf_counter() - started


def made_up(path: Path) -> Path:
    """Stories of the same kind: most with two states, some that flap for long."""
    dice = random.Random(0)
    with path.open("w", encoding="utf-8") as out:
        for story in range(STORIES):
            states = 60 if story % 100 == 0 else 1 + story % 3
            day = f"20{10 + story % 10}-{1 + story % 12:02}-{1 + story % 28:02}"
            versions = [state(dice, story, place) for place in range(states)]
            out.write(json.dumps({"date": day, "versions": versions}) + "\n")
    return path


def state(dice: random.Random, story: int, place: int) -> dict[str, object]:
    """One state of a made-up story, an hour after the one before."""
    words = ("harbour", "bridge", "council", "storm", "strike", "inquiry", "border", "ferry")
    names = " and ".join(dice.sample(words, 3))
    return {
        "at": f"2020-01-{1 + place // 24:02}T{place % 24:02}:00:00Z",
        "url": f"/news/2020/01/1/story-{story}-{place % 2}.md",
        "title": f"Report {place} on {names}, number {story}.",
        "topic": f"Topic {story % 200}",
        "description": " ".join(dice.choices(words, k=60)) + ".",
        "sources": [{"name": f"Paper {story % 40}", "url": f"https://paper.example/{story}"}],
    }


if __name__ == "__main__":
    main()
