"""How much a page may ask of the database."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.models import Incident
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_story_with_a_hundred_updates_takes_ten_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    incident = factories.long_story(100)
    for place in range(3):
        factories.story(f"Another night {place}", topics=list(incident.topics.all()))

    with django_assert_max_num_queries(10):
        response = client.get(f"/news/{incident.path}/")

    assert response.status_code == 200


def test_a_history_of_250_versions_takes_seven_queries_and_no_bodies(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    incident = factories.story()
    update = factories.update(incident, "<p>An unmistakable body.</p>")
    for place in range(248):
        text = UpdateText(body=f"<p>An unmistakable body, {place}.</p>")
        updates.edit(update, text, by=None, kind="addition", note=f"Again {place}.")
    assert Incident.objects.get().version_number == 250

    with django_assert_max_num_queries(7) as captured:
        response = client.get(f"/news/{incident.path}/changes/")

    assert response.status_code == 200
    assert b"unmistakable" not in response.content
    assert [query for query in captured.captured_queries if "content.html" in query["sql"]] == []


def test_a_day_with_sixty_stories_takes_seven_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(60):
        factories.update(factories.story(f"Story number {place}"))

    with django_assert_max_num_queries(7):
        response = client.get("/news/2017/02/25/")

    assert response.content.count(b'class="story-line"') == 60
