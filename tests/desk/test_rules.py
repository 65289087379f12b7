"""The rules under which texts go out: who sets them, and which story follows which."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.drafts.rules import Rules, rules_of
from incidents.actions.house import rules
from incidents.actions.refusals import NotAllowed, WrongValue
from incidents.actions.stories import lifecycle
from incidents.models import Editor, Event, House, Incident
from tests import factories
from tests.desk.filled import filled, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.editor("chief", role=Editor.Role.CHIEF))
    return client


def test_the_newsroom_s_rules_hold_for_stories_without_their_own(chief: Client) -> None:
    story = factories.story()
    page = reverse("desk:rules")

    chief.post(page, filled(chief, page, second_pair="on", hold_seconds="20"))

    assert rules_of(story) == Rules(second_pair=True, hold_seconds=20)
    assert Event.objects.latest("id").verb == "house.rules_changed"


def test_a_story_can_have_rules_of_its_own_and_give_them_up(chief: Client) -> None:
    story = factories.story()
    House.objects.update_or_create(pk=1, defaults={"second_pair": True, "hold_seconds": 20})
    page = reverse("desk:story-rules", args=[story.pk])

    chief.post(page, filled(chief, page, second_pair="no", hold_seconds="0"))
    own = rules_of(Incident.objects.get())
    chief.post(page, filled(chief, page, second_pair="", hold_seconds=""))

    assert own == Rules(second_pair=False, hold_seconds=0)
    assert rules_of(Incident.objects.get()) == Rules(second_pair=True, hold_seconds=20)
    assert Incident.objects.get().version_number == 1


def test_a_delay_of_hours_is_refused_in_words(chief: Client) -> None:
    page = reverse("desk:rules")

    answer = chief.post(page, filled(chief, page, hold_seconds="86400"))

    assert "less than or equal to 3600" in text(answer.content)
    with pytest.raises(WrongValue):
        rules.set_rules(second_pair=False, hold_seconds=86400, by=None)


def test_an_editor_does_not_lift_the_rule_for_a_story() -> None:
    anna, story = factories.editor(role=Editor.Role.EDITOR), factories.story()

    with pytest.raises(NotAllowed):
        rules.set_rules_of(story, second_pair=False, hold_seconds=None, by=anna)
    with pytest.raises(NotAllowed):
        rules.set_rules(second_pair=False, hold_seconds=0, by=anna)


def test_an_editor_turns_how_often_open_pages_ask_and_they_learn_it_at_once(
    client: Client,
) -> None:
    story = factories.story()
    after = f"/news/{story.path}/changes/after/1"
    assert client.get(after).json()["interval"] == 10
    client.force_login(factories.editor(role=Editor.Role.EDITOR))
    page = reverse("desk:live-interval")

    client.post(page, filled(client, page, live_interval="45"))

    assert client.get(after).json()["interval"] == 45
    assert Event.objects.latest("id").verb == "house.live_interval_changed"
    assert Incident.objects.get().version_number == 1


def test_open_pages_of_an_ended_story_ask_once_a_minute(client: Client) -> None:
    story = lifecycle.end(factories.story(), by=None)
    rules.set_live_interval(5, by=None)

    assert client.get(f"/news/{story.path}/changes/after/2").json()["interval"] == 60


@pytest.mark.parametrize("seconds", [1, 301])
def test_an_interval_out_of_range_is_refused_in_words(chief: Client, seconds: int) -> None:
    page = reverse("desk:live-interval")

    answer = chief.post(page, filled(chief, page, live_interval=str(seconds)))

    assert "Ensure this value is" in text(answer.content)
    with pytest.raises(WrongValue):
        rules.set_live_interval(seconds, by=None)


def test_somebody_who_only_writes_does_not_turn_it() -> None:
    writer = factories.editor("writer", role=Editor.Role.CONTRIBUTOR)

    with pytest.raises(NotAllowed):
        rules.set_live_interval(30, by=writer)
