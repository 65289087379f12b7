"""The order by hand on top of the front page: who may give it, what it takes, and its history."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import InternalError, transaction
from django.db.models import DateTimeField, Value
from django.db.utils import IntegrityError
from django.utils import timezone
from pytest_django import Settings

from incidents import record
from incidents.actions.house import front
from incidents.actions.house.front import Place
from incidents.actions.refusals import NotAllowed, NotPublished, StaleArrangement, WrongValue
from incidents.actions.stories import lifecycle
from incidents.models import Arrangement, Editor, Event, Incident, Placement, Purge
from incidents.models.newsroom import front as placing
from tests import factories

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2017, 2, 25, tzinfo=UTC)


def headlines() -> list[str]:
    return [line.headline for line in record.front().top]


def soon() -> datetime:
    return timezone.now() + timedelta(hours=1)


def ended_story(headline: str) -> Incident:
    return lifecycle.end(factories.story(headline), by=None)


def test_stories_stand_on_top_in_the_order_given_and_nowhere_else_on_the_page() -> None:
    live, over = factories.story("Live"), ended_story("Over")
    other = factories.story("Another")

    front.arrange([Place(over), Place(live)], by=factories.editor(), base=0)

    page = record.front()
    assert [line.headline for line in page.top] == ["Over", "Live"]
    assert [line.headline for line in page.live] == ["Another"]
    assert other.headline not in headlines()
    assert page.days == ()


def test_without_an_order_by_hand_the_page_orders_itself() -> None:
    ended_story("Over")
    factories.story("Earlier")
    factories.update(factories.story("Later"))

    page = record.front()

    assert page.top == ()
    assert [line.headline for line in page.live] == ["Later", "Earlier"]
    assert [line.headline for day in page.days for line in day.stories] == ["Over"]


def test_an_order_is_numbered_and_written_down_with_who_and_when() -> None:
    anna, story = factories.editor(), factories.story()

    made = front.arrange([Place(story)], by=anna, base=0)

    event = Event.objects.get(verb="front.arranged")
    assert made is not None
    assert (made.number, made.by, made.places) == (1, anna, 1)
    assert (event.by, event.subject) == (anna, "arrangement-1")
    assert abs(timezone.now() - made.at) < timedelta(minutes=1)


def test_who_may_not_publish_may_not_arrange() -> None:
    story = factories.story()

    for role in (Editor.Role.CONTRIBUTOR, Editor.Role.AUDITOR, Editor.Role.PEOPLE):
        with pytest.raises(NotAllowed):
            front.arrange([Place(story)], by=factories.editor(role, role=role), base=0)
    assert not Arrangement.objects.exists()


def test_a_draft_or_a_retracted_story_is_refused() -> None:
    retracted = lifecycle.retract(factories.story(), by=None, note="It was not so.")

    for hidden in (factories.draft("Not yet"), retracted):
        with pytest.raises(NotPublished):
            front.arrange([Place(hidden)], by=None, base=0)
    assert not Arrangement.objects.exists()


def test_a_story_stands_once_and_its_time_lies_ahead() -> None:
    story = factories.story()

    with pytest.raises(WrongValue, match="twice"):
        front.arrange([Place(story), Place(story)], by=None, base=0)
    with pytest.raises(WrongValue, match="passed"):
        front.arrange([Place(story, LONG_AGO)], by=None, base=0)


def test_more_than_fit_are_refused() -> None:
    story = factories.story()

    with pytest.raises(WrongValue, match="At most 20"):
        front.arrange([Place(story)] * 21, by=None, base=0)


def test_at_its_time_a_story_leaves_the_top_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    story, other = factories.story("Leaves"), factories.story("Stays")
    until = soon()
    front.arrange([Place(story, until), Place(other)], by=None, base=0)
    before = headlines()

    monkeypatch.setattr(placing, "Now", lambda: Value(until, DateTimeField()))

    assert before == ["Leaves", "Stays"]
    assert headlines() == ["Stays"]
    assert [line.headline for line in record.front().live] == ["Leaves"]


def test_a_retracted_story_is_gone_from_the_top_at_once_and_back_when_it_is_restored() -> None:
    story = factories.story()
    front.arrange([Place(story)], by=None, base=0)

    lifecycle.retract(story, by=None, note="It was not so.")
    without = headlines()
    lifecycle.restore(story, by=None, note="It was.")

    assert without == []
    assert headlines() == [story.headline]


def test_who_began_from_an_older_order_is_refused() -> None:
    story, other = factories.story("One"), factories.story("Two")
    front.arrange([Place(story)], by=None, base=0)

    with pytest.raises(StaleArrangement) as refused:
        front.arrange([Place(other)], by=None, base=0)

    assert (refused.value.base, refused.value.standing) == (0, 1)
    assert headlines() == ["One"]


def test_the_same_order_again_makes_no_new_one() -> None:
    story, until = factories.story(), soon()
    front.arrange([Place(story, until)], by=None, base=0)

    again = front.arrange([Place(story, until)], by=None, base=1)

    assert again is None
    assert Arrangement.objects.count() == 1


def test_an_earlier_order_is_put_back_without_what_has_gone() -> None:
    kept, gone = factories.story("Kept"), factories.story("Gone")
    first = front.arrange([Place(gone), Place(kept)], by=None, base=0)
    front.arrange([], by=None, base=1)
    lifecycle.retract(gone, by=None, note="It was not so.")
    assert first is not None

    made = front.put_back(first, by=factories.editor(), base=2)

    assert made is not None
    assert (made.number, made.put_back, made.places) == (3, 1, 1)
    assert headlines() == ["Kept"]
    assert Event.objects.filter(verb="front.put_back", subject="arrangement-3").exists()


def test_caches_are_told_where_there_is_one(settings: Settings) -> None:
    story = factories.story()
    front.arrange([Place(story)], by=None, base=0)
    silent = Purge.objects.count()
    settings.CACHE_PURGE_URL = "http://cache.example/purge"

    front.arrange([], by=None, base=1)

    assert silent == 0
    assert Purge.objects.get().tags == ["front"]


def test_the_database_lets_no_order_be_rewritten_nor_filled_up_later() -> None:
    story, draft = factories.story(), factories.draft("Not yet")
    made = front.arrange([Place(story)], by=None, base=0)
    assert made is not None

    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Arrangement.objects.update(places=2)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Placement.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(arrangement=made, place=2, incident=factories.story("Two"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrangement.objects.create(number=3, at=timezone.now(), places=0)
    other = Arrangement.objects.create(number=2, at=timezone.now(), places=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(arrangement=other, place=1, incident=draft)
