"""The listener says at once that it hears nothing, and goes on whatever happens to it."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import psycopg
import pytest

from incidents.live import asides, listening
from incidents.live.listening import Listener
from tests.live.serving import reached
from tests.newsroom.front.test_lanes import in_a_loop

pytestmark = pytest.mark.django_db(transaction=True)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - what it waits for has no event
            await asyncio.sleep(0.01)


class Deaf:
    """A connection on which a query is not even given up when it should be."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def execute(self, *_asked: object) -> Any:  # noqa: ANN401 - as a connection has it
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            await self.go.wait()
            raise


def test_a_silent_database_is_known_to_be_silent_before_a_query_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listening, "PATIENCE", 0.01)

    async def lost() -> bool:
        listener, deaf = Listener(""), Deaf()
        listener.certain = True
        asking = asyncio.create_task(listener._since(cast(psycopg.AsyncConnection, deaf)))
        await until(lambda: not listener.certain)
        waiting = not asking.done()
        deaf.go.set()
        with pytest.raises(TimeoutError):
            await asking
        return waiting

    assert in_a_loop(lost())


def test_whatever_goes_wrong_it_listens_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read, failures = asides.read, [ValueError("a row of another shape")]

    async def failing_once(*given: Any) -> Any:  # noqa: ANN401 - as the function has it
        if failures:
            raise failures.pop()
        return await read(*given)

    monkeypatch.setattr(asides, "read", failing_once)

    address = reached()

    async def listened() -> None:
        listener = Listener(address)
        running = asyncio.create_task(listener.run())
        await until(lambda: listener.certain)
        running.cancel()

    in_a_loop(listened())

    assert "begins anew" in caplog.text
