"""Streams of real stories: what editors do arrives, and nothing else does."""

from collections.abc import Iterator

import pytest

from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Incident
from tests import factories
from tests.live.following import all_of, read_all, wait_until
from tests.live.serving import Serving, cut, serving

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "canary-71c5"


@pytest.fixture
def newsroom(transactional_db: None) -> Iterator[Serving]:
    """A newsroom of one process."""
    with serving() as opened:
        yield opened


@pytest.fixture
def story(transactional_db: None) -> Incident:
    """A live story in its first version."""
    return factories.story()


def test_every_kind_of_change_arrives_as_the_poll_tells_it(
    newsroom: Serving, story: Incident
) -> None:
    reader = newsroom.follow(story)
    update = factories.update(story)
    text = UpdateText(body="<p>The ministry denies it.</p>")
    updates.edit(update, text, by=None, kind="correction", note="It was the other way round.")
    updates.retract(update, by=None, note="Not so.")
    updates.restore(update, by=None, note="It was so after all.")
    lifecycle.end(story, by=None)
    lifecycle.reopen(story, by=None)

    events = [event for event in reader.until("update", 6) if event.name == "update"]
    polled = newsroom.changes(story, 1)

    assert [event.said for event in events] == polled
    assert [event.said["kind"] for event in events] == [
        *("update", "correction", "retraction", "restoration", "status", "status"),
    ]
    assert [int(event.id) for event in events] == [2, 3, 4, 5, 6, 7]
    reader.close()


def test_an_ended_story_is_said_to_be_ended(newsroom: Serving, story: Incident) -> None:
    reader = newsroom.follow(story)
    before = reader.next("state").said

    lifecycle.end(story, by=None)
    after = reader.next("state").said

    assert (before["state"], after["state"]) == ("live", "ended")
    assert (before["newest"], after["newest"]) == (1, 2)
    reader.close()


def test_a_retracted_story_says_so_and_comes_back(newsroom: Serving, story: Incident) -> None:
    factories.update(story)
    reader = newsroom.follow(story, query="?after=2")

    lifecycle.retract(story, by=None, note="All of it was wrong.")
    retracted = reader.until("state", 2)
    late = newsroom.follow(story, query="?after=0")
    told = late.until("update", 3)[-1].said
    lifecycle.restore(story, by=None, note="It was right.")

    assert [event.name for event in retracted] == ["", "state", "update", "state"]
    assert retracted[-1].said["state"] == "retracted"
    assert told == retracted[-2].said
    assert [reader.next().said["kind"], late.next().said["kind"]] == ["restoration"] * 2
    reader.close()
    late.close()


def test_what_is_redacted_is_in_no_stream_that_begins_after(
    newsroom: Serving, story: Incident
) -> None:
    reader = newsroom.follow(story)
    factories.update(story, f"<p>{CANARY} was seen there.</p>")
    shown = reader.next()
    chief = factories.editor("chief", role="chief")

    redact(Removal(Terms([CANARY])), category="privacy", note="A person asked.", by=chief)
    told = reader.next()
    late = newsroom.follow(story, query="?after=1")
    again = late.until("update", 2)

    assert CANARY in shown.data
    assert told.said["kind"] == "redaction"
    assert not any(CANARY in event.data for event in [told, *again])
    reader.close()
    late.close()


def test_a_story_that_moves_keeps_its_readers(newsroom: Serving, story: Incident) -> None:
    before = story.path
    reader = newsroom.follow(story)
    edit = StoryEdit(headline="Shots, and a fire", move=True)

    editing.edit(story, edit, by=None, kind="clarification", note="There is a fire as well.")
    moved = reader.next()
    story.refresh_from_db()
    factories.update(story)
    sent_on = newsroom.follow_at(f"/news/{before}", query="?after=2")

    assert story.path != before
    assert moved.said["kind"] == "clarification"
    assert reader.numbers(1) == [3]
    assert sent_on.head.startswith("HTTP/1.1 301 ")
    assert f"Location: /news/{story.path}/live?after=2" in sent_on.head
    reader.close()
    sent_on.close()


def test_nothing_that_is_not_published_is_ever_in_a_stream(
    newsroom: Serving, story: Incident
) -> None:
    factories.draft(f"{CANARY} headline", lead=f"<p>{CANARY}</p>")
    reader = newsroom.follow(story, query="?after=0")
    factories.draft_update(story, f"<p>{CANARY}</p>")
    factories.update(story)
    hidden = newsroom.follow_at("/news/2017/02/25/no-such-story")

    events = reader.until("update", 2)

    assert not any(CANARY in event.data for event in events)
    assert hidden.head.startswith("HTTP/1.1 404 ")
    reader.close()
    hidden.close()


def test_a_listener_that_is_cut_off_loses_and_doubles_nothing(
    newsroom: Serving, story: Incident
) -> None:
    reader = newsroom.follow(story)
    cuts = 0
    for number in range(30):
        factories.update(story, f"<p>Report {number}.</p>")
        if number % 10 == 5:
            wait_until(lambda: newsroom.listener.certain)
            cuts += cut()

    with all_of([reader]):
        seen = read_all([reader], 31)

    assert seen == [list(range(2, 32))]
    assert cuts == 3


def test_three_hundred_readers_of_two_processes_get_all_of_fifty_changes(story: Incident) -> None:
    with serving() as one, serving() as two:
        readers = [opened.follow(story) for _ in range(150) for opened in (one, two)]
        with all_of(readers):
            for number in range(50):
                factories.update(story, f"<p>Report {number}.</p>")
                if number == 20:
                    cut()
            seen = read_all(readers, 51)
            counts = one.hub.count, two.hub.count

    assert seen == [list(range(2, 52))] * 300
    assert counts == (150, 150)


def test_who_comes_back_to_another_process_goes_on_where_it_was(story: Incident) -> None:
    with serving() as one, serving() as two:
        first = one.follow(story)
        factories.update(story)
        seen = first.numbers(1)
        first.close()
        factories.update(story)
        second = two.follow(story, "Last-Event-ID: 2")
        seen += second.numbers(1)
        second.close()

    assert seen == [2, 3]
