"""A visit follows few redirects, tells the site little, and says what was wrong."""

import socket
import struct
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from incidents.actions.house.fetching import visiting
from incidents.actions.house.fetching.visiting import visit
from incidents.actions.web.refusals import (
    Declined,
    Garbled,
    NoPage,
    NotFetchable,
    PrivateNetwork,
    TooManyRedirects,
    Unfetched,
    UnknownHost,
    Unreachable,
    Untrusted,
)
from tests.actions.fetching.serving import HEAD, NAME, PAGE, answer, certificate, site


def test_a_page_comes_with_its_address_type_and_bytes() -> None:
    with site(answer(PAGE, media_type="Text/HTML; charset=utf-8")) as paper:
        found = visit(paper.url("/a?b=1"), way=paper.way())

    assert str(found.address) == paper.url("/a?b=1")
    assert (found.status, found.media_type, found.charset) == (200, "text/html", "utf-8")
    assert found.body == PAGE.encode()
    assert found.digest == sha256(PAGE.encode()).hexdigest()


def test_the_site_learns_who_asks_and_nothing_else(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SITE_NAME, settings.SITE_URL = "Zürich (Nächte)\r\nX: y", "https://news.example"
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")

    with site(answer(PAGE, Set_Cookie="a=b")) as paper:
        visit(paper.url("/"), way=paper.way())
        visit(paper.url("/"), way=paper.way())

    assert paper.requests[0] == paper.requests[1]
    assert paper.requests[0].split("\r\n") == [
        "GET / HTTP/1.1",
        f"Host: {NAME}:{paper.port}",
        "User-Agent: Newsroom/1.0 (Zrich NchteX: y; +https://news.example)",
        "Accept: text/html, application/xhtml+xml, text/plain;q=0.8",
        "Accept-Encoding: gzip, deflate",
        "Connection: close",
        "",
        "",
    ]


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2:{port}/", "http://127.1.1.1:{port}/", "http://[::1]:{port}/",
        "http://169.254.169.254:{port}/", "//10.0.0.1:{port}/", "http://0x7f000002:{port}/",
    ],
)  # fmt: skip
def test_a_redirect_into_a_private_network_is_not_followed(location: str) -> None:
    def behave(connection: socket.socket) -> None:
        answer(status="302 Found", Location=location.format(port=paper.port))(connection)

    with site(behave) as paper, pytest.raises(PrivateNetwork):
        visit(paper.url("/"), way=paper.way())

    assert len(paper.requests) == 1


def test_a_name_that_leads_inside_only_after_a_redirect_is_seen() -> None:
    hosts = {NAME: "127.0.0.1", "inside.example": "127.0.0.2"}

    def behave(connection: socket.socket) -> None:
        place = f"http://inside.example:{paper.port}/"
        answer(status="301 Moved", Location=place)(connection)

    with site(behave) as paper, pytest.raises(PrivateNetwork):
        visit(paper.url("/"), way=paper.way(resolve=lambda host, _port: [hosts[host]]))


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd", "ftp://paper.example/", "http://paper.example:1/",
        "http://user@paper.example/", "http://[", "javascript:1",
    ],
)  # fmt: skip
def test_a_redirect_to_what_is_not_fetched_is_not_followed(location: str) -> None:
    behave = answer(status="307 Temporary Redirect", Location=location)

    with site(behave) as paper, pytest.raises(NotFetchable):
        visit(paper.url("/"), way=paper.way())

    assert len(paper.requests) == 1


def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    def behave(connection: socket.socket) -> None:
        step = int(paper.requests[-1].split(" ")[1].strip("/"))
        if step < 3:
            answer(status="302 Found", Location=f"/{step + 1}")(connection)
        else:
            answer(PAGE)(connection)

    with site(behave) as paper:
        found = visit(paper.url("/0"), way=paper.way())

    assert str(found.address) == paper.url("/3")

    with site(answer(status="301 Moved", Location="/")) as ring:
        with pytest.raises(TooManyRedirects, match="more than 3 times"):
            visit(ring.url("/"), way=ring.way())

        assert len(ring.requests) == 4


@pytest.mark.parametrize("status", [204, 206, 401, 403, 404, 410, 429, 451, 500, 503])
def test_every_other_answer_is_told_in_words(status: int) -> None:
    with (
        site(answer(PAGE, status=f"{status} So")) as paper,
        pytest.raises(Declined, match=rf"\b{status}\b.*Type the details by hand") as declined,
    ):
        visit(paper.url("/"), way=paper.way())

    assert declined.value.status == status


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "application/json", ""])
def test_what_is_no_page_is_refused(media_type: str) -> None:
    with site(answer(b"x", media_type=media_type)) as paper, pytest.raises(NoPage):
        visit(paper.url("/"), way=paper.way())


def reset(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 100\r\n\r\nabc")
    time.sleep(0.1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def cut_short(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 100\r\n\r\nabc")


@pytest.mark.parametrize(
    ("behave", "refused"),
    [
        (reset, Unreachable),
        (cut_short, Garbled),
        (lambda connection: connection.sendall(b"SSH-2.0-OpenSSH\r\n\r\n"), Garbled),
        (lambda _: None, Garbled),
        (lambda connection: connection.sendall(HEAD + b"X: " + b"x" * 300_000), Garbled),
    ],
)  # fmt: skip
def test_a_broken_answer_is_refused(
    behave: Callable[[socket.socket], None], refused: type[Unfetched]
) -> None:
    with site(behave) as paper, pytest.raises(refused):
        visit(paper.url("/"), way=paper.way())


def test_a_closed_port_and_an_unknown_name_are_told_apart() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    with site(answer(PAGE)) as paper:
        way = paper.way()
    with pytest.raises(Unreachable):
        visit(paper.url("/"), way=way)
    with pytest.raises(UnknownHost, match=NAME):
        visit(paper.url("/"), way=paper.way(resolve=unknown))


def test_a_site_that_proves_its_name_is_read(tmp_path: Path) -> None:
    server, client = certificate(tmp_path)

    with site(answer(PAGE), tls=server) as paper:
        found = visit(paper.url("/", scheme="https"), way=paper.way(tls=client))

    assert found.body == PAGE.encode()


def test_a_site_that_does_not_is_refused(tmp_path: Path) -> None:
    server, client = certificate(tmp_path, "other.example")

    with site(answer(PAGE), tls=server) as paper:
        for tls in (client, None):
            with pytest.raises(Untrusted):
                visit(paper.url("/", scheme="https"), way=paper.way(tls=tls))

        assert paper.requests == []


def test_the_status_of_a_page_is_told_without_its_body() -> None:
    with site(answer(b"x", status="410 Gone", media_type="image/png")) as paper:
        assert visiting.status(paper.url("/"), way=paper.way()) == 410
