"""Very many stories: pages against the same pages of ten thousand, and searching in all of them.

`python -m benchmarks.scale`; SCALE_STORIES says how many: a million take half an hour to fill on a
quiet machine, and 15 GB. Where SCALE_FOLDER names a folder they stay there for the next time.
Aims: front page, day, topic and story within 1.5x of their time at 10,000 stories; a search for any
single word, in both orders, in at most 150 ms at the 99th percentile.
"""

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from benchmarks import scale_search
from benchmarks.scale_filling import A_DAY
from benchmarks.scale_ground import LARGE, SMALL, enter, forget, newsrooms, remember, running
from benchmarks.table import milliseconds, ratio, show
from incidents.actions import finding
from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.models import Incident
from newsroom.database.places import Places

FEW = 10_000
MANY = int(os.environ.get("SCALE_STORIES", "50000"))
ROUNDS = 15
POSTED = 40
FIRST_ASKED = 10
"""Words of each frequency that are asked for with nothing in memory."""


def main() -> None:
    """Ask a small and a large newsroom in turns, publish in both, and search in the large one."""
    with newsrooms(FEW, MANY) as places:
        remember(places)
        with running(places):
            as_a_web_process()
            in_turns(places)
            published(places)
            enter(places, LARGE)
            title = f"A search in {MANY:,} stories, whole page (p99: 150 ms)"
            scale_search.searched(title, rounds=2)
            scale_search.narrowed(f"Searches in {MANY:,} stories that say more than a word")
            show("What it takes", ["", "table, MB", "indexes, MB"], sizes())
        forget(places)
        with running(places):
            enter(places, LARGE)
            title = f"The same with nothing in memory, {FIRST_ASKED} words each"
            scale_search.searched(title, rounds=1, each=FIRST_ASKED)


def as_a_web_process() -> None:
    """Have garbage looked for as a web process has it: not in what was loaded at the start."""
    get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()


@contextmanager
def at(places: Places, name: str) -> Iterator[None]:
    """Work in one of the newsrooms."""
    enter(places, name)
    try:
        yield
    finally:
        connection.close()


def in_turns(places: Places) -> None:
    """Ask for each page in both newsrooms, one after the other, again and again."""
    client = Client(HTTP_HOST="localhost")
    found = {}
    for name, count in ((SMALL, FEW), (LARGE, MANY)):
        with at(places, name):
            found[name] = pages(count)
    taken: dict[tuple[str, str], list[float]] = {}
    for _ in range(ROUNDS):
        for page in found[SMALL]:
            for name in (SMALL, LARGE):
                with at(places, name):
                    seconds = spent(partial(asked, client, found[name][page]))
                taken.setdefault((page, name), []).append(seconds)
    show(
        f"Pages at {FEW:,} and {MANY:,} stories, by Django, medians of {ROUNDS} (1.5x)",
        ["", "few, ms", "many, ms", "ratio"],
        [compared(page, taken[page, SMALL], taken[page, LARGE]) for page in found[SMALL]],
    )


def compared(name: str, few: list[float], many: list[float]) -> list[str]:
    """A line of a table: both medians, and how they stand to one another."""
    figures = median(few), median(many)
    return [name, *map(milliseconds, figures), ratio(figures[1], figures[0])]


def pages(count: int) -> dict[str, str]:
    """The pages that are compared: of the newest full day, and of the most frequent topic."""
    story = Incident.objects.get(pk=count - A_DAY)
    return {
        "front page": "/",
        "day": f"/news/{story.date:%Y/%m/%d}/",
        "month": f"/news/{story.date:%Y/%m}/",
        "year": f"/news/{story.date:%Y}/",
        "topic": "/topics/topic-0/",
        "topics": "/topics/",
        "source": "/sources/outlet-0/",
        "story": f"/news/{story.path}/",
        "changes of the site": "/changes/",
        "corrections": "/corrections/",
    }


def asked(client: Client, path: str) -> None:
    """Ask for a page; nothing but a whole one counts."""
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")


def spent(act: Callable[[], None]) -> float:
    """The seconds that an act takes, once it was done before on the same connection."""
    act()
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def published(places: Places) -> None:
    """Publish an update in both newsrooms in turns, and make it findable."""
    taken: dict[tuple[str, str], list[float]] = {}
    sent = {}
    for turn in range(POSTED):
        for name, count in ((SMALL, FEW), (LARGE, MANY)):
            with at(places, name):
                story = Incident.objects.get(pk=count - turn)
                posted(story)
                caught_up()
                with CaptureQueriesContext(connection) as queries:
                    posted(story)
                sent[name] = len(queries)
                caught_up()
                for act, done in (
                    ("an update published", partial(posted, story)),
                    ("made findable", caught_up),
                ):
                    started = time.perf_counter()
                    done()
                    taken.setdefault((act, name), []).append(time.perf_counter() - started)
    acts = dict.fromkeys(act for act, _ in taken)
    show(
        f"Publishing at {FEW:,} and {MANY:,} stories, medians of {POSTED};"
        f" {sent[SMALL]} and {sent[LARGE]} statements",
        ["", "few, ms", "many, ms", "ratio"],
        [compared(act, taken[act, SMALL], taken[act, LARGE]) for act in acts],
    )


def posted(story: Incident) -> None:
    """One more update of a hundred words."""
    updates.post(story, UpdateText(body=f"<p>{'The ministry confirms it. ' * 25}</p>"), by=None)


def caught_up() -> None:
    """What the worker does until all that is public can be found."""
    while finding.follow():
        pass


SIZES = """
SELECT relname, pg_table_size(oid) / 1e6, pg_indexes_size(oid) / 1e6 FROM pg_class
WHERE relkind = 'r' AND relname LIKE 'incidents%%'
ORDER BY pg_total_relation_size(oid) DESC LIMIT 8
"""


def sizes() -> list[list[str]]:
    """The largest tables, and all of them together."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        rows = [[name, f"{table:,.0f}", f"{indexes:,.0f}"] for name, table, indexes in cursor]
        cursor.execute("SELECT pg_database_size(current_database()) / 1e6")
        return [*rows, ["the whole database", f"{cursor.fetchone()[0]:,.0f}", ""]]


if __name__ == "__main__":
    main()
