"""While the database hangs, who only reads is told so instead of waiting behind all threads."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import pytest
from asgiref.typing import HTTPScope

from newsroom.front.making.patience import Patience
from newsroom.front.memory.answer import Answer
from tests.newsroom.front.test_lanes import EMPTY, THREADS, Slow, in_a_loop

ASLEEP = 0.01  # seconds; what is waited for never comes in them


@dataclass
class Ear:
    """Hears the database, or has heard nothing for a while."""

    certain: bool = False
    lost_at: float = 0.0


def asked(path: str, method: str = "GET") -> HTTPScope:
    return cast(
        HTTPScope, {"type": "http", "method": method, "path": path, "client": ("192.0.2.1", 1)}
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/topics/", b"text/html; charset=utf-8"),
        ("/news/2017/02/25/quake/changes/after/3", b"application/problem+json"),
    ],
)
def test_who_reads_is_told_that_nothing_answers(path: str, kind: bytes) -> None:
    async def refused() -> Answer:
        patient = Patience(Slow(), Ear(), threads=THREADS, patience=ASLEEP)
        return await patient(asked(path), EMPTY)

    answer = in_a_loop(refused())

    assert answer.status == 503
    assert answer.header(b"content-type") == kind
    assert answer.header(b"retry-after") == b"10"
    assert answer.header(b"cache-control") == b"no-store"


def test_once_every_thread_hangs_nothing_more_is_begun() -> None:
    async def begun() -> list[str]:
        slow = Slow()
        patient = Patience(slow, Ear(), threads=THREADS, patience=ASLEEP)
        answers = [await patient(asked(f"/topics/{number}/"), EMPTY) for number in range(50)]
        assert {answer.status for answer in answers} == {503}
        return slow.working

    assert len(in_a_loop(begun())) == THREADS


def test_where_the_database_answers_and_is_only_not_heard_many_are_answered_at_once() -> None:
    async def answered() -> list[int]:
        slow = Slow()
        patient = Patience(slow, Ear(), threads=THREADS, patience=60)
        many = [asyncio.create_task(patient(asked("/topics/"), EMPTY)) for _ in range(50)]
        await asyncio.sleep(ASLEEP)
        slow.go.set()
        return [(await each).status for each in many]

    assert in_a_loop(answered()) == [200] * 50


def test_when_the_database_is_back_everything_is_answered() -> None:
    async def answered() -> list[int]:
        slow, ear = Slow(), Ear()
        patient = Patience(slow, ear, threads=THREADS, patience=ASLEEP)
        for number in range(THREADS):
            await patient(asked(f"/topics/{number}/"), EMPTY)
        ear.certain = True
        slow.go.set()
        return [(await patient(asked("/"), EMPTY)).status for _ in range(50)]

    assert in_a_loop(answered()) == [200] * 50


@pytest.mark.parametrize(
    ("method", "ear"),
    [
        pytest.param("GET", lambda: Ear(certain=True), id="while all is heard"),
        pytest.param("GET", lambda: Ear(lost_at=time.monotonic() + 60), id="lost just now"),
        pytest.param("POST", Ear, id="what somebody sent"),
    ],
)
def test_all_else_is_waited_for(method: str, ear: Callable[[], Ear]) -> None:
    async def waited() -> tuple[bool, Answer]:
        slow = Slow()
        patient = Patience(slow, ear(), threads=1, patience=ASLEEP)
        many: list[asyncio.Task[Any]] = [
            asyncio.create_task(patient(asked("/topics/", method), EMPTY)) for _ in range(3)
        ]
        await asyncio.sleep(3 * ASLEEP)
        pending = len(slow.working) == len(many) and not any(each.done() for each in many)
        slow.go.set()
        return pending, (await asyncio.gather(*many))[0]

    pending, answer = in_a_loop(waited())

    assert pending
    assert answer.status == 200


def test_what_fails_fails_for_who_asked() -> None:
    async def failing() -> Answer:
        slow = Slow()
        slow.go.set()
        return await Patience(slow, Ear(), threads=1)(asked("/broken"), EMPTY)

    with pytest.raises(RuntimeError):
        in_a_loop(failing())
