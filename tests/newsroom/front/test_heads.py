"""The head of a request has an end, in bytes and in seconds."""

import re
import socket
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from newsroom.front import heads
from tests.newsroom.front.test_front import Running, get, read_answer, running


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(heads, "SECONDS", 0.3)
    yield from running(trusted=[])


def test_a_head_without_end_is_refused(front: Running) -> None:
    with closing(front.connect()) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: news.example\r\nX: ")
        connection.sendall(b"a" * heads.LARGEST)
        status, answer = read_answer(connection)

    assert status == 400
    assert "at most" in answer
    assert front.echo.asked == 0


def test_a_head_that_does_not_come_is_not_waited_for(front: Running) -> None:
    with closing(front.connect()) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: news.example\r\n")

        assert connection.recv(1) == b""


def test_a_connection_serves_one_request_after_another(front: Running) -> None:
    whole = get().replace(b"Connection: close\r\n", b"")

    with closing(front.connect()) as connection:
        connection.sendall(whole)
        first = _until_body(connection)
        connection.sendall(get())
        status, _ = read_answer(connection)

    assert first.startswith(b"HTTP/1.1 200")
    assert status == 200


def test_requests_that_come_at_once_are_answered_in_their_order(front: Running) -> None:
    asked = [get(f"/{number}").replace(b"Connection: close\r\n", b"") for number in range(20)]

    with closing(front.connect()) as connection:
        connection.sendall(b"".join([*asked, get("/last")]))
        _, answers = read_answer(connection)

    found = re.findall(r'"PATH_INFO": "/([a-z0-9]+)"', answers)
    assert found == [*map(str, range(20)), "last"]


def test_who_sends_very_many_at_once_is_cut_off(
    front: Running, caplog: pytest.LogCaptureFixture
) -> None:
    many = 10 * heads.IN_A_ROW
    whole = get().replace(b"Connection: close\r\n", b"")

    with closing(front.connect()) as connection, suppress(ConnectionError):
        connection.sendall(whole * many)
        while connection.recv(65536):
            pass

    assert front.echo.asked < many
    assert "Exception" not in caplog.text


def _until_body(connection: socket.socket) -> bytes:
    received = b""
    while not received.endswith(b"}"):
        received += connection.recv(65536)
    return received
