"""What stands around a story and is told by no version of its own: all of it reaches open pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from incidents.actions.house import campaigns, rules, topics
from incidents.actions.house.campaigns import CampaignText
from incidents.actions.house.notice import set_verification_notice
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit
from incidents.actions.readers import commenting, comments
from incidents.actions.readers.comments import Words
from incidents.actions.stories import editing, lifecycle, translating
from incidents.models import Campaign, Comment, Incident, Topic
from incidents.reader.parts import surround
from incidents.reader.parts.rendering import BEGIN, SINGLE
from tests import factories
from tests.actions.redactions.scenes import removed
from tests.reader.story.open_page import assert_as_fresh, opened, story_of

pytestmark = pytest.mark.django_db

Act = Callable[[], object]


@pytest.fixture
def story() -> Incident:
    """A story with another beside it, which an editor chose, and one that shares its topic."""
    commenting.set_comment_mode("moderated", by=None)
    named = topics.named(["River"], by=None)
    factories.story("An older flood", topics=named)
    chosen = factories.story("Dam inspected", topics=named)
    return factories.story(
        "Dam gates open",
        topics=named,
        sources=[SourceText(outlet="Valley Radio")],
        related=[RelatedChoice(story=chosen)],
        authors="Ann Author",
    )


def called(headline: str) -> Incident:
    return Incident.objects.get(headline=headline)


def retract_chosen() -> object:
    return lifecycle.retract(called("Dam inspected"), by=None, note="It was another dam.")


def retitle_chosen() -> object:
    edit = StoryEdit(headline="Dam looked over", move=True)
    return editing.edit(called("Dam inspected"), edit, by=None, note="It was not inspected.")


def withdraw_update_of_chosen() -> object:
    other = called("Dam inspected")
    factories.update(other)
    return lifecycle.retract(Incident.objects.get(pk=other.pk), by=None, note="It was wrong.")


def translate() -> object:
    draft = factories.draft("Les vannes ouvertes", language="fr")
    translating.set_original(draft, called("Dam gates open"), by=None)
    return lifecycle.publish(Incident.objects.get(pk=draft.pk), by=None)


def comment() -> object:
    words = Words("Ani", "ani@mail.example", "I was there.")
    row = comments.send(called("Dam gates open"), words, senders=("a", "b"))
    return comments.decide([row.pk], "approved", by=None)


def unsay() -> object:
    comment()
    return comments.decide([Comment.objects.get().pk], "rejected", by=None)


def appeal() -> Campaign:
    text = CampaignText(
        title="Winter", goal=12_000, donate_url="https://give.example/", everywhere=True
    )
    return campaigns.create(text, by=None)


OUTSIDE: dict[str, tuple[Act, set[str]]] = {
    "a related story is retracted": (retract_chosen, {"related"}),
    "a related story is called otherwise": (retitle_chosen, {"related"}),
    "a related story gets an update": (
        lambda: factories.update(called("An older flood")),
        {"related"},
    ),
    "a related story loses a name": (lambda: removed("inspected"), {"related"}),
    "a story of the same topic": (
        lambda: factories.story("A third", topics=[Topic.objects.get()]),
        {"related"},
    ),
    "a topic is called otherwise": (
        lambda: topics.edit(Topic.objects.get(), by=None, note="So.", public_name="The river"),
        {"related"},
    ),
    "a translation": (translate, {"translations"}),
    "a comment": (comment, {"comments"}),
    "comments are closed": (lambda: commenting.set_comment_mode("off", by=None), {"comments"}),
    "an appeal": (appeal, {"campaign"}),
    "money comes in": (lambda: campaigns.note_amount(appeal(), 5000, by=None), {"campaign"}),
    "the dial": (lambda: rules.set_live_interval(30, by=None), set()),
    "a notice of the house": (lambda: set_verification_notice("We doubt.", by=None), set()),
}
"""What people do elsewhere, and the parts of the story's page that say it without a version."""


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_happens_elsewhere_reaches_the_open_page_without_a_version(
    client: Client, story: Incident, name: str
) -> None:
    act, parts = OUTSIDE[name]
    page = opened(client, story_of(story))
    before, begun = dict(page.parts), page.version

    act()
    page.catch_up(client)

    told = {name for entry in page.told for name in entry["parts"]}
    altered = {name for name, html in page.parts.items() if before.get(name) != html}
    assert altered - told == parts
    assert_as_fresh(page, client)
    assert page.version - begun == len(page.told)


def test_every_part_of_a_story_s_page_is_told_by_its_versions_or_stands_beside_it(
    client: Client, story: Incident
) -> None:
    factories.update(story)
    told = {*SINGLE, BEGIN, "title", "update-1", "timeline-1"}

    page = opened(client, story_of(story))

    assert page.parts.keys() == told | surround.BESIDE.keys()
    assert not told & surround.BESIDE.keys()
    assert {part for _, parts in OUTSIDE.values() for part in parts} == surround.BESIDE.keys()


def test_no_version_tells_what_stands_beside_the_story(client: Client, story: Incident) -> None:
    page = opened(client, story_of(story))
    other = RelatedChoice(story=called("An older flood"))

    editing.edit(story, StoryEdit(related=[other], topics=[]), by=None, note="It fits better.")
    page.catch_up(client)

    assert not surround.BESIDE.keys() & page.told[-1]["parts"].keys()
    assert_as_fresh(page, client)


def test_who_shows_it_as_it_is_gets_nothing_more(client: Client, story: Incident) -> None:
    page = opened(client, story_of(story))
    address = f"{page.address}changes/after/{page.version}"

    plain = client.get(address)
    same = client.get(f"{address}/{page.article['data-beside']}")
    other = client.get(f"{address}/00000000")

    assert "beside" not in plain.json()
    assert same.json() == plain.json()
    assert other.json()["beside"] == {
        "mark": page.article["data-beside"],
        "parts": {name: page.parts[name] for name in surround.BESIDE},
    }
    assert "max-age=1," in other["Cache-Control"]


@pytest.mark.parametrize("mark", ["0", "0000000g", "000000000", "ABCDEF01"])
def test_what_is_no_mark_is_no_address(client: Client, story: Incident, mark: str) -> None:
    answer = client.get(f"{story_of(story)}changes/after/1/{mark}")

    assert answer.status_code == 404


def test_of_a_retracted_story_nothing_is_told_that_stands_beside_it(
    client: Client, story: Incident
) -> None:
    lifecycle.retract(story, by=None, note="All of it was wrong.")

    answer: dict[str, Any] = client.get(f"{story_of(story)}changes/after/2/00000000").json()

    assert answer["state"] == "retracted"
    assert "beside" not in answer
