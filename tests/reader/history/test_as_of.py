"""A reader names a time by the clock of the story, and sees what was said then."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.actions.stories.lifecycle import publish
from incidents.models import Incident
from tests import factories
from tests.reader.history.scenes import address
from tests.reader.reading import elements, page_of, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("time", "version"),
    [
        ("2017-02-25T06:30", 1),  # the minute in which it was published, 0530 UTC
        ("2017-02-25T07:29", 2),
        ("2017-02-25T07:30", 3),
        ("2017-02-25 07:30:00", 3),
        ("2017-02-25T09:35", 4),
        ("2099-01-01T00:00", 7),
    ],
)
def test_a_time_leads_to_the_version_that_stood_then(
    client: Client, story: Incident, time: str, version: int
) -> None:
    response = client.get(f"{address(story)}/changes/", {"at": time})

    assert (response.status_code, response["Location"]) == (
        302,
        f"{address(story)}/changes/{version}/",
    )


def test_machines_are_led_to_the_same_in_their_format(client: Client, story: Incident) -> None:
    response = client.get(f"{address(story)}/changes.json", {"at": "2099-01-01T00:00"})

    assert response["Location"] == f"{address(story)}/changes/7.json"


def test_of_an_hour_that_clocks_show_twice_the_second_is_meant(client: Client) -> None:
    """Nothing that was said while they showed it is left out."""
    story = publish(
        factories.draft("Clocks go back"), by=None, at=datetime(2017, 10, 29, 0, 10, tzinfo=UTC)
    )
    later = datetime(2017, 10, 29, 1, 20, tzinfo=UTC)
    updates.post(story, UpdateText(body="<p>At 0220 again.</p>"), by=None, at=later)

    response = client.get(f"{address(story)}/changes/", {"at": "2017-10-29T02:25"})

    assert response["Location"] == f"{address(story)}/changes/2/"


@pytest.mark.parametrize(
    "time", ["noon", "2017-02-30T10:00", "2017-02-25", "0001-01-01T00:00", "9999-12-31T23:59", "٢"]
)
def test_a_time_that_is_none_is_answered_in_words_above_the_list(
    client: Client, story: Incident, time: str
) -> None:
    response = client.get(f"{address(story)}/changes/", {"at": time})

    page = page_of(response.content)
    [said] = elements(page, "//*[@role='alert']")
    assert response.status_code == 400
    assert f"“{time}” is not a time" in words(said)
    assert elements(page, "//li[starts-with(@id, 'version-')]")


def test_before_the_first_version_readers_are_told_that_there_was_none(
    client: Client, story: Incident
) -> None:
    response = client.get(f"{address(story)}/changes/", {"at": "2017-02-25T01:00"})

    [said] = elements(page_of(response.content), "//*[@role='alert']")
    assert "not public yet" in words(said)


def test_the_form_offers_the_time_of_the_newest_change_shown(
    client: Client, story: Incident
) -> None:
    response = client.get(f"{address(story)}/changes/")

    [field] = elements(page_of(response.content), "//form//input[@name='at']")
    followed = client.get(f"{address(story)}/changes/", {"at": field.get("value")})
    assert field.get("type") == "datetime-local"
    assert followed["Location"] == f"{address(story)}/changes/7/"


def test_no_time_at_all_shows_the_list(client: Client, story: Incident) -> None:
    response = client.get(f"{address(story)}/changes/", {"at": ""})

    assert response.status_code == 200


def test_a_story_that_is_none_has_no_times(client: Client) -> None:
    response = client.get("/news/2017/02/25/nothing/changes/", {"at": "2017-02-25T01:00"})

    assert response.status_code == 404
