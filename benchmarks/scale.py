"""Very many stories: pages against the same pages of ten thousand, and searching in all of them.

`python -m benchmarks.scale`; SCALE_STORIES says how many: a million take an hour and 15 GB.
Aims: front page, day, topic and story within 1.5x of their time at 10,000 stories; a search for any
single word, in both orders, in at most 150 ms at the 99th percentile.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median, quantiles

from django.core.management import call_command
from django.db import connection
from django.test import Client

from benchmarks.ground import database_beside, newsroom
from benchmarks.scale_filling import A_DAY, Filling
from benchmarks.table import milliseconds, progress, ratio, show
from incidents.actions import finding
from incidents.models import Incident

FEW = 10_000
MANY = int(os.environ.get("SCALE_STORIES", "50000"))
ROUNDS = 15
ASKED = 40
"""Different words of each frequency."""

RANKS = {
    "in nearly every story": 1,
    "very common": 50,
    "common": 500,
    "middle": 5_000,
    "rare": 40_000,
}
ORDERS = ("newest", "relevance")


def main() -> None:
    """Fill a small newsroom and a large one, ask both in turns, and search in the large one."""
    with newsroom():
        small = str(database_beside("small")["NAME"])
        with at(small):
            call_command("migrate", interactive=False, verbosity=0)
            filled(FEW)
        filling = filled(MANY)
        in_turns(small)
        searched(filling)


@contextmanager
def at(name: str) -> Iterator[None]:
    """Work in another database of the same server."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def filled(count: int) -> Filling:
    """A newsroom of so many stories, all of them findable."""
    filling = Filling()
    started = time.perf_counter()
    filling.up_to(count)
    progress(f"filled with {count:,} in {time.perf_counter() - started:,.0f} s")
    started = time.perf_counter()
    finding.rebuild(lambda done: progress(f"{done:,} findable"))
    progress(f"made findable in {time.perf_counter() - started:,.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE incidents_findable")
    return filling


def in_turns(small: str) -> None:
    """Ask for each page in both newsrooms, one after the other, again and again."""
    client = Client(HTTP_HOST="localhost")
    with at(small):
        of_small = pages(FEW)
    of_large = pages(MANY)
    taken: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in of_small}
    for _ in range(ROUNDS):
        for name, (few, many) in taken.items():
            with at(small):
                few.append(spent(partial(asked, client, of_small[name])))
            many.append(spent(partial(asked, client, of_large[name])))
    medians = {name: (median(few), median(many)) for name, (few, many) in taken.items()}
    show(
        f"Pages at {FEW:,} and {MANY:,} stories, by Django, medians of {ROUNDS}",
        ["", "few, ms", "many, ms", "ratio"],
        [
            [name, milliseconds(few), milliseconds(many), ratio(many, few)]
            for name, (few, many) in medians.items()
        ],
    )


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


def searched(filling: Filling) -> None:
    """Search for single words of every frequency, newest first and by relevance."""
    client = Client(HTTP_HOST="localhost")
    rows = []
    for name, rank in RANKS.items():
        words = filling.words[rank - 1 : rank - 1 + ASKED]
        found = client.get("/search.json", {"q": words[0]}).json()
        count = f"{'>' if found['more_than_counted'] else ''}{found['count']:,}"
        figures = [figure for order in ORDERS for figure in searching(client, words, order)]
        rows.append([f"{name} (rank {rank:,} on)", count, *map(milliseconds, figures)])
    show(
        f"A search for a word in {MANY:,} stories, whole page, {ASKED} words each (p99: 150 ms)",
        ["", "stories", "newest, p50 ms", "p99 ms", "relevance, p50 ms", "p99 ms"],
        rows,
    )


def searching(client: Client, words: list[str], order: str) -> tuple[float, float]:
    """The median and the 99th percentile of searches, each word asked for three times."""
    taken = []
    for _ in range(3):
        for word in words:
            started = time.perf_counter()
            asked(client, f"/search/?q={word}&order={order}")
            taken.append(time.perf_counter() - started)
    return median(taken), quantiles(taken, n=100)[-1]


if __name__ == "__main__":
    main()
