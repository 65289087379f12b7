"""How the desk words times and marks: what somebody tired would read is what is so."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from incidents.actions.stories import lifecycle, updates
from incidents.desk.templatetags.desk import ago
from incidents.models import Editor
from tests import factories
from tests.desk.filled import found, text


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5, seconds=2), "5\xa0minutes ago"),
        (timedelta(hours=3, minutes=40), "3\xa0hours ago"),
    ],
)
def test_what_is_younger_than_a_day_is_told_by_its_age(passed: timedelta, words: str) -> None:
    assert ago(timezone.now() - passed) == words


def test_what_is_older_is_told_by_its_date_in_the_zone_of_its_story() -> None:
    at = datetime(2017, 2, 25, 23, 30, tzinfo=UTC)

    assert ago(at, "Europe/Paris") == "26 February 2017"


def test_an_update_that_was_restored_does_not_look_retracted(desk: Client, anna: Editor) -> None:
    update = factories.update(factories.story())
    updates.retract(update, by=anna, note="It was another village.")
    updates.restore(update, by=anna, note="It was this village.")

    page = desk.get(f"/desk/{update.incident_id}/").content

    badges = found(page, "//li[@id='update-1']//span[contains(@class, 'badge')]")
    assert [str(badge.text_content()) for badge in badges] == ["Restored"]


def test_what_retracting_does_is_said_before(desk: Client) -> None:
    update = factories.update(factories.story())

    page = desk.get(f"/desk/{update.incident_id}/updates/{update.pk}/retract/").content

    assert "its number stays, with your reason" in text(page)
    assert found(page, "//button[contains(@class, 'button--grave')]")


def test_a_retracted_story_offers_nothing_that_would_be_refused(desk: Client, anna: Editor) -> None:
    update = factories.update(factories.story())
    lifecycle.retract(update.incident, by=anna, note="It was another town.")

    page = desk.get(f"/desk/{update.incident_id}/").content

    ways = [
        str(link.get("href")) for link in found(page, "//main//a[starts-with(@href, '/desk/')]")
    ]
    assert f"/desk/{update.incident_id}/restore/" in ways
    assert not [way for way in ways if way.endswith(("/text/", "/sources/", f"/{update.pk}/"))]
