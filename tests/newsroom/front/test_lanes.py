"""Pages that are dear wait for each other, and never keep all threads from the other pages."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from typing import Any, ParamSpec, TypeVar, cast

import pytest
from asgiref.typing import HTTPScope
from django.urls import reverse

from newsroom.front.bodies import Body
from newsroom.front.making.lanes import DEAR, FOLLOWING, PART, SEARCHES, Lanes
from newsroom.front.memory.answer import Answer

P = ParamSpec("P")
R = TypeVar("R")

THREADS = 8
DAY = "/news/2017/02/25/quake"
AT: dict[str, object] = {"day": date(2017, 2, 25), "slug": "quake"}

EMPTY = cast(Body, BytesIO())


class Slow:
    """Works on every request until it is let go; `working` are the paths of these."""

    def __init__(self) -> None:
        self.working: list[str] = []
        self.go = asyncio.Event()

    async def __call__(self, scope: HTTPScope, body: Body) -> Answer:  # noqa: ARG002 - a Maker's
        self.working.append(scope["path"])
        await self.go.wait()
        if scope["path"].endswith("broken"):
            raise RuntimeError("This is broken")
        return Answer(200, [], b"made")

    async def aside(self, work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        return work(*given, **named)


def scope(path: str, client: object = ("192.0.2.1", 1)) -> HTTPScope:
    return cast(HTTPScope, {"type": "http", "path": path, "client": client})


def in_a_loop(work: Coroutine[Any, Any, R]) -> R:
    """Do it in a loop of its own: where browsers are tried, one runs in this thread already."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


async def begun(lanes: Lanes, *paths: str, client: object = ("192.0.2.1", 1)) -> list[Any]:
    """Requests that are under way, as far as they get."""
    tasks = [asyncio.create_task(lanes(scope(path, client), EMPTY)) for path in paths]
    for _ in range(3):
        await asyncio.sleep(0)
    return tasks


@pytest.mark.parametrize(
    "dear",
    ["/search/", f"{DAY}/changes/1..7/", f"{DAY}/card.png", f"{DAY}/changes/after/3"],
)
def test_however_many_ask_for_what_is_dear_other_pages_have_threads(dear: str) -> None:
    async def seen() -> list[str]:
        slow = Slow()
        lanes = Lanes(slow, threads=THREADS)
        many = await begun(lanes, *[dear] * 50)
        other = await begun(lanes, "/")
        working = list(slow.working)
        slow.go.set()
        answers = await asyncio.gather(*many, *other)
        assert [answer.status for answer in answers] == [200] * 51
        return working

    assert in_a_loop(seen()) == [*[dear] * (THREADS // PART), "/"]


def test_all_lanes_together_leave_threads() -> None:
    async def working() -> int:
        slow = Slow()
        lanes = Lanes(slow, threads=THREADS)
        tasks = await begun(
            lanes, *["/search/", f"{DAY}/provenance/", f"{DAY}/changes/after/7"] * 9
        )
        count = len(slow.working)
        slow.go.set()
        await asyncio.gather(*tasks)
        return count

    assert in_a_loop(working()) == 6


@pytest.mark.parametrize(
    ("path", "kind", "said"),
    [
        ("/search/", b"text/html; charset=utf-8", b"We will be back in a moment"),
        ("/search.json", b"application/problem+json", b"Ask again in 5 seconds."),
        (f"{DAY}/changes/after/1", b"application/problem+json", b"Too many"),
    ],
)
def test_who_waits_too_long_is_told_to_come_back(path: str, kind: bytes, said: bytes) -> None:
    async def answered() -> Answer:
        slow = Slow()
        lanes = Lanes(slow, threads=1, patience=0.0)
        [first] = await begun(lanes, path)
        refused = await lanes(scope(path), EMPTY)
        slow.go.set()
        assert (await first).status == 200
        return refused

    refused = in_a_loop(answered())

    assert refused.status == 503
    assert refused.header(b"content-type") == kind
    assert said in refused.body
    assert refused.header(b"retry-after") == b"5"
    assert refused.header(b"cache-control") == b"no-store"
    assert int(refused.header(b"content-length") or 0) == len(refused.body)


def test_who_follows_a_story_does_not_wait_for_who_reads_histories() -> None:
    async def working() -> list[str]:
        slow = Slow()
        lanes = Lanes(slow, threads=THREADS)
        tasks = await begun(lanes, *[f"{DAY}/changes/1..7/"] * 50, f"{DAY}/changes/after/3")
        seen = list(slow.working)
        slow.go.set()
        await asyncio.gather(*tasks)
        return seen

    assert in_a_loop(working())[-1] == f"{DAY}/changes/after/3"


def test_a_place_is_given_back_whatever_happens() -> None:
    async def after_a_failure() -> int:
        slow = Slow()
        lanes = Lanes(slow, threads=1, patience=0.0)
        slow.go.set()
        with pytest.raises(RuntimeError):
            await lanes(scope("/api/v1/broken"), EMPTY)
        return (await lanes(scope("/api/v1/updates/"), EMPTY)).status

    assert in_a_loop(after_a_failure()) == 200


def test_what_the_process_asks_of_itself_never_waits() -> None:
    async def working() -> int:
        slow = Slow()
        lanes = Lanes(slow, threads=THREADS)
        tasks = await begun(lanes, *[f"{DAY}/changes/after/3"] * 9, client=None)
        count = len(slow.working)
        slow.go.set()
        await asyncio.gather(*tasks)
        return count

    assert in_a_loop(working()) == 9


def test_each_page_is_in_the_lane_that_it_belongs_to() -> None:
    dear: dict[str, dict[str, object]] = {
        "story-card": AT,
        "update-card": AT | {"number": 3},
        "version-card": AT | {"number": 3},
        "changes": AT,
        "version": AT | {"number": 3},
        "comparison": AT | {"older": 1, "newer": 2},
        "after": AT | {"after": 0},
        "proof": AT | {"number": 3},
        "provenance": AT,
        "time-gate": AT,
        "site-changes": {},
        "byline": {"byline": "anna"},
        "corrections": {},
        "accountability": {},
    }
    cheap: dict[str, dict[str, object]] = {
        "front": {},
        "story": AT,
        "update": AT | {"number": 3},
        "day": {"day": AT["day"]},
    }
    cheap |= {"comments": AT, "time-map": AT, "topics": {}, "topic": {"topic": "changes"}}

    assert all(DEAR.fullmatch(reverse(f"reader:{name}", kwargs=dear[name])) for name in dear)
    assert [
        name for name in dear if FOLLOWING.fullmatch(reverse(f"reader:{name}", kwargs=dear[name]))
    ] == ["after"]
    assert DEAR.fullmatch(reverse("reader:changes", kwargs=AT | {"suffix": "json"}))
    assert SEARCHES.fullmatch(reverse("reader:search"))
    assert SEARCHES.fullmatch(reverse("reader:search", kwargs={"suffix": "md"}))
    for name, given in cheap.items():
        address = reverse(f"reader:{name}", kwargs=given)
        assert not DEAR.fullmatch(address), address
        assert not SEARCHES.fullmatch(address), address
