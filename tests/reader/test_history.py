"""Choosing, comparing and following versions."""

import pytest
from django.test import Client

from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.models import Incident
from tests import factories
from tests.reader.reading import elements, page_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> str:
    """Three updates; in version 6 a figure of Update 2 is corrected."""
    incident = factories.long_story(3)
    updates.edit(
        incident.updates.get(number=2),
        UpdateText(body="<p>Report number two from the border.</p>"),
        by=None,
        kind="correction",
        note="A figure is written out.",
    )
    return f"/news/{incident.path}"


def test_the_history_stands_newest_first_with_its_reasons(client: Client, story: str) -> None:
    page = page_of(client.get(f"{story}/changes/").content)

    rows = page.find_class("history-row")
    newest = words(rows[0])
    assert [row.get("id") for row in rows] == [f"version-{n}" for n in range(len(rows), 0, -1)]
    assert "Correction" in newest
    assert "Update 2" in newest
    assert "A figure is written out." in newest


def test_two_ticked_versions_are_compared(client: Client, story: str) -> None:
    response = client.get(f"{story}/changes/", {"from": "6", "to": "5"})

    assert (response.status_code, response["Location"]) == (302, f"{story}/changes/5..6/")


def test_ticking_one_version_twice_is_answered_on_the_same_page(client: Client, story: str) -> None:
    response = client.get(f"{story}/changes/", {"from": "3", "to": "3"})

    assert response.status_code == 200
    assert b"You ticked version 3 on both sides" in response.content


def test_a_comparison_marks_the_phrase_that_changed(client: Client, story: str) -> None:
    page = page_of(client.get(f"{story}/changes/5..6/").content)

    assert [mark.text_content() for mark in elements(page, "//section//del")] == ["2"]
    assert [mark.text_content() for mark in elements(page, "//section//ins")] == ["two"]


def test_a_reader_follows_a_story_from_the_version_they_have(client: Client, story: str) -> None:
    newest = Incident.objects.get().version_number

    answer = client.get(f"{story}/changes/after/{newest - 2}").json()

    assert [change["version"] for change in answer["changes"]] == [newest - 1, newest]
    assert answer["next"] == newest
    assert answer["state"] == "live"
    assert answer["interval"] > 0
    assert answer["changes"][-1]["kind"] == "correction"
    corrected = answer["changes"][-1]["pieces"]["update-2"]
    assert '<p>Report number <mark class="corrected"' in corrected
    assert ">two</mark>" in corrected


def test_a_retracted_update_keeps_its_number_and_gives_its_reason(
    client: Client, story: str
) -> None:
    updates.retract(
        Incident.objects.get().updates.get(number=2), by=None, note="Nobody confirms it."
    )

    alone = client.get(f"{story}/updates/2/")
    page = client.get(f"{story}/")

    assert alone.status_code == 410
    for response in (alone, page):
        assert "Nobody confirms it." in response.content.decode()
        assert "Report number two" not in response.content.decode()
