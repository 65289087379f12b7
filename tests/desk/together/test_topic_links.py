"""A paragraph of a text that leads to a topic."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from incidents.actions.house import topics
from incidents.actions.house.topics.linking import with_topic_links
from incidents.models import Incident, Topic, Update
from tests import factories
from tests.desk.filled import filled


@pytest.fixture
def border(db: None) -> Topic:
    row = factories.topic("Border & bridge")
    topics.edit(row, by=None, note="", aliases=["Frontier"])
    return row


def link(shown: str) -> str:
    address = f"{settings.SITE_URL}/topics/border-bridge/"
    return f'<p>Read more on the topic: <a href="{address}">{shown}</a></p>'


def test_a_paragraph_of_its_own_leads_to_the_topic(border: Topic) -> None:
    typed = "Two villages.\n\nRead more on the topic: Border & bridge."

    assert with_topic_links(typed) == f"<p>Two villages.</p>\n{link('Border &amp; bridge')}"


def test_each_name_of_a_topic_will_do(border: Topic) -> None:
    assert with_topic_links("<p>Read more on the topic: frontier</p>") == link("frontier")


@pytest.mark.parametrize(
    "typed",
    [
        "Read more on the topic: Nothing",
        "They said: Read more on the topic: Frontier",
        '<p>Read more on the topic: <a href="https://a.example/">Frontier</a></p>',
        "Read more on the topic:",
        "Nothing of the kind",
    ],
)
def test_everything_else_stays_as_it_was_typed(border: Topic, typed: str) -> None:
    assert with_topic_links(typed) == typed


def test_a_name_brings_no_markup_along(db: None) -> None:
    factories.topic('"><script>x()')

    linked = with_topic_links("Read more on the topic: &quot;&gt;&lt;script&gt;x()")

    assert "<script" not in linked


def test_it_is_linked_without_script_and_follows_the_topic(
    desk: Client, border: Topic, client: Client
) -> None:
    story = factories.story(topics=[border])
    address = reverse("desk:story", args=[story.pk])
    typed = filled(desk, address, form="updates/", body="Two.\n\nRead more on the topic: Frontier")

    desk.post(reverse("desk:post", args=[story.pk]), typed | {"post": "1"})
    topics.edit(border, by=None, note="So called now.", name="Edge", move=True)

    assert link("Frontier") in Update.objects.get().body
    assert link("Frontier") in client.get(story.get_absolute_url()).content.decode()
    assert client.get("/topics/border-bridge/")["Location"] == "/topics/edge/"


def test_the_initial_report_can_have_one(desk: Client, border: Topic) -> None:
    story = factories.draft()
    address = reverse("desk:text", args=[story.pk])

    typed = filled(desk, address, lead="Two.\n\nRead more on the topic: Frontier")
    desk.post(address, typed | {"post": "1"})

    assert link("Frontier") in Incident.objects.get(pk=story.pk).lead
