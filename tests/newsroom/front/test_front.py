"""The front, in a real server, before an application that tells what reached it."""

import json
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from incidents.live.listening import Listener
from newsroom.front.bodies import Limits
from newsroom.front.making.bridge import Bridge
from newsroom.front.memory.kept import Kept
from newsroom.front.memory.pages import Pages, Place
from newsroom.front.server import server
from newsroom.front.way_in import Front

LIMIT = 2_000_000


@dataclass
class Echo:
    """Answers with what it was given, and counts how often it was asked."""

    asked: int = 0
    release: threading.Event = field(default_factory=threading.Event)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.asked += 1
        body = environ["wsgi.input"].read()
        told = {name: value for name, value in environ.items() if isinstance(value, str)}
        answer = json.dumps({**told, "body_length": len(body)}).encode()
        start("200 OK", [("Content-Length", str(len(answer)))])
        return [answer]


@dataclass(frozen=True)
class Running:
    """A front that serves on a port."""

    port: int
    echo: Echo

    def connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        connection.settimeout(60)
        return connection

    def ask(self, request: bytes) -> tuple[int, str]:
        """Status and body of the answer to raw bytes, after which the server closes."""
        with closing(self.connect()) as connection:
            connection.sendall(request)
            return read_answer(connection)


def read_answer(connection: socket.socket) -> tuple[int, str]:
    received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split()[1]), body.decode()


def running(*, trusted: list[str], seconds: float = 5.0) -> Iterator[Running]:
    echo = Echo()
    nobody = Listener("host=127.0.0.1 port=1")
    kept = Kept(nobody, budget=0, alone=0)
    pages = Pages(Bridge(echo, threads=2), kept, Place("http", "news.example", "/static/"))
    front = Front(pages, hosts=["news.example"], limits=Limits(LIMIT, seconds))
    started = server(front, kept, nobody, hosts=["news.example"], trusted_proxies=trusted)
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=started.run, kwargs={"sockets": [listening]})
        thread.start()
        while not started.started:
            time.sleep(0.01)
        yield Running(listening.getsockname()[1], echo)
        started.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def front() -> Iterator[Running]:
    yield from running(trusted=[])


@pytest.fixture(scope="module")
def hasty() -> Iterator[Running]:
    yield from running(trusted=[], seconds=0.3)


@pytest.fixture(scope="module")
def behind_a_proxy() -> Iterator[Running]:
    yield from running(trusted=["127.0.0.1"])


def get(path: str = "/", *headers: str) -> bytes:
    return request(f"GET {path} HTTP/1.1", "Host: news.example", *headers)


def post(*headers: str, body: bytes, path: str = "/desk/") -> bytes:
    return request(f"POST {path} HTTP/1.1", "Host: news.example", *headers, body=body)


def request(*lines: str, body: bytes = b"") -> bytes:
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def test_a_body_arrives_whole_with_its_length(front: Running) -> None:
    body = b"x" * 1_500_000

    status, answer = front.ask(post(f"Content-Length: {len(body)}", body=body))

    assert status == 200
    assert json.loads(answer)["body_length"] == len(body)
    assert json.loads(answer)["CONTENT_LENGTH"] == str(len(body))


def test_a_chunked_body_arrives_whole_with_a_length(front: Running) -> None:
    chunks = b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"

    status, answer = front.ask(post("Transfer-Encoding: chunked", body=chunks))

    assert status == 200
    assert json.loads(answer)["CONTENT_LENGTH"] == "11"
    assert "HTTP_TRANSFER_ENCODING" not in json.loads(answer)


def test_a_request_without_a_body_has_no_length(front: Running) -> None:
    status, answer = front.ask(get())

    assert status == 200
    assert "CONTENT_LENGTH" not in json.loads(answer)


def test_a_request_cut_short_never_reaches_django(front: Running) -> None:
    before = front.echo.asked

    with closing(front.connect()) as connection:
        connection.sendall(post("Content-Length: 100", body=b"only the start"))
    front.ask(get())

    assert front.echo.asked == before + 1


@pytest.mark.parametrize("path", ["/comment/", "/", "/desk/login/", "/desk", "/admin/login/"])
def test_only_editors_may_send_much_at_once(front: Running, path: str) -> None:
    said = "Content-Length: 200001"

    refused = front.ask(post(said, body=b"", path=path))
    taken = front.ask(post("Content-Length: 200000", body=b"x" * 200_000, path=path))
    from_the_desk = front.ask(post(said, body=b"x" * 200_001))

    assert refused == (413, "A body has at most 200000 bytes here.\n")
    assert (taken[0], from_the_desk[0]) == (200, 200)


@pytest.mark.parametrize("header", [f"Content-Length: {LIMIT + 1}", "Transfer-Encoding: chunked"])
def test_a_body_that_is_too_large_is_refused(front: Running, header: str) -> None:
    before = front.echo.asked
    size = LIMIT + 1
    body = b"%x\r\n" % size + b"x" * size if "chunked" in header else b""

    status, answer = front.ask(post(header, body=body))

    assert (status, answer) == (413, f"A body has at most {LIMIT} bytes here.\n")
    assert front.echo.asked == before


def test_slow_uploads_are_ended_and_starve_nobody(hasty: Running) -> None:
    slow = [hasty.connect() for _ in range(10)]
    for connection in slow:
        connection.sendall(post("Content-Length: 100", body=b"a"))

    status, _ = hasty.ask(get())

    assert status == 200
    for connection in slow:
        with closing(connection):
            assert read_answer(connection)[0] == 408


def test_header_names_with_an_underscore_are_dropped(front: Running) -> None:
    _, answer = front.ask(get("/", "X_Forwarded_For: 192.0.2.1", "Accept_Language: xx"))

    assert "192.0.2.1" not in answer
    assert "HTTP_ACCEPT_LANGUAGE" not in json.loads(answer)


def test_a_stranger_is_not_believed_about_its_address(front: Running) -> None:
    _, answer = front.ask(
        get(
            "/desk/?own",
            "X-Forwarded-For: 192.0.2.1",
            "X-Forwarded-Proto: https",
            "Forwarded: for=a",
        )
    )

    told = json.loads(answer)
    assert "192.0.2.1" not in answer
    assert (told["REMOTE_ADDR"], told["wsgi.url_scheme"]) == ("127.0.0.1", "http")


def test_a_trusted_proxy_is_believed_about_address_and_scheme(behind_a_proxy: Running) -> None:
    _, answer = behind_a_proxy.ask(
        get("/desk/?own", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https")
    )

    told = json.loads(answer)
    assert (told["REMOTE_ADDR"], told["wsgi.url_scheme"]) == ("192.0.2.1", "https")


@pytest.mark.parametrize(
    "hosts",
    [["Host: evil.example"], [], ["Host: news.example", "Host: evil.example"], ["Host: a b"]],
)
def test_a_host_that_is_not_ours_is_refused(front: Running, hosts: list[str]) -> None:
    before = front.echo.asked

    status, _ = front.ask(request("GET / HTTP/1.0", *hosts))

    assert status == 400
    assert front.echo.asked == before


def test_trace_is_not_served(front: Running) -> None:
    status, _ = front.ask(request("TRACE / HTTP/1.1", "Host: news.example"))

    assert status == 405


@pytest.mark.parametrize("path", ["/a%00b", "/?q=%00"])
def test_an_address_with_a_nul_is_refused(front: Running, path: str) -> None:
    status, _ = front.ask(get(path))

    assert status == 400


@pytest.mark.parametrize("path", ["/?q=ä", "/ä"])
def test_raw_bytes_in_an_address_break_nothing(front: Running, path: str) -> None:
    status, _ = front.ask(get(path))

    assert status in {200, 400}
    assert front.ask(get())[0] == 200
