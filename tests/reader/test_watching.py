"""What the front page of a demo newsroom offers is true: a story that moves, or how to make one."""

from datetime import timedelta
from itertools import islice

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from incidents.actions.stories import lifecycle
from incidents.models import Incident, Version
from incidents.operations.demo import april_2016
from incidents.operations.demo.moving.turns import turns
from incidents.operations.demo.playing import load
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ours(settings: Settings) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"


def front(client: Client) -> str:
    return client.get("/").content.decode()


def test_a_newsroom_that_is_no_demo_offers_nothing(client: Client) -> None:
    factories.story()

    assert "Watch it move" not in front(client)


def test_a_demo_at_rest_says_how_to_let_a_story_move(client: Client) -> None:
    load([april_2016.STORY])

    shown = front(client)

    assert "<code>make demo-live</code>" in shown
    assert 'class="button"' not in shown.partition("Watch it move")[2].partition("</p>")[0]


def test_readers_elsewhere_are_not_told_to_run_commands(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://demo.example"
    load([april_2016.STORY])

    assert "Watch it move" not in front(client)


def test_a_story_that_moves_is_linked_and_named(client: Client) -> None:
    load([april_2016.STORY])
    moves = turns()
    list(islice(moves, 2))
    story = Incident.objects.get(status="live")

    shown = front(client)

    assert f'<a class="button" href="{story.get_absolute_url()}">Watch it move</a>' in shown
    assert "make demo-live" not in shown
    moves.close()
    assert "make demo-live" in front(client)


def test_a_story_that_has_not_moved_for_two_minutes_is_not_offered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([april_2016.STORY])
    moves = turns()
    list(islice(moves, 2))
    later = timezone.now() + timedelta(minutes=2)

    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert "make demo-live" in front(client)


def test_a_retracted_story_is_not_offered(client: Client) -> None:
    load([april_2016.STORY])
    moves = turns()
    list(islice(moves, 2))
    lifecycle.retract(Incident.objects.get(status="live"), by=None, note="Withdrawn.")

    assert Version.objects.latest("position").at <= timezone.now()
    assert "make demo-live" in front(client)
