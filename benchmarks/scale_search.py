"""Searching in very many stories: words of every frequency, both orders, what it is narrowed by.

Times on the wall, and processor times of this process and of PostgreSQL's together: the latter say
the same whatever else runs on the machine.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from django.db import connection
from django.test import Client

from benchmarks.scale_filling import vocabulary
from benchmarks.table import milliseconds, progress, show

CLASSES = {
    "in most stories": (1, 10),
    "very common": (11, 100),
    "common": (101, 500),
    "frequent": (501, 1_500),
    "middle": (1_501, 5_000),
    "rare": (5_001, 20_000),
    "very rare": (20_001, 50_000),
}
"""Words by their rank, the most frequent first."""

EACH = 100
"""Words of a class that are asked for, where it has as many."""

ORDERS = ("newest", "relevance")

NARROWED = {
    "in a month": "&from=2012-03-01&to=2012-03-31",
    "in a year": "&from=2011-02-01&to=2012-01-31",
    "in ten years": "&from=2001-06-01&to=2011-05-31",
    "until long ago": "&to=2004-05-06",
    "a frequent topic": "&topic=topic-1",
    "a rare topic": "&topic=topic-900",
    "a source": "&source=outlet-7",
    "live": "&kind=live",
    "in a language": "&language=en",
}

OTHERS: dict[str, Callable[[Sequence[str], int], str]] = {
    "two words": lambda words, place: f"{words[place]} {words[place + 1]}",
    "three words": lambda words, place: " ".join(words[place : place + 3]),
    "either of two": lambda words, place: f"{words[place]} or {words[place + 7]}",
    "one without another": lambda words, place: f"{words[place]} -{words[place + 1]}",
    "a phrase": lambda words, place: f'"{words[place]} {words[place + 1]}"',
}
"""Searches for more than a word, made of words of the first thousand."""


@dataclass(slots=True)
class Taken:
    """The seconds that searches took, on the wall and of processors."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def figures(self) -> list[str]:
        """The median and the 99th percentile of both."""
        every = (self.wall, self.cpu)
        return [milliseconds(figure) for times in every for figure in (median(times), last(times))]


HEADINGS = ("p50, ms", "p99, ms", "CPU p50", "CPU p99")


def searched(title: str, *, rounds: int, each: int = EACH) -> None:
    """Single words of every frequency; the first time each is asked for counts as well."""
    client, words = Client(HTTP_HOST="localhost"), vocabulary()
    client.get("/search/?q=warm")
    everything = {order: Taken() for order in ORDERS}
    rows: dict[str, list[list[str]]] = {order: [] for order in ORDERS}
    for name, (first, last_rank) in CLASSES.items():
        chosen = _spread(words[first - 1 : last_rank], each)
        count = _count(client, chosen[len(chosen) // 2])
        for order in ORDERS:
            taken = _taken(client, [f"q={word}&order={order}" for word in chosen], rounds)
            everything[order].wall += taken.wall
            everything[order].cpu += taken.cpu
            rows[order].append([f"{name} (rank {first:,} on)", count, *taken.figures()])
        progress(f"searched for {name}")
    for order in ORDERS:
        rows[order].append(["all", "", *everything[order].figures()])
        show(f"{title}, {order} first", ["", "stories", *HEADINGS], rows[order])


def narrowed(title: str) -> None:
    """The same with a filter, and searches for more than one word."""
    client, words = Client(HTTP_HOST="localhost"), vocabulary()
    places = range(0, 1_000, 25)
    rows = []
    for name, chosen in NARROWED.items():
        rows.append([name, *_of(client, [f"q={words[place]}{chosen}" for place in places])])
    for name, said in OTHERS.items():
        rows.append([name, *_of(client, [f"q={said(words, place)}" for place in places])])
    show(title, ["", *HEADINGS, "relevance p99"], rows)


def _of(client: Client, queries: Sequence[str]) -> list[str]:
    newest = _taken(client, queries, 2)
    relevance = _taken(client, [f"{query}&order=relevance" for query in queries], 2)
    return [*newest.figures(), milliseconds(last(relevance.wall))]


def last(times: Sequence[float]) -> float:
    """The 99th percentile."""
    return quantiles(times, n=100)[-1] if len(times) > 1 else times[0]


def _spread(words: Sequence[str], most: int) -> Sequence[str]:
    return words[:: max(1, len(words) // most)][:most]


def _count(client: Client, word: str) -> str:
    found = client.get("/search.json", {"q": word}).json()
    return f"{'>' if found['more_than_counted'] else ''}{found['count']:,}"


def _taken(client: Client, queries: Sequence[str], rounds: int) -> Taken:
    taken, clock = Taken(), _clock()
    for _ in range(rounds):
        for query in queries:
            began, started = clock(), time.perf_counter()
            answer: Any = client.get(f"/search/?{query}")
            taken.wall.append(time.perf_counter() - started)
            taken.cpu.append(clock() - began)
            if answer.status_code != 200:
                raise SystemExit(f"{query} answers {answer.status_code}")
    return taken


def _clock() -> Callable[[], float]:
    """Processor seconds of this process and of its connection's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    spent = Path(f"/proc/{backend}/schedstat")
    return lambda: time.process_time() + int(spent.read_text().split()[0]) / 1e9
