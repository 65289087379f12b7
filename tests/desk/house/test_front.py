"""The page of the desk on which the top of the front page is put in order."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from incidents import record
from incidents.actions.house import front
from incidents.actions.house.front import Place
from incidents.actions.stories import lifecycle
from incidents.models import Arrangement, Incident
from tests import factories

PAGE = "/desk/front/"
pytestmark = pytest.mark.django_db


def rows(*stories: Incident, base: int = 0, **more: object) -> dict[str, object]:
    """What a browser sends for a list of these stories."""
    data: dict[str, object] = {
        "base": base,
        "places-TOTAL_FORMS": len(stories),
        "places-INITIAL_FORMS": len(stories),
    }
    for number, story in enumerate(stories):
        data[f"places-{number}-story"] = story.pk
        data[f"places-{number}-place"] = number + 1
    return data | more


def headlines() -> list[str]:
    return [line.headline for line in record.front().top]


def test_the_page_says_what_to_do_where_nothing_is_on_top(desk: Client) -> None:
    shown = desk.get(PAGE).content.decode()

    assert "Search for a story to lead with" in shown
    assert "Each order that is saved stays here" in shown


def test_a_story_is_found_put_on_the_list_and_saved(desk: Client) -> None:
    story = factories.story("A bridge fell")
    factories.draft("A bridge fell too")

    found = desk.post(PAGE, rows(search="1", sought="bridge")).content.decode()
    listed = desk.post(PAGE, rows(put="1", add=[story.pk])).content.decode()
    answer = desk.post(PAGE, rows(save="1", add=[story.pk]), follow=True)

    assert "A bridge fell" in found
    assert "A bridge fell too" not in found
    assert f'value="{story.pk}" id="id_places-0-story"' in listed
    assert headlines() == ["A bridge fell"]
    assert "The front page is arranged" in answer.content.decode()


def test_places_decide_and_what_is_ticked_is_taken_off(desk: Client) -> None:
    one, two, three = (factories.story(name) for name in ("One", "Two", "Three"))
    data = rows(one, two, three, save="1")
    data |= {"places-0-place": 9, "places-1-remove": "on"}

    desk.post(PAGE, data)

    assert headlines() == ["Three", "One"]


def test_a_look_beforehand_saves_nothing(desk: Client) -> None:
    story = factories.story("Only looked at")

    shown = desk.post(PAGE, rows(story, look="1")).content.decode()

    assert "As readers would see it" in shown
    assert not Arrangement.objects.exists()


def test_the_time_is_kept_and_a_time_that_passed_is_refused(desk: Client) -> None:
    story = factories.story()
    later = timezone.localtime() + timedelta(days=1)

    desk.post(PAGE, rows(story, save="1") | {"places-0-until": f"{later:%Y-%m-%dT%H:%M}"})
    refused = desk.post(
        PAGE, rows(story, base=1, save="1") | {"places-0-until": "2017-02-25T09:00"}
    ).content.decode()

    kept = Arrangement.objects.get().placements.get()
    assert kept.until == later.replace(second=0, microsecond=0)
    assert "has passed" in refused


def test_what_is_no_time_is_said_at_its_field(desk: Client) -> None:
    data = rows(factories.story(), save="1") | {"places-0-until": "tomorrow"}

    shown = desk.post(PAGE, data).content.decode()

    assert "This is not a time" in shown
    assert "tomorrow" in shown
    assert not Arrangement.objects.exists()


def test_a_stale_order_is_refused_beside_what_stands(desk: Client) -> None:
    mine, theirs = factories.story("Mine"), factories.story("Theirs")
    front.arrange([Place(theirs)], by=None, base=0)

    shown = desk.post(PAGE, rows(mine, base=0, save="1")).content.decode()
    desk.post(PAGE, rows(mine, base=1, save="1"))

    assert "Somebody else has arranged the front page meanwhile" in shown
    assert "What the list says now" in shown
    assert "<li>Theirs</li>" in shown
    assert 'name="base" value="1"' in shown
    assert headlines() == ["Mine"]


def test_a_story_retracted_meanwhile_is_refused_in_words(desk: Client) -> None:
    story = factories.story("Gone")
    lifecycle.retract(story, by=None, note="It was not so.")

    shown = desk.post(PAGE, rows(story, save="1")).content.decode()

    assert "Readers cannot see “Gone”" in shown
    assert not Arrangement.objects.exists()


def test_every_order_can_be_read_and_put_back(desk: Client) -> None:
    story = factories.story("Put back")
    front.arrange([Place(story)], by=factories.editor("ben", last_name="Ben"), base=0)
    front.arrange([], by=None, base=1)
    address = reverse("desk:arrangement", args=[1])

    shown = desk.get(address).content.decode()
    answer = desk.post(address, {"base": 2}, follow=True)

    assert "Anna Ben" in shown
    assert "Order 1 stands again, as order 3" in answer.content.decode()
    assert headlines() == ["Put back"]
    assert "puts back order 1" in desk.get(PAGE).content.decode()


def test_the_list_of_orders_goes_on_below_a_number(desk: Client) -> None:
    one, two = factories.story("One"), factories.story("Two")
    for base in range(12):
        front.arrange([Place((one, two)[base % 2])], by=None, base=base)

    first = desk.get(PAGE).content.decode()
    rest = desk.get(PAGE, {"before": 3}).content.decode()

    assert "Order 12<" in first
    assert "Order 2<" not in first
    assert 'href="?before=3#earlier"' in first
    assert "Order 2<" in rest


def test_who_may_not_publish_sees_the_order_and_cannot_change_it(client: Client) -> None:
    front.arrange([Place(factories.story("On top"))], by=None, base=0)
    client.force_login(factories.editor("new", role="contributor"))

    shown = client.get(PAGE).content.decode()

    assert "On top" in shown
    assert "Save the front page" not in shown
    assert client.post(PAGE, rows(base=1, save="1")).status_code == 403


def test_nonsense_in_the_form_harms_nothing(desk: Client) -> None:
    factories.story()
    wrong = {"places-TOTAL_FORMS": "x", "add": ["1' or 1=1", "99999999999999999999"], "save": "1"}

    assert desk.post(PAGE, wrong).status_code in (200, 302)
    assert desk.post(PAGE, rows(base=0, save="1") | {"base": "no"}).status_code == 200
