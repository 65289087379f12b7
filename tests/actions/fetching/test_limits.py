"""A visit takes little time and few bytes, whatever the site does."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator

import pytest

from incidents.actions.house.fetching import bodies
from incidents.actions.house.fetching.visiting import visit
from incidents.actions.web.refusals import Garbled, TooLarge, TooSlow
from tests.actions.fetching.serving import HEAD, PAGE, answer, site

PACKED = HEAD + b"Content-Encoding: gzip\r\n\r\n"
SOON = 1.0  # seconds that a visit may last in these tests
BUSY = 10.0  # seconds more on a busy machine, and still fewer than these sites keep one waiting


def drip(start: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    """Begin well, and go on for ever, a little every 20 milliseconds."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(drop)
            time.sleep(0.02)

    return behave


@pytest.mark.parametrize(
    "behave",
    [
        pytest.param(lambda _: time.sleep(15), id="silence"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\nX: ", b"x"), id="dripping header"),
        pytest.param(drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), id="endless hints"),
        pytest.param(drip(HEAD + b"Content-Length: 99999\r\n\r\n", b"x"), id="dripping body"),
        pytest.param(drip(HEAD + b"\r\n", b"x"), id="dripping body without length"),
        pytest.param(
            drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"), id="dripping chunks"
        ),
        pytest.param(
            drip(PACKED + gzip.compress(b"")[:10], b"\0\0\0\xff\xff"),
            id="dripping nothing, compressed",
        ),
    ],
)  # fmt: skip
def test_a_slow_site_is_left_when_the_time_is_up(behave: Callable[[socket.socket], None]) -> None:
    with site(behave) as paper:
        began = time.monotonic()

        with pytest.raises(TooSlow, match=r"within 1 seconds\. Type the details"):
            visit(paper.url("/"), way=paper.way(seconds=SOON))

        assert time.monotonic() - began < SOON + BUSY


def test_a_slow_name_server_is_left_too() -> None:
    def slow(_host: str, _port: int) -> list[str]:
        time.sleep(15)
        return ["127.0.0.1"]

    with site(answer(PAGE)) as paper:
        began = time.monotonic()

        with pytest.raises(TooSlow):
            visit(paper.url("/"), way=paper.way(resolve=slow, seconds=0.3))

        assert time.monotonic() - began < BUSY


def test_the_time_counts_over_all_redirects() -> None:
    def behave(connection: socket.socket) -> None:
        time.sleep(0.4)
        answer(status="302 Found", Location="/next")(connection)

    with site(behave) as paper, pytest.raises(TooSlow):
        visit(paper.url("/"), way=paper.way(seconds=SOON))


def flood(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    while True:
        connection.sendall(b"<p>More</p>" * 10_000)


def bomb(connection: socket.socket) -> None:
    """10 MB of nothing in 10 KB."""
    connection.sendall(PACKED + gzip.compress(bytes(10_000_000)))


@pytest.mark.parametrize("behave", [flood, bomb])
def test_a_body_without_end_is_cut(behave: Callable[[socket.socket], None]) -> None:
    with site(behave) as paper, pytest.raises(TooLarge, match="larger than 5 MB"):
        visit(paper.url("/"), way=paper.way())


def test_a_bomb_is_seen_before_it_goes_off(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = []
    inflate = bodies.Inflater.unpacked

    def counted(self: bodies.Inflater, chunk: bytes) -> Iterator[bytes]:
        for part in inflate(self, chunk):
            unpacked.append(len(part))
            yield part

    monkeypatch.setattr(bodies.Inflater, "unpacked", counted)

    with pytest.raises(TooLarge):
        bodies.whole([gzip.compress(bytes(50_000_000))], "gzip", most=5_000_000)

    assert sum(unpacked) < 6_000_000


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("x-gzip", gzip.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode(), wbits=-15)),
        ("identity", PAGE.encode()),
    ],
)
def test_packed_pages_are_unpacked(encoding: str, packed: bytes) -> None:
    with site(answer(packed, Content_Encoding=encoding)) as paper:
        assert visit(paper.url("/"), way=paper.way()).body == PAGE.encode()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", b"no gzip at all"),
        ("gzip", gzip.compress(PAGE.encode())[:-9]),
        ("deflate", b"\x00\xff\x00"),
        ("br", b"\x0b\x02"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x"))),
    ],
)
def test_what_cannot_be_unpacked_is_refused(encoding: str, packed: bytes) -> None:
    with site(answer(packed, Content_Encoding=encoding)) as paper, pytest.raises(Garbled):
        visit(paper.url("/"), way=paper.way())


def test_a_slow_handshake_is_left_too() -> None:
    def silent(connection: socket.socket) -> None:
        time.sleep(15)

    with site(silent) as paper:
        began = time.monotonic()

        with pytest.raises(TooSlow):
            visit(paper.url("/", scheme="https"), way=paper.way(seconds=SOON))

        assert time.monotonic() - began < SOON + BUSY
