"""Texts that go out by themselves, as the desk sends, stops and refuses them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from incidents.actions.drafts import releasing
from incidents.models import Draft, Incident, Update
from tests import factories
from tests.actions.drafts.scenes import due
from tests.desk.boxes import address, done, drafted, written
from tests.desk.filled import filled, text


def test_a_posted_text_can_be_held_and_stopped(desk: Client) -> None:
    story = factories.story()
    Incident.objects.filter(pk=story.pk).update(hold_seconds=30)

    said = desk.post(
        address("post", story.pk), written(desk, story, body="News.", post="1"), follow=True
    )
    draft = Draft.objects.get()
    held = draft.state
    done(desk, "stop", draft)

    assert "can be stopped" in text(said.content)
    assert (held, draft.state) == ("held", "draft")
    assert not Update.objects.exists()


def test_a_held_text_is_let_out_by_an_open_page(desk: Client) -> None:
    story = factories.story()
    Incident.objects.filter(pk=story.pk).update(hold_seconds=30)
    desk.post(address("post", story.pk), written(desk, story, body="News.", post="1"))
    draft = Draft.objects.get()
    page = address("release-draft", story.pk, draft.key)

    desk.post(page)
    early = Update.objects.count()
    due(draft)
    desk.post(page)

    assert (early, Update.objects.count()) == (0, 1)


def test_a_text_is_scheduled_on_the_clock_of_the_story(desk: Client) -> None:
    draft = drafted(desk, factories.story())
    at = datetime.now(UTC) + timedelta(days=400)

    done(desk, "schedule", draft, release=f"{at:%Y}-07-01T14:30")

    assert draft.state == "scheduled"
    assert draft.release_at == datetime(at.year, 7, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2017-02-25T14:30", "This time has passed"),
        ("2031-03-30T02:30", "skipped this time"),
        ("2031-10-26T02:30", "showed this time twice"),
        ("soon", "This is not a time"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_the_draft_stays(
    desk: Client, typed: str, words: str
) -> None:
    draft = drafted(desk, factories.story())

    said = done(desk, "schedule", draft, release=typed)

    assert words in said
    assert draft.state == "draft"


def test_of_two_equal_times_the_chosen_one_counts(desk: Client) -> None:
    draft = drafted(desk, factories.story())
    page = address("schedule-draft", draft.incident_id, draft.key)
    typed = filled(desk, page, release="2031-10-26T02:30")

    asked = desk.post(page, typed)
    desk.post(page, typed | {"fold": "1"})

    draft.refresh_from_db()
    assert "the second, 0230 CET" in text(asked.content)
    assert draft.release_at == datetime(2031, 10, 26, 1, 30, tzinfo=UTC)


def test_everything_of_a_story_is_stopped_with_one_press(desk: Client) -> None:
    story = factories.story()
    draft = drafted(desk, story)
    done(desk, "schedule", draft, release="2031-07-01T14:30")

    page = desk.get(address("story", story.pk))
    desk.post(address("stop-everything", story.pk))
    due(draft)
    stopped = releasing.release_due()
    desk.post(address("stop-everything", story.pk), {"go-on": "1"})

    draft.refresh_from_db()
    assert "Stop everything" in text(page.content)
    assert stopped == []
    assert draft.state == "sent_back"
