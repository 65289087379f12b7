"""The streams of stories on paper: who gets what, and that nobody gets it twice."""

import random
from collections.abc import Iterator

import pytest

from tests.live.following import Event, all_of, read_all, wait_until
from tests.live.paper import STORY, Paper, PaperStory, Running, request, running


@pytest.fixture
def newsroom() -> Iterator[Running]:
    """A story with three versions, and its stream."""
    paper = Paper()
    paper.story.grow(3)
    with running(paper) as started:
        yield started


def test_a_stream_begins_with_a_pause_and_how_the_story_stands(newsroom: Running) -> None:
    reader = newsroom.follow()

    events = reader.until("state")

    assert reader.head.startswith("HTTP/1.1 200 OK\r\n")
    assert "Content-Type: text/event-stream; charset=utf-8" in reader.head
    assert "Cache-Control: no-store" in reader.head
    assert "X-Accel-Buffering: no" in reader.head
    assert "Access-Control" not in reader.head
    assert 1000 <= int(events[0].retry) <= 3000
    assert events[-1].said == {"state": "live", "interval": 10, "newest": 3, "time": "16:31"}
    assert events[-1].id == ""
    reader.close()


def test_a_change_arrives_as_the_answer_has_it(newsroom: Running) -> None:
    reader = newsroom.follow()

    newsroom.change(kind="correction")
    event = reader.next()

    assert (event.id, event.name) == ("4", "update")
    assert event.said == newsroom.paper.story.entries[3]
    reader.close()


@pytest.mark.parametrize(
    ("query", "headers"),
    [("", ["Last-Event-ID: 1"]), ("?after=1", []), ("?after=0", ["Last-Event-ID: 1"])],
)
def test_who_comes_back_gets_what_it_missed(
    newsroom: Running, query: str, headers: list[str]
) -> None:
    reader = newsroom.follow(STORY, *headers, query=query)

    missed = reader.numbers(2)
    newsroom.change()

    assert (missed, reader.numbers(1)) == ([2, 3], [4])
    reader.close()


def test_who_comes_from_far_back_gets_everything_in_order(newsroom: Running) -> None:
    newsroom.paper.story.grow(347, size=5000)
    readers = [newsroom.follow(query=f"?after={after}") for after in (0, 20, 333)]

    with all_of(readers):
        seen = read_all(readers, 350)

    assert seen == [list(range(after + 1, 351)) for after in (0, 20, 333)]


def test_a_wake_up_without_news_writes_nothing_and_two_write_it_once(newsroom: Running) -> None:
    reader = newsroom.follow()
    reader.until("state")

    newsroom.wake()
    newsroom.change()
    newsroom.wake()
    newsroom.wake()
    newsroom.change()

    assert reader.numbers(2) == [4, 5]
    reader.close()


def test_what_is_published_while_it_asks_is_asked_for_again(newsroom: Running) -> None:
    reader = newsroom.follow()
    newsroom.hold()
    newsroom.change()
    wait_until(lambda: len(newsroom.paper.asked) == 2)

    newsroom.change()  # the answer that is under way does not hold it
    newsroom.let_go()

    assert reader.numbers(2) == [4, 5]
    reader.close()


def test_another_story_wakes_nobody_here(newsroom: Running) -> None:
    reader = newsroom.follow()
    newsroom.wake("/news/2017/02/25/other")
    newsroom.change()

    reader.next()

    assert len(newsroom.paper.asked) == 2
    reader.close()


@pytest.mark.parametrize("broken", [503, 500, -1])
def test_answers_that_fail_are_asked_for_until_they_come(newsroom: Running, broken: int) -> None:
    reader = newsroom.follow()
    newsroom.paper.broken = broken
    newsroom.change(2)
    wait_until(lambda: len(newsroom.paper.asked) > 3)
    newsroom.paper.broken = 0

    assert reader.numbers(2) == [4, 5]
    reader.close()


def test_a_state_that_changes_is_said(newsroom: Running) -> None:
    reader = newsroom.follow()
    reader.until("state")
    newsroom.paper.story.state, newsroom.paper.story.interval = "ended", 60

    newsroom.change(kind="status")
    events = reader.until("state")

    assert [event.name for event in events] == ["update", "state"]
    assert events[-1].said["state"] == "ended"
    assert events[-1].said["interval"] == 60
    reader.close()


@pytest.mark.parametrize("version", ["zero", "-1", "1e3", "007", "9999999999", "4"])
def test_a_version_that_is_none_means_load_the_page_afresh(newsroom: Running, version: str) -> None:
    reader = newsroom.follow(STORY, f"Last-Event-ID: {version}")

    event = reader.next("reload")
    newsroom.change()

    assert (event.id, event.said) == ("3", {"newest": 3})
    assert reader.numbers(1) == [4]
    reader.close()


def test_a_reader_who_knows_more_than_this_process_did_is_not_sent_back(newsroom: Running) -> None:
    first = newsroom.follow()
    newsroom.paper.story.grow()  # not heard of yet

    second = newsroom.follow(STORY, "Last-Event-ID: 4")
    newsroom.change()

    assert first.numbers(2) == [4, 5]
    assert [event.id for event in second.until("update") if event.name != "state"][-1:] == ["5"]
    assert not any(event.name == "reload" for event in second.events)
    first.close()
    second.close()


def test_a_database_with_fewer_versions_makes_readers_load_afresh(newsroom: Running) -> None:
    reader = newsroom.follow()
    reader.until("state")
    del newsroom.paper.story.entries[1:]

    newsroom.wake()
    event = reader.next("reload")
    newsroom.change()

    assert event.id == "1"
    assert reader.numbers(1) == [2]
    reader.close()


def test_a_story_that_moves_keeps_its_readers(newsroom: Running) -> None:
    new = "/news/2017/02/26/new quake"
    reader = newsroom.follow()
    there = newsroom.move(new)

    newsroom.wake()
    there.grow()
    wait_until(lambda: any("/26/" in address for address in newsroom.paper.asked))
    newsroom.wake()
    moved, headers, _ = newsroom.ask(request("GET", f"{STORY}/live?after=2"))
    other = newsroom.follow("/news/2017/02/26/new%20quake", "Last-Event-ID: 3")

    assert reader.numbers(1) == [4]
    assert other.numbers(1) == [4]
    assert (moved, headers["Location"]) == (301, "/news/2017/02/26/new%20quake/live?after=2")
    reader.close()
    other.close()


def test_a_story_that_moves_to_where_others_are_joins_them(newsroom: Running) -> None:
    new = "/news/2017/02/26/new"
    old = newsroom.follow()
    there = newsroom.move(new)
    young = newsroom.follow(new)

    newsroom.wake(STORY)
    wait_until(lambda: newsroom.paper.asked[-1].startswith(new) and len(newsroom.paper.asked) > 3)
    there.grow(2)
    newsroom.wake(STORY, new)

    assert (old.numbers(2), young.numbers(2)) == ([4, 5], [4, 5])
    old.close()
    young.close()


def test_a_story_that_is_no_more_ends_its_streams(newsroom: Running) -> None:
    reader = newsroom.follow()
    newsroom.paper.stories.clear()

    newsroom.wake()

    assert reader.to_the_end()[-1].name == "reload"
    reader.close()


def test_the_heartbeat_says_the_time_and_what_is_certain() -> None:
    with running(paper_of(3), second=0.01) as newsroom:
        reader = newsroom.follow()
        reader.until("state")
        certain = reader.until("state")
        newsroom.do(lambda: newsroom.certain.__setitem__(0, False))
        uncertain = reader.until("", 4)[-2:]
        reader.close()

    assert certain[0] == Event(comment="16:31")
    assert certain[1].said == {"state": "live", "interval": 10, "newest": 3, "time": "16:31"}
    assert uncertain == [Event(comment="16:31")] * 2


def test_many_readers_come_and_go_while_much_changes_and_each_gets_all_of_it(
    newsroom: Running,
) -> None:
    rule = random.Random(5)
    readers, begun = [], []
    for _ in range(60):
        known = len(newsroom.paper.story.entries)
        begun.append(rule.randint(0, known))
        readers.append(newsroom.follow(STORY, f"Last-Event-ID: {begun[-1]}"))
        for _ in range(rule.randint(0, 3)):
            newsroom.paper.story.grow(rule.randint(1, 4), kind=rule.choice(["update", "redaction"]))
            if rule.random() < 0.6:
                newsroom.wake()
    newsroom.change()

    with all_of(readers):
        last = len(newsroom.paper.story.entries)
        seen = read_all(readers, last)

    assert seen == [list(range(after + 1, last + 1)) for after in begun]


def paper_of(count: int) -> Paper:
    story = PaperStory()
    story.grow(count)
    return Paper({STORY: story})
