"""A page of fifty costs as many queries as a page of five."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from incidents.actions.inputs import StoryEdit
from incidents.actions.ledger.touches import Particulars
from incidents.actions.stories import editing
from incidents.models import Incident
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = (
    "incidents/?page_size=50",
    "incidents/?page_size=50&topic=border&status=live&source=agency",
    "incidents/?page_size=50&expand=lead,updates,sources",
    "updates/?page_size=50&source=agency",
    "versions/?page_size=50",
    "versions/?page_size=50&byline=desk",
    "corrections/?page_size=50",
    "changes/?page_size=50",
    "sources/?page_size=50",
    "topics/?page_size=50",
)


def test_a_list_of_fifty_costs_at_most_six_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(50):
        story = factories.long_story(1, f"Story {number}")
        named = [*story.topics.all(), factories.topic(f"Topic {number}")]
        editing.edit(story, StoryEdit(topics=named), by=None, note="A topic.")
        _correct(story, number)

    for page in PAGES:
        with django_assert_max_num_queries(6):
            answer = client.get(f"/api/v1/{page}")

        assert len(answer.json()["results"]) == 50


def _correct(story: Incident, number: int) -> None:
    """Put right what a story says, each under another name."""
    editor = factories.editor(f"editor-{number}", first_name=f"Anna {number}")
    edit = StoryEdit(lead="<p>One village reports shots in the night.</p>")
    confirmed = Particulars(confirmed=True)
    editing.edit(
        story, edit, by=editor, kind="correction", note="One village.", particulars=confirmed
    )


def test_a_story_with_a_hundred_updates_costs_at_most_twelve(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    story = factories.long_story(100)

    with django_assert_max_num_queries(12):
        answer = client.get(f"/api/v1/incidents/{story.key}/")

    assert len(answer.json()["updates"]) == 100
