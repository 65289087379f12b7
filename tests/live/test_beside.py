"""What stands beside a story reaches its open pages, once, and nobody whom it does not concern."""

import time
from collections.abc import Iterator

import pytest

from tests.live.following import Event, Follower, all_of, wait_until
from tests.live.paper import STORY, Paper, PaperStory, Running, running

OTHER = "/news/2017/02/25/other"
SHORT = 0.2  # seconds: here a rest is no longer
LONG = 3600.0


@pytest.fixture
def paper() -> Paper:
    """A story with three versions, and another one beside it."""
    made = Paper()
    made.story.grow(3)
    made.story.beside = {"related": "<p>Fire in the mill</p>", "comments": "<p>3 comments</p>"}
    made.story.others = {OTHER}
    return made


@pytest.fixture
def newsroom(paper: Paper) -> Iterator[Running]:
    """Its stream."""
    with running(paper) as started:
        yield started


def shown(newsroom: Running, *headers: str, mark: str = "", after: int = 3) -> Follower:
    """An open page that shows what stands beside its story now, or as a mark says."""
    held = mark or newsroom.paper.story.mark
    return newsroom.follow(STORY, *headers, query=f"?after={after}&beside={held}")


def asked(newsroom: Running) -> int:
    """How often it was asked what stands beside a story."""
    return sum(address.endswith("/00000000") for address in newsroom.paper.asked)


def known(newsroom: Running, path: str = STORY) -> None:
    """Wait until what stands beside a story is known."""
    channel = newsroom.hub._channels[path]
    wait_until(lambda: channel.beside.mark == newsroom.paper.stories[path].mark)


def retract(newsroom: Running) -> None:
    newsroom.paper.story.beside = newsroom.paper.story.beside | {"related": "<p>Nothing</p>"}
    newsroom.wake(OTHER)


def told(event: Event) -> object:
    return event.said["parts"]


def test_what_changes_beside_a_story_reaches_its_open_pages_without_a_number(
    newsroom: Running,
) -> None:
    reader = shown(newsroom)
    known(newsroom)

    retract(newsroom)
    event = reader.next("beside")

    assert event.said == {"mark": newsroom.paper.story.mark, "parts": {"related": "<p>Nothing</p>"}}
    assert (event.id, event.retry) == ("", "")
    reader.close()


def test_a_thousand_readers_are_told_by_one_question(newsroom: Running) -> None:
    readers = [shown(newsroom) for _ in range(50)]
    known(newsroom)

    with all_of(readers):
        retract(newsroom)
        events = [reader.next("beside") for reader in readers]

    assert len({event.data for event in events}) == 1
    assert asked(newsroom) == 2


def test_who_shows_it_as_it_is_is_told_nothing(newsroom: Running) -> None:
    reader = shown(newsroom)
    known(newsroom)

    newsroom.wake(OTHER)
    wait_until(lambda: asked(newsroom) == 2)
    newsroom.change()
    events = reader.until("update")

    assert "beside" not in {event.name for event in events}
    reader.close()


@pytest.mark.parametrize("query", ["", "?after=3", "?beside=", "?beside=nonsense"])
def test_a_page_that_shows_no_such_things_is_told_nothing(newsroom: Running, query: str) -> None:
    reader, other = newsroom.follow(query=query), shown(newsroom)
    known(newsroom)

    retract(newsroom)
    other.next("beside")
    newsroom.change()

    assert "beside" not in {event.name for event in reader.until("update")}
    reader.close()
    other.close()


def test_where_no_page_shows_such_things_nobody_asks(newsroom: Running) -> None:
    reader = newsroom.follow()

    retract(newsroom)
    newsroom.change()
    reader.next()

    assert asked(newsroom) == 0
    reader.close()


def test_who_comes_back_with_an_old_page_gets_all_that_stands_beside(newsroom: Running) -> None:
    first = shown(newsroom)
    known(newsroom)

    late = shown(newsroom, mark="0badcafe")

    assert told(late.next("beside")) == newsroom.paper.story.beside
    first.close()
    late.close()


def test_versions_go_before_what_stands_beside_and_are_counted_as_ever(newsroom: Running) -> None:
    first = shown(newsroom)
    known(newsroom)

    late = shown(newsroom, "Last-Event-ID: 1", mark="0badcafe")
    events = late.until("beside")

    assert [event.id for event in events if event.name in ("update", "beside")] == ["2", "3", ""]
    first.close()
    late.close()


def test_words_that_were_withdrawn_are_told_nobody_while_it_is_asked_anew(
    newsroom: Running,
) -> None:
    first = shown(newsroom)
    known(newsroom)
    newsroom.hold()

    retract(newsroom)
    late = shown(newsroom, mark="0badcafe")
    newsroom.let_go()
    event = late.next("beside")

    assert "Fire" not in event.data
    assert told(first.next("beside")) == {"related": "<p>Nothing</p>"}
    first.close()
    late.close()


def test_what_changes_while_it_is_being_asked_for_is_asked_for_again(newsroom: Running) -> None:
    reader = shown(newsroom)
    known(newsroom)
    newsroom.hold()
    retract(newsroom)
    wait_until(lambda: asked(newsroom) == 2)

    newsroom.paper.story.beside = {"related": "<p>Flood</p>", "comments": "<p>4 comments</p>"}
    newsroom.wake(OTHER)
    newsroom.let_go()
    event = reader.next("beside")

    assert event.said["mark"] == newsroom.paper.story.mark
    reader.close()


def test_it_is_asked_until_there_is_an_answer(newsroom: Running) -> None:
    reader = shown(newsroom)
    known(newsroom)
    newsroom.paper.broken = 503
    retract(newsroom)
    wait_until(lambda: asked(newsroom) == 2)

    newsroom.paper.broken = 0

    assert told(reader.next("beside")) == {"related": "<p>Nothing</p>"}
    reader.close()


def test_a_storm_is_told_at_once_and_then_with_a_rest_between(paper: Paper) -> None:
    with running(paper, rest=LONG) as newsroom:
        reader = shown(newsroom)
        known(newsroom)

        for number in range(3):
            paper.story.beside = {"related": f"<p>{number}</p>", "comments": ""}
            newsroom.wake(OTHER)
            reader.next("beside")
        retract(newsroom)
        newsroom.change()
        events = reader.until("update")

        assert asked(newsroom) == 4
        assert "beside" not in {event.name for event in events}
        reader.close()


def test_after_a_storm_everybody_has_what_it_left(paper: Paper) -> None:
    with running(paper, rest=SHORT) as newsroom:
        reader = shown(newsroom)
        known(newsroom)

        for number in range(30):
            paper.story.beside = {"related": f"<p>{number}</p>"}
            newsroom.wake(OTHER)
        while reader.next("beside").said["mark"] != paper.story.mark:
            pass

        assert asked(newsroom) < 30
        reader.close()


def test_one_change_beside_many_stories_asks_for_one_after_the_other(paper: Paper) -> None:
    paths = [f"/news/2017/02/25/story-{number}" for number in range(20)]
    for path in paths:
        paper.stories[path] = PaperStory(beside={"related": "<p>Fire</p>"}, others={OTHER})
    with running(paper) as newsroom:
        mark = paper.stories[paths[0]].mark
        readers = [newsroom.follow(path, query=f"?after=0&beside={mark}") for path in paths]
        with all_of(readers):
            for path in paths:
                known(newsroom, path)
            newsroom.hold()
            for path in paths:
                paper.stories[path].beside = {"related": "<p>Nothing</p>"}
            newsroom.wake(OTHER)
            newsroom.wake(OTHER)
            before = asked(newsroom)
            newsroom.let_go()
            events = [reader.next("beside") for reader in readers]

    assert before <= len(paths) + 1
    assert {told(event)["related"] for event in events} == {"<p>Nothing</p>"}  # type: ignore[index]


def test_what_is_true_until_a_moment_is_asked_for_when_that_has_come(newsroom: Running) -> None:
    newsroom.paper.story.until = time.time() + LONG
    reader = shown(newsroom)
    known(newsroom)
    newsroom.hub._channels[STORY].beside.until = time.time()
    newsroom.paper.story.beside = {"campaign": "<p>It has ended</p>"}

    newsroom.beat(1)

    assert told(reader.next("beside")) == {"campaign": "<p>It has ended</p>"}
    reader.close()


def test_while_nobody_knows_what_changes_nothing_is_told_that_may_be_old(newsroom: Running) -> None:
    first = shown(newsroom)
    known(newsroom)
    newsroom.certain[0] = False

    late = shown(newsroom, mark="0badcafe")
    newsroom.change()

    assert "beside" not in {event.name for event in late.until("update")}
    first.close()
    late.close()


def test_readers_of_a_story_that_moves_go_on_being_told(newsroom: Running) -> None:
    reader = shown(newsroom)
    known(newsroom)
    there = newsroom.move("/news/2017/02/26/quake")
    there.beside, there.others = newsroom.paper.story.beside | {"related": "<p>Moved</p>"}, {OTHER}

    newsroom.wake(STORY)
    event = reader.next("beside")

    assert told(event) == {"related": "<p>Moved</p>"}
    reader.close()
