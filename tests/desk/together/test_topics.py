"""The topics of the newsroom at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.house import topics
from incidents.models import Incident, Topic, Version
from tests import factories
from tests.desk.filled import filled, text

EVERY = "/desk/topics/"


@pytest.fixture
def border(db: None) -> Topic:
    return factories.topic("Border")


def one(topic: Topic) -> str:
    return reverse("desk:topic", args=[topic.pk])


def merging(topic: Topic) -> str:
    return reverse("desk:merge-topic", args=[topic.pk])


def test_topics_are_listed_with_their_stories_and_found_by_other_names(
    desk: Client, border: Topic
) -> None:
    topics.edit(border, by=None, note="", aliases=["Frontier"])
    factories.topic("Ministry")
    factories.story(topics=[border])

    words = text(desk.get(EVERY, {"q": "front"}).content)

    assert "Border" in words
    assert "1 story" in words
    assert "also Frontier" in words
    assert "Ministry" not in words


def test_a_topic_is_made(desk: Client, db: None) -> None:
    answer = desk.post(EVERY, filled(desk, EVERY, name="Bridge", kind="place"))

    made = Topic.objects.get()
    assert (answer["Location"], made.kind) == (one(made), "place")


def test_all_of_a_topic_is_changed_on_its_page(desk: Client, border: Topic) -> None:
    story = factories.story(topics=[border])
    typed = filled(
        desk,
        one(border),
        name="Frontier",
        qualifier="disputed",
        aliases="Edge\nLine",
        wikidata="https://www.wikidata.org/wiki/Q133346",
        kind="place",
        description="Where it is.",
        move="on",
        note="It is called so now.",
    )

    desk.post(one(border), typed)

    border.refresh_from_db()
    assert (border.name, border.slug, border.wikidata) == ("Frontier", "frontier", "Q133346")
    assert sorted(border.aliases.values_list("name", flat=True)) == ["Edge", "Line"]
    assert Version.objects.filter(incident=story).count() == 2


def test_what_is_refused_is_said_at_its_field(desk: Client, border: Topic) -> None:
    factories.topic("Ministry")
    typed = filled(desk, one(border), aliases="ministry", wikidata="x")

    answer = desk.post(one(border), typed)
    assert "such as Q1492" in answer.context["form"].errors["wikidata"][0]
    answer = desk.post(one(border), typed | {"wikidata": ""})

    assert "merge the two" in answer.context["form"].errors["aliases"][0]


def test_a_renamed_topic_keeps_its_name_of_before(desk: Client, border: Topic) -> None:
    desk.post(one(border), filled(desk, one(border), name="Frontier"))

    assert list(border.aliases.values_list("name", flat=True)) == ["Border"]


def test_a_change_that_stories_print_asks_for_its_note(desk: Client, border: Topic) -> None:
    factories.story(topics=[border])

    answer = desk.post(one(border), filled(desk, one(border), name="Frontier"))

    assert answer.context["form"].errors["note"]
    assert "1 public story" in text(answer.content)


def test_a_contributor_looks_and_changes_nothing(client: Client, border: Topic) -> None:
    topics.edit(border, by=None, note="", aliases=["Frontier"])
    client.force_login(factories.editor("writer", role="contributor"))

    shown = client.get(one(border))

    assert "Frontier" in text(shown.content)
    assert "Save the topic" not in text(shown.content)
    assert client.post(one(border), {"name": "Mine"}).status_code == 403
    assert client.get(merging(border)).status_code == 403


def test_a_merge_shows_what_it_changes_before_it_does(desk: Client, border: Topic) -> None:
    other = factories.topic("Frontier")
    topics.edit(other, by=None, note="", aliases=["Edge"])
    factories.story("One", topics=[border])
    factories.story("Two", topics=[border, other])
    factories.draft("Three", topics=[border])

    shown = desk.get(merging(border), {"into": "edge"})

    words = text(shown.content)
    assert "2 public stories get a version that says “Frontier” in place of “Border”" in words
    assert "1 draft changes without a version" in words
    assert "Of these, 1 carries both" in words
    assert Topic.objects.count() == 2


def test_a_merge_is_carried_out_with_its_note(desk: Client, border: Topic, client: Client) -> None:
    other = factories.topic("Frontier")
    story = factories.story(topics=[border])
    asked = {"into": "Frontier", "merge": "1"}

    refused = desk.post(merging(border), asked)
    assert refused.context["form"].errors["note"]
    done = desk.post(merging(border), asked | {"note": "They are one."}, follow=True)

    assert "“Border” is “Frontier” now" in text(done.content)
    assert list(Topic.objects.all()) == [other]
    assert Incident.objects.get(pk=story.pk).version_number == 2
    assert client.get("/topics/border/")["Location"] == "/topics/frontier/"


def test_a_merge_that_is_not_done_yet_offers_to_go_on(
    desk: Client, border: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = factories.topic("Frontier")
    for number in range(3):
        factories.story(f"Story {number}", topics=[border])
    monkeypatch.setattr("incidents.actions.house.topics.merging.PORTION", 1)
    monkeypatch.setattr("incidents.actions.house.topics.merging.MOST_AT_ONCE", 2)
    asked = {"into": "Frontier", "merge": "1", "note": "They are one."}

    first = desk.post(merging(border), asked)
    assert "2 stories are done, 1 to go." in text(first.content)
    desk.post(merging(border), filled_again(first.content))

    assert other.incident_links.count() == 3
    assert not Topic.objects.filter(pk=border.pk).exists()


def filled_again(content: bytes) -> dict[str, str]:
    assert b">Go on<" in content
    return {"into": "Frontier", "merge": "1", "note": "They are one."}


def test_no_topic_is_merged_into_itself_or_nothing(desk: Client, border: Topic) -> None:
    for name in ("Border", "Nothing"):
        answer = desk.get(merging(border), {"into": name})
        assert "There is no other topic of this name." in text(answer.content)
