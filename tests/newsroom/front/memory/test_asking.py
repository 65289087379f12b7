"""Only heads that cannot be read in two ways are answered before they are parsed."""

import tracemalloc

import pytest

from newsroom.front.memory import encodings, targets
from newsroom.front.memory.asking import asked

HOSTS = ("news.example",)
HEAD = b"GET /a HTTP/1.1\r\nHost: news.example\r\nAccept-Encoding: gzip, br\r\n%b\r\n"


def test_a_plain_head_says_what_is_asked_for() -> None:
    found = asked(HEAD % b'If-None-Match: "a"\r\nConnection: close\r\n', HOSTS)

    assert found == (b"/a", encodings.BROTLI, b'"a"', False, True)


@pytest.mark.parametrize(
    "line",
    [
        b"Content-Length: 40\r\n",
        b"Content-Length : 40\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding : chunked\r\n",
        b"Transfer-Encoding\t: chunked\r\n",
        b"Transfer-Encoding\0: chunked\r\n",
        b"X: y\nContent-Length: 40\r\n",
        b"X: y\rContent-Length: 40\r\n",
        b"X: y\r\n Content-Length: 40\r\n",
        b"Host : evil.example\r\n",
        b"Host: evil.example\r\n",
        b"hOST: news.example\r\n",
        b"X: \0\r\n",
        b"no colon\r\n",
        b": nameless\r\n",
        b"Expect: 100-continue\r\n",
        b"Upgrade: websocket\r\n",
        b"X: " + b"y" * 5_000 + b"\r\n",
    ],
)
def test_a_head_that_could_be_misread_takes_the_usual_way(line: bytes) -> None:
    assert asked(HEAD % line, HOSTS) is None


@pytest.mark.parametrize(
    "data",
    [
        b"POST /a HTTP/1.1\r\nHost: news.example\r\n\r\n",
        b"GET /a HTTP/1.0\r\nHost: news.example\r\n\r\n",
        b"GET /a b HTTP/1.1\r\nHost: news.example\r\n\r\n",
        b"GET  /a HTTP/1.1\r\nHost: news.example\r\n\r\n",
        b"GET /a HTTP/1.1\r\n\r\n",
        b"GET /a HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /a HTTP/1.1\r\nHost: " + b"a" * 400 + b"\r\n\r\n",
        b"GET /a HTTP/1.1\r\nHost: news.example\r\n\r\nGET",
        b"GET /a HTTP/1.1\r\nHost: news.example\r\n",
        b"GET /a?x=1 HTTP/1.1\r\nHost: news.example\r\n\r\n",
        b"GET /topics/?x=1&page=2 HTTP/1.1\r\nHost: news.example\r\n\r\n",
    ],
)
def test_whatever_is_no_whole_request_for_a_page_takes_the_usual_way(data: bytes) -> None:
    assert asked(data, HOSTS) is None


def test_what_is_hung_onto_an_address_and_means_nothing_is_left_away() -> None:
    found = asked(HEAD.replace(b"/a", b"/topics/?fbclid=x&utm_source=y&z") % b"", HOSTS)

    assert found is not None
    assert found.key == b"/topics/"


def test_what_clients_send_is_not_remembered_at_length() -> None:
    tracemalloc.start()
    for number in range(300):
        targets.key(b"/%d" % number + b"{" * 60_000, b"")
        targets.key(b"/%d" % number + b"{" * 3_000, b"")
        targets.key(b"/", b"%d" % number + b"{" * 60_000)
        targets.key(b"/topics/", b"%d" % number + b"{" * 60_000)
        encodings.chosen(b"a," * 50_000 + b"%d" % number)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 3_000_000


def test_a_longer_address_than_any_story_has_is_not_kept() -> None:
    longest = b"/news/2017/02/25/" + b"%F0%9F%90%9D" * 1_000

    assert targets.key(longest, b"") is not None
    assert targets.key(longest * 2, b"") is None
