"""The cache in front of the site is told what to forget, until it has."""

import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from incidents.models import Incident, Purge
from incidents.operations import purging
from incidents.operations.purging import EVERY, LONGEST_PAUSE, Purger, tell
from tests import factories
from tests.actions.redactions.scenes import removed
from tests.operations.receiving import Receiver, receiver

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache(settings: Settings) -> Iterator[Receiver]:
    """A cache that this site is to tell."""
    with receiver() as listening:
        settings.CACHE_PURGE_URL = listening.url
        settings.CACHE_PURGE_TOKEN = "let me"
        yield listening


def asked(*tags: str, minutes_ago: int = 2) -> Purge:
    return Purge.objects.create(
        tags=list(tags), asked_at=timezone.now() - timedelta(minutes=minutes_ago)
    )


def test_the_cache_is_told_in_every_common_form(cache: Receiver) -> None:
    story = factories.story()
    row = asked("front", f"story:{story.pk}", "day:2017-02-25")

    pause = Purger()()

    tags = ["live", f"story:{story.key}"]
    told = cache.told[0]
    assert (told.method, told.path, told.tags) == ("POST", "/purge", tags)
    assert told.headers["content-type"] == "application/json"
    assert told.headers["cache-tag"] == ",".join(tags)
    assert told.headers["surrogate-key"] == " ".join(tags)
    assert told.headers["authorization"] == "Bearer let me"
    row.refresh_from_db()
    assert row.done_at is not None
    assert pause == EVERY


def test_without_a_token_none_is_sent(cache: Receiver, settings: Settings) -> None:
    settings.CACHE_PURGE_TOKEN = ""
    asked("front")

    Purger()()

    assert "authorization" not in cache.told[0].headers


def test_nothing_is_sent_while_nothing_waits(cache: Receiver) -> None:
    assert Purger()() == EVERY
    assert cache.told == []


@pytest.mark.parametrize("status", [400, 403, 500, 503, 301, 302, 307])
def test_only_a_success_counts(
    cache: Receiver, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    row = asked("front")
    cache.answers = [status]

    Purger()()

    row.refresh_from_db()
    assert row.done_at is None
    assert [told.method for told in cache.told] == ["POST"]
    assert f"it answered {status}" in caplog.messages[0]


def test_a_cache_that_fails_is_asked_again_later_and_later(
    cache: Receiver, settings: Settings
) -> None:
    row = asked("front")
    cache.answers = [500] * 12
    purger = Purger()

    pauses = [purger() for _ in range(13)]

    assert pauses[:3] == [2 * EVERY, 4 * EVERY, 8 * EVERY]
    assert pauses[10:] == [LONGEST_PAUSE, LONGEST_PAUSE, EVERY]
    assert len(cache.told) == 13
    row.refresh_from_db()
    assert row.done_at is not None


def test_a_cache_that_is_not_there_is_no_success(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.CACHE_PURGE_URL = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        row = asked("front")

        Purger()()

    row.refresh_from_db()
    assert row.done_at is None
    assert "it was not reached" in caplog.messages[0]


def test_a_fresh_purge_is_sent_again_a_minute_later(cache: Receiver) -> None:
    row = asked("front", minutes_ago=0)
    purger = Purger()

    purger()
    purger()

    assert len(cache.told) == 1
    row.refresh_from_db()
    assert (row.attempts, row.done_at) == (1, None)


def test_many_tags_go_in_several_requests(cache: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "TAGS_A_REQUEST", 2)
    stories = [factories.story(f"Story {number}") for number in range(4)]

    assert tell([f"story:{story.pk}" for story in stories])

    assert [len(told.tags) for told in cache.told] == [2, 2, 1]


def test_one_part_that_is_refused_keeps_the_whole_waiting(
    cache: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "TAGS_A_REQUEST", 1)
    row = asked(f"story:{factories.story().pk}")
    cache.answers = [200, 500]

    Purger()()

    row.refresh_from_db()
    assert row.done_at is None


def test_without_a_cache_nothing_waits(settings: Settings) -> None:
    settings.CACHE_PURGE_URL = ""
    row = asked("front", minutes_ago=0)

    assert Purger()() == EVERY

    row.refresh_from_db()
    assert row.done_at is not None


def test_a_redaction_reaches_the_cache_with_the_tag_that_the_frozen_pages_carry(
    cache: Receiver, client: Client
) -> None:
    story = factories.story(lead="<p>Zoë Ørnulf was seen.</p>")
    factories.update(story)
    address = f"/news/{Incident.objects.get(pk=story.pk).path}/changes/1/"
    carried = client.get(address)["Cache-Tag"]

    removed("Zoë Ørnulf")
    Purger()()

    assert carried == f"frozen,story:{story.key}"
    assert cache.told[0].tags == ["frozen", "live", f"story:{story.key}"]
    assert "Ørnulf" not in client.get(address).content.decode()
