"""What caches are asked to forget stays on the list until they took it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
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
    assert purges.deliver(taken) is True
    assert Purge.objects.get().attempts == 1


def test_a_young_purge_is_handed_over_again_once_old_pages_have_arrived() -> None:
    row = asked("story:1")

    assert purges.deliver(taken, again_after=MINUTE) is True
    assert purges.deliver(taken, again_after=MINUTE) is None
    row.refresh_from_db()
    assert (row.attempts, row.done_at) == (1, None)

    Purge.objects.filter(pk=row.pk).update(asked_at=timezone.now() - MINUTE)
    assert purges.deliver(taken, again_after=MINUTE) is True
    row.refresh_from_db()
    assert row.attempts == 2
    assert row.done_at is not None


def test_an_old_purge_is_done_with_one_request() -> None:
    row = asked("story:1", ago=2 * MINUTE)

    purges.deliver(taken, again_after=MINUTE)

    row.refresh_from_db()
    assert row.attempts == 1
    assert row.done_at is not None


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
