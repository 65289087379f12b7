"""What a client may do on its connection, and how a stream ends."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from incidents.live.hub import STUCK
from incidents.live.reader import MOST_SENT
from tests.live.following import Follower, all_of, read_all, wait_until
from tests.live.paper import STORY, Paper, Running, request, running


@pytest.fixture
def newsroom() -> Iterator[Running]:
    """A story with three versions, and its stream."""
    paper = Paper()
    paper.story.grow(3)
    with running(paper) as started:
        yield started


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_a_stream_is_only_read(newsroom: Running, method: str) -> None:
    status, headers, _ = newsroom.ask(request(method, f"{STORY}/live"))

    assert (status, newsroom.paper.asked) == (405, [])
    assert headers["Allow"] == "GET, HEAD"


def test_a_post_with_a_body_is_refused_like_one_without(newsroom: Running) -> None:
    asked = request("POST", f"{STORY}/live", "Content-Length: 5", body=b"hello")

    assert newsroom.ask(asked)[0] == 405


def test_head_gives_the_head_alone(newsroom: Running) -> None:
    status, headers, body = newsroom.ask(request("HEAD", f"{STORY}/live"))

    assert (status, headers["Content-Type"]) == (200, "text/event-stream; charset=utf-8")
    assert body == b""
    wait_until(lambda: newsroom.hub.count == 0)


def test_a_client_of_1990_is_served_too(newsroom: Running) -> None:
    asked = f"GET {STORY}/live?after=2 HTTP/1.0\r\nHost: news.example\r\n\r\n".encode()
    reader = Follower.of(newsroom.connect(), asked)

    assert "Connection: close" in reader.head
    assert "Transfer-Encoding" not in reader.head
    assert reader.numbers(1) == [3]
    reader.close()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_story_that_is_none_has_no_stream(newsroom: Running, method: str) -> None:
    status, _, body = newsroom.ask(request(method, "/news/2017/02/25/none/live"))

    assert (status, bool(body)) == (404, method == "GET")


@pytest.mark.parametrize("slug", ["a%2Fb", "%ff", "%00", "%2F"])
def test_a_name_that_no_story_has_is_not_asked_for(newsroom: Running, slug: str) -> None:
    status, *_ = newsroom.ask(request("GET", f"/news/2017/02/25/{slug}/live"))

    assert (status, newsroom.paper.asked) == (404, [])


@pytest.mark.parametrize("path", ["/news/2017/2/25/quake/live", "/news/2017/02/25/quake/live/"])
def test_other_addresses_are_left_to_the_pages(newsroom: Running, path: str) -> None:
    status, headers, _ = newsroom.ask(request("GET", path, "Connection: close"))

    assert (status, newsroom.paper.asked) == (404, [])
    assert "X-Content-Type-Options" not in headers


def test_a_name_in_other_letters_is_the_same_story(newsroom: Running) -> None:
    newsroom.paper.stories["/news/2017/02/25/séisme"] = newsroom.paper.story
    readers = [
        newsroom.follow(f"/news/2017/02/25/{slug}", query="?after=2")
        for slug in ("s%C3%A9isme", "s%c3%a9isme", "se%CC%81isme")
    ]

    with all_of(readers):
        seen = [reader.numbers(1) for reader in readers]

    assert seen == [[3]] * 3
    assert len(newsroom.paper.asked) <= 4


def test_a_host_that_is_not_ours_gets_no_stream(newsroom: Running) -> None:
    asked = request("GET", f"{STORY}/live").replace(b"news.example", b"evil.example")

    assert newsroom.ask(asked)[0] == 400


def test_a_database_that_cannot_answer_means_come_again(newsroom: Running) -> None:
    newsroom.paper.broken = 500

    status, headers, _ = newsroom.ask(request("GET", f"{STORY}/live"))

    assert (status, headers["Retry-After"]) == (503, "5")


def test_over_the_cap_readers_are_sent_to_the_other_way() -> None:
    paper = Paper()
    paper.story.grow(3)
    with running(paper, most=2) as newsroom:
        first, second = newsroom.follow(), newsroom.follow()
        status, headers, body = newsroom.ask(request("GET", f"{STORY}/live?after=2"))
        first.close()
        wait_until(lambda: newsroom.hub.count == 1)
        third = newsroom.follow(query="?after=2")
        numbers = third.numbers(1)
        second.close()
        third.close()

    assert status == 503
    assert 10 <= int(headers["Retry-After"]) <= 30
    assert f"{STORY}/changes/after/2".encode() in body
    assert numbers == [3]


def test_bytes_after_the_request_are_passed_over_up_to_a_point(newsroom: Running) -> None:
    reader = newsroom.follow()
    reader.until("state")

    reader.connection.sendall(b"GET / HTTP/1.1\r\n\r\n" * 10)
    newsroom.change()
    number = reader.numbers(1)
    reader.connection.sendall(b"x" * (MOST_SENT + 1))

    assert number == [4]
    assert reader.to_the_end() == []
    reader.close()


def test_a_second_request_behind_the_first_is_never_answered(newsroom: Running) -> None:
    both = request("GET", f"{STORY}/live") + request("GET", f"{STORY}/live")
    reader = Follower.of(newsroom.connect(), both)
    newsroom.change()

    assert [event.name for event in reader.until("update")] == ["", "state", "update"]
    assert newsroom.hub.count == 1
    reader.close()


def test_a_stream_may_follow_pages_on_the_same_connection(newsroom: Running) -> None:
    connection = newsroom.connect()
    connection.sendall(request("GET", "/other"))
    received = b""
    while not received.endswith(b"0\r\n\r\n"):
        received += connection.recv(65536)

    reader = Follower.of(connection, request("GET", f"{STORY}/live?after=2"))

    assert reader.numbers(1) == [3]
    reader.close()


def test_who_stops_sending_is_taken_as_gone(newsroom: Running) -> None:
    reader = newsroom.follow()

    reader.connection.shutdown(socket.SHUT_WR)
    reader.to_the_end()

    wait_until(lambda: newsroom.hub.count == 0)
    reader.close()


def test_who_goes_before_the_answer_is_forgotten(newsroom: Running) -> None:
    newsroom.hold()
    with closing(newsroom.connect()) as connection:
        connection.sendall(request("GET", f"{STORY}/live"))
        wait_until(lambda: newsroom.hub.count == 1)

    wait_until(lambda: newsroom.hub.count == 0)
    newsroom.let_go()


def test_who_does_not_read_is_dropped_and_harms_nobody(newsroom: Running) -> None:
    slow = newsroom.follow()
    quick = [newsroom.follow(query="?after=3") for _ in range(3)]
    newsroom.change(40, size=400_000)
    seen = read_all(quick, 43)
    newsroom.beat(STUCK)
    wait_until(lambda: newsroom.hub.count == 3)
    newsroom.change()
    after = [reader.numbers(1) for reader in quick]
    numbers = [int(event.id) for event in slow.to_the_end() if event.id]

    with all_of([slow, *quick]):
        assert seen == [list(range(4, 44))] * 3
        assert after == [[44]] * 3
        assert numbers == list(range(4, 4 + len(numbers)))
        assert len(numbers) < 41


def test_who_reads_slowly_gets_all_of_it_all_the_same(newsroom: Running) -> None:
    newsroom.paper.story.grow(120, size=200_000)
    reader = newsroom.follow(query="?after=0")

    with all_of([reader]):
        seen = read_all([reader], 123)

    assert seen == [list(range(1, 124))]


def test_streams_end_with_a_last_word_when_the_server_stops() -> None:
    paper = Paper()
    paper.story.grow(30, size=400_000)
    with running(paper) as newsroom:
        readers = [newsroom.follow() for _ in range(200)]
        stuck = newsroom.follow(query="?after=0")  # and never reads
        started = time.monotonic()
    taken = time.monotonic() - started

    with all_of([*readers, stuck]):
        last = [reader.to_the_end()[-1] for reader in readers]
    assert {event.name for event in last} == {"bye"}
    assert len({event.retry for event in last}) > 100
    assert max(int(event.retry) for event in last) <= 1200
    assert taken < 5.0  # far less where nothing else runs; with streams left open it would be ten
