"""What caches are asked to forget stays on the list until they took it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from incidents.actions.house import purges
from incidents.models import Purge
from tests import factories

MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def asked(*tags: str, ago: timedelta = timedelta()) -> Purge:
    return Purge.objects.create(tags=list(tags), asked_at=timezone.now() - ago)


def taken(_tags: Sequence[str]) -> bool:
    return True


def refused(_tags: Sequence[str]) -> bool:
    return False


def test_the_tags_of_all_that_waits_are_handed_over_once() -> None:
    asked("front", "story:2")
    asked("front", "story:1")
    heard: list[str] = []

    def hear(tags: Sequence[str]) -> bool:
        heard.extend(tags)
        return True

    assert purges.deliver(hear) is True
    assert purges.deliver(hear) is None
    assert heard == ["front", "story:1", "story:2"]
    assert not Purge.objects.filter(done_at=None).exists()


def test_what_was_refused_goes_on_waiting() -> None:
    asked("story:1")

    assert purges.deliver(refused) is False
    assert Purge.objects.get().told_at is None
    assert purges.deliver(taken) is True
    row = Purge.objects.get()
    assert (row.attempts, row.leased_until) == (2, None)
    assert row.done_at == row.told_at


def test_a_young_purge_is_handed_over_again_once_old_pages_have_arrived() -> None:
    row = asked("story:1")

    assert purges.deliver(taken, again_after=MINUTE) is True
    assert purges.deliver(taken, again_after=MINUTE) is None
    row.refresh_from_db()
    first = row.told_at
    assert (row.attempts, row.done_at) == (1, None)

    Purge.objects.filter(pk=row.pk).update(asked_at=timezone.now() - MINUTE)
    assert purges.deliver(taken, again_after=MINUTE) is True
    row.refresh_from_db()
    assert (row.attempts, row.told_at) == (2, first)
    assert row.done_at is not None


def test_an_old_purge_is_done_with_one_request() -> None:
    row = asked("story:1", ago=2 * MINUTE)

    purges.deliver(taken, again_after=MINUTE)

    row.refresh_from_db()
    assert row.attempts == 1
    assert row.done_at is not None


def test_what_is_being_delivered_is_not_handed_to_anybody_else() -> None:
    asked("story:1")
    others: list[bool | None] = []

    def meanwhile(_tags: Sequence[str]) -> bool:
        others.append(purges.deliver(taken))
        return True

    assert purges.deliver(meanwhile) is True
    assert others == [None]
    assert Purge.objects.get().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_cache_is_told() -> None:
    asked("story:1")
    atomic: list[bool] = []

    def ask(_tags: Sequence[str]) -> bool:
        atomic.append(connection.in_atomic_block)
        return True

    purges.deliver(ask)

    assert atomic == [False]


def test_what_nobody_finished_delivering_is_handed_over_after_a_while() -> None:
    row = asked("story:1")
    lapsed = timezone.now() - timedelta(seconds=1)
    Purge.objects.update(leased_until=lapsed + purges.LEASE)

    assert purges.deliver(taken) is None
    Purge.objects.update(leased_until=lapsed)
    assert purges.deliver(taken) is True
    row.refresh_from_db()
    assert row.done_at is not None


def test_a_delivery_that_fails_aloud_gives_its_purges_back() -> None:
    asked("story:1")

    def broken(_tags: Sequence[str]) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        purges.deliver(broken)

    assert purges.deliver(taken) is True


def test_done_purges_are_forgotten_after_some_days() -> None:
    for days in (6, 8):
        row = asked(f"days:{days}", ago=timedelta(days=days))
        Purge.objects.filter(pk=row.pk).update(done_at=row.asked_at)
    waiting = asked("days:9", ago=timedelta(days=9))

    assert purges.deliver(taken) is True

    assert {tag for row in Purge.objects.all() for tag in row.tags} == {"days:6", "days:9"}
    waiting.refresh_from_db()
    assert waiting.done_at is not None


def test_many_purges_are_handed_over_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purges, "MOST_AT_ONCE", 2)
    for number in range(3):
        asked(f"story:{number}")

    assert [purges.deliver(taken) for _ in range(3)] == [True, True, None]


def test_a_cache_that_is_told_is_told_of_every_new_version(settings: Settings) -> None:
    settings.CACHE_PURGE_URL = "http://127.0.0.1:1/purge"
    story = factories.story()

    factories.update(story)

    assert Purge.objects.get().tags == [f"story:{story.pk}"]


def test_where_no_cache_is_told_a_publication_costs_nothing_for_it() -> None:
    story = factories.story()

    factories.update(story)

    assert not Purge.objects.exists()
