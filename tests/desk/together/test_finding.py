"""Related stories and topics: found by words, offered with the reason, added by one press."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.house import topics
from incidents.actions.inputs import RelatedChoice, StoryEdit
from incidents.actions.stories import editing
from incidents.models import Incident, Related, Topic, Version
from tests import factories
from tests.desk.filled import filled, text


@pytest.fixture
def border(db: None) -> Topic:
    return factories.topic("Border")


@pytest.fixture
def story(border: Topic) -> Incident:
    return factories.story(topics=[border], lead="<p>The Ministry denies it.</p>")


def related(story: Incident) -> str:
    return reverse("desk:related", args=[story.pk])


def topics_of(story: Incident) -> str:
    return reverse("desk:topics", args=[story.pk])


def found(desk: Client, story: Incident, words: str) -> list[dict[str, Any]]:
    answer = desk.get(reverse("desk:find-stories", args=[story.pk]), {"q": words})
    rows: list[dict[str, Any]] = answer.json()["found"]
    return rows


def note_of(version: Version) -> str:
    return str(json.loads(version.pieces.get(key="note").content.canonical)["text"])


def test_stories_are_found_by_headline_and_by_each_name_of_a_topic(
    desk: Client, story: Incident, border: Topic
) -> None:
    topics.edit(border, by=None, note="", aliases=["Frontier"])
    other = factories.story("Bridge closed", topics=[border])
    factories.draft("Bridge in a draft", topics=[border])

    for words in ("bridge", "FRONTIER bridge", "border"):
        assert [row["value"] for row in found(desk, story, words)] == [other.pk], words
    assert found(desk, story, "bridge hospital") == []
    assert found(desk, story, " ") == []


def test_what_is_found_says_what_it_shares(desk: Client, story: Incident, border: Topic) -> None:
    factories.story("Bridge closed", topics=[border])

    [row] = found(desk, story, "bridge")

    assert row["label"] == "Bridge closed"
    assert row["detail"] == "25 February 2017 · shares: Border"


def test_stories_with_shared_topics_are_offered_with_the_reason(
    desk: Client, story: Incident, border: Topic
) -> None:
    ministry = factories.topic("Ministry")
    editing.edit(story, StoryEdit(topics=[border, ministry]), by=None, note="Both.")
    factories.story("One shared", topics=[border])
    factories.story("Two shared", topics=[ministry, border])
    factories.story("None shared")

    words = text(desk.get(related(story)).content)

    assert words.index("Two shared") < words.index("One shared")
    assert "shares: Border, Ministry" in words
    assert "None shared" not in words


def test_one_press_adds_a_story_with_a_note_that_says_why(
    desk: Client, story: Incident, border: Topic
) -> None:
    other = factories.story("Bridge closed", topics=[border])

    answer = desk.post(related(story), filled(desk, related(story)) | {"add-one": str(other.pk)})

    assert answer["Location"] == related(story)
    assert [link.story for link in Related.objects.all()] == [other]
    made = Version.objects.get(incident=story, number=2)
    assert note_of(made) == (
        "Added the related story “Bridge closed”: it shares the topics Border."
    )
    assert "Worth setting beside it" not in text(desk.get(related(story)).content)


def test_one_press_asks_for_a_note_where_more_was_changed(
    desk: Client, story: Incident, border: Topic
) -> None:
    other = factories.story("Bridge closed", topics=[border])
    editing.edit(story, StoryEdit(related=[RelatedChoice(title="Old")]), by=None, note="Before.")
    typed = filled(desk, related(story), **{"related-0-remove": "on"})

    answer = desk.post(related(story), typed | {"add-one": str(other.pk)})

    assert "Tell readers why the list changed" in text(answer.content)
    assert [link.title for link in Related.objects.all()] == ["Old"]


def test_what_was_ticked_stays_ticked_while_more_is_sought(desk: Client, story: Incident) -> None:
    first, second = factories.story("Bridge closed"), factories.story("Road closed")
    typed = filled(desk, related(story), sought="road", search="1")

    answer = desk.post(related(story), typed | {"add": [str(first.pk)]})

    content = answer.content.decode()
    assert f'name="add" value="{first.pk}" checked' in content
    assert f'name="add" value="{second.pk}">' in content


def test_topics_that_the_text_names_are_offered_and_added_by_one_press(
    desk: Client, story: Incident, border: Topic
) -> None:
    ministry = factories.topic("Defence ministry")
    topics.edit(ministry, by=None, note="", aliases=["Ministry"])
    factories.topic("Mini")
    page = desk.get(topics_of(story))
    assert "named in the text: “Ministry”" in text(page.content)
    assert "named in the text: “Mini”" not in text(page.content)

    desk.post(topics_of(story), filled(desk, topics_of(story)) | {"add-one": str(ministry.pk)})

    story.refresh_from_db()
    carried = [link.topic for link in story.topic_links.all()]
    assert carried == [border, ministry]
    made = Version.objects.get(incident=story, number=2)
    assert note_of(made) == "Added the topic Defence ministry, which the story names."


def test_what_was_never_offered_is_not_added_to_topics(desk: Client, story: Incident) -> None:
    other = factories.topic("Elsewhere")

    desk.post(topics_of(story), filled(desk, topics_of(story)) | {"add-one": str(other.pk)})

    assert not other.incident_links.exists()


def test_topics_are_found_by_each_name_with_what_readers_see(desk: Client, border: Topic) -> None:
    row = factories.topic("Republic of Uplands", public_name="Uplands", qualifier="self-declared")
    topics.edit(row, by=None, note="", aliases=["Hill Republic"])
    factories.story(topics=[row])
    address = reverse("desk:find-topics")

    [told] = desk.get(address, {"q": "hill rep"}).json()["found"]

    assert told["value"] == "Republic of Uplands"
    assert told["detail"] == "also Hill Republic · readers see: self-declared Uplands · 1 story"
    assert desk.get(address, {"q": "uplands", "beside": str(row.pk)}).json()["found"] == []


def test_a_name_nobody_has_is_offered_as_a_new_topic(desk: Client, border: Topic) -> None:
    address = reverse("desk:find-topics")

    offered = desk.get(address, {"q": "Bord", "new": "1"}).json()["found"]

    assert [row["label"] for row in offered] == ["Border", "Make the topic “Bord”"]
    assert [
        row["label"] for row in desk.get(address, {"q": "border", "new": "1"}).json()["found"]
    ] == ["Border"]
    assert desk.get(address, {"q": "Bord"}).json()["found"][1:] == []
