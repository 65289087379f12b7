"""Public pages come from memory, over a real socket, and say the same as Django does."""

import gzip
from collections.abc import Iterator

import brotli
import pytest

from incidents.actions.readers import commenting
from newsroom.front.heads import IN_A_ROW
from tests import factories
from tests.conftest import Once
from tests.newsroom.front.memory.serving import Serving, serving

GET = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture(scope="module")
def path(once: Once) -> str:
    def made() -> str:
        commenting.set_comment_mode("moderated", by=None)
        return f"/news/{factories.long_story(3).path}/"

    return once(made)


@pytest.fixture(scope="module")
def opened(once: Once, path: str) -> Iterator[Serving]:
    started = serving()
    yield once(started.__enter__)
    started.__exit__(None, None, None)


@pytest.fixture
def newsroom(opened: Serving, db: None) -> Serving:
    opened.ask("/")
    opened.django.asked.clear()
    return opened


def test_a_page_is_made_once(newsroom: Serving, path: str) -> None:
    first = newsroom.ask(path)
    newsroom.django.asked.clear()

    again = newsroom.ask(path)

    assert newsroom.django.asked == []
    assert again.body == first.body == newsroom.fresh(path).body
    assert again.headers["content-type"] == "text/html; charset=utf-8"
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert again.headers["vary"] == "accept-encoding"
    assert "date" in again.headers
    assert not [name for name in again.headers if name.startswith("x-page")]


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("*", "br"),
        ("deflate", None),
        ("gzip;q=nonsense", None),
    ],
)
def test_each_client_gets_the_form_that_it_likes_best(
    newsroom: Serving, path: str, accepted: str, sent: str | None
) -> None:
    plain = newsroom.ask(path)

    reply = newsroom.ask(path, Accept_Encoding=accepted)

    assert reply.headers.get("content-encoding") == sent
    assert reply.body == plain.body
    assert int(reply.headers["content-length"]) == len(reply.sent)
    assert (reply.headers["etag"] == plain.headers["etag"]) == (sent is None)


def test_the_compressed_forms_hold_the_page(newsroom: Serving, path: str) -> None:
    plain = newsroom.ask(path)
    (entry,) = [entry for entry in newsroom.kept.entries() if entry.key == path.encode()]

    identity, zipped, squeezed = (form.body for form in entry.forms)

    assert identity == gzip.decompress(zipped) == brotli.decompress(squeezed) == plain.body
    assert len(squeezed) < len(zipped) < len(identity)


@pytest.mark.parametrize("accepted", ["identity", "gzip", "br"])
def test_who_holds_the_page_is_told_so(newsroom: Serving, path: str, accepted: str) -> None:
    held = newsroom.ask(path, Accept_Encoding=accepted)
    tag = held.headers["etag"]

    for said in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        reply = newsroom.ask(path, Accept_Encoding=accepted, If_None_Match=said)

        assert (reply.status, reply.sent) == (304, b"")
        assert reply.headers["etag"] == tag
        assert reply.headers["cache-control"] == held.headers["cache-control"]
        assert reply.headers["vary"] == "accept-encoding"


def test_who_holds_another_form_gets_the_page(newsroom: Serving, path: str) -> None:
    plain = newsroom.ask(path)

    reply = newsroom.ask(path, Accept_Encoding="br", If_None_Match=plain.headers["etag"])

    assert reply.status == 200
    assert reply.body == plain.body


def test_a_head_tells_of_the_page_and_brings_none(newsroom: Serving, path: str) -> None:
    whole = newsroom.ask(path)

    head = newsroom.ask(path, method="HEAD")

    assert (head.status, head.sent) == (200, b"")
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}


def test_a_head_of_a_page_that_is_not_kept_is_answered_by_django(newsroom: Serving) -> None:
    head = newsroom.ask("/corrections/", method="HEAD")

    assert (head.status, head.sent) == (200, b"")
    assert not newsroom.is_kept("/corrections/")


def test_requests_that_come_at_once_are_answered_in_their_order(
    newsroom: Serving, path: str
) -> None:
    newsroom.ask(path)
    first = f"{GET.format(path)}\r\n".encode()
    other = f"{GET.format('/topics/')}\r\n".encode()
    last = f"{GET.format(path)}Connection: close\r\n\r\n".encode()

    received = newsroom.raw(first + other + first, last)

    statuses = received.count(b"HTTP/1.1 200 OK")
    assert statuses == 4
    assert received.index(b"Topics") > received.index(b"HTTP/1.1 200 OK")


def test_a_connection_stays_open_until_somebody_closes_it(newsroom: Serving, path: str) -> None:
    newsroom.ask(path)
    request = f"{GET.format(path)}\r\n".encode()
    last = f"{GET.format(path)}Connection: close\r\n\r\n".encode()

    received = newsroom.raw(request, request, last)

    assert received.count(b"HTTP/1.1 200 OK") >= 3
    assert received.count(b"connection: close") == 1


def test_a_head_that_comes_in_pieces_is_answered_the_same(newsroom: Serving, path: str) -> None:
    whole = newsroom.ask(path)

    received = newsroom.raw(
        f"GET {path} HT".encode(), b"TP/1.1\r\nHost: 127.0", b".0.1\r\nConnection: close\r\n\r\n"
    )

    assert received.partition(b"\r\n\r\n")[2] == whole.body


def test_an_old_client_is_answered_too(newsroom: Serving, path: str) -> None:
    whole = newsroom.ask(path)

    received = newsroom.raw(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())

    assert received.partition(b"\r\n\r\n")[2] == whole.body


@pytest.mark.parametrize(
    "said", ["Host: evil.example", "X: y", "Host: 127.0.0.1\r\nHost: a.example"]
)
def test_only_our_hosts_are_answered(newsroom: Serving, path: str, said: str) -> None:
    newsroom.ask(path)

    received = newsroom.raw(f"GET {path} HTTP/1.1\r\n{said}\r\nConnection: close\r\n\r\n".encode())

    assert received.startswith(b"HTTP/1.1 400 ")


def test_who_is_signed_in_gets_the_same_page_from_memory(newsroom: Serving, path: str) -> None:
    plain = newsroom.ask(path)
    newsroom.django.asked.clear()

    reply = newsroom.ask(path, Cookie="sessionid=abc; csrftoken=def")

    assert reply.body == plain.body
    assert newsroom.django.asked == []


def test_what_is_made_for_one_visitor_is_not_kept(newsroom: Serving) -> None:
    newsroom.ask("/accountability/", Cookie="sessionid=abc")
    newsroom.ask("/desk/")
    newsroom.ask("/desk/login/")

    assert not newsroom.is_kept("/accountability/")
    assert not newsroom.is_kept("/desk/")
    assert not newsroom.is_kept("/desk/login/")


def test_one_page_is_kept_once_however_its_address_is_written(newsroom: Serving, path: str) -> None:
    newsroom.ask(path)
    before = len(newsroom.kept)
    newsroom.django.asked.clear()

    reply = newsroom.ask(path.replace("/news/", "/%6eews/"))

    assert reply.status == 200
    assert len(newsroom.kept) == before
    assert newsroom.django.asked == []


def test_what_is_not_there_is_not_kept(newsroom: Serving) -> None:
    reply = newsroom.ask("/news/2017/02/25/nothing-of-the-kind/")

    assert reply.status == 404
    assert not newsroom.is_kept("/news/2017/02/25/nothing-of-the-kind/")


@pytest.mark.parametrize("below", [".json", ".xml", ".md", "/changes/after/1", "/updates/2/"])
def test_other_forms_of_a_page_are_kept_as_well(newsroom: Serving, path: str, below: str) -> None:
    address = path.rstrip("/") + below
    newsroom.ask(address)
    newsroom.django.asked.clear()

    reply = newsroom.ask(address)

    assert newsroom.django.asked == []
    assert reply.body == newsroom.fresh(address).body


def test_lists_of_the_api_are_kept_for_who_takes_json(newsroom: Serving) -> None:
    first = newsroom.ask("/api/v1/incidents/")
    newsroom.django.asked.clear()

    again = newsroom.ask("/api/v1/incidents/", Accept="application/json")
    refused = newsroom.ask("/api/v1/incidents/", Accept="text/html")

    assert again.body == first.body
    assert len(newsroom.django.asked) == 1
    assert refused.status == 406


def test_a_slow_reader_is_not_sent_more_than_it_reads(newsroom: Serving, path: str) -> None:
    newsroom.ask(path)
    wanted = IN_A_ROW
    request = f"{GET.format(path)}\r\n".encode()
    last = f"{GET.format(path)}Connection: close\r\n\r\n".encode()

    received = newsroom.raw(*[request] * wanted, last)

    assert received.count(b"HTTP/1.1 200 OK") == wanted + 1
