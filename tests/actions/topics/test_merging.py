"""Two topics become one, in every story and for every address."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from incidents.actions.house import topics
from incidents.actions.house.topics import merging
from incidents.actions.inputs import StoryEdit
from incidents.actions.refusals import NotAllowed, NoteNeeded, WrongValue
from incidents.actions.stories import editing, lifecycle
from incidents.models import Event, Incident, IncidentTopic, Topic, Version
from tests import factories

pytestmark = pytest.mark.django_db
NOTE = "Both names mean the same place."


@pytest.fixture
def old() -> Topic:
    row = factories.topic("Frontier", public_name="The frontier")
    topics.edit(row, by=None, note="", aliases=["Edge"])
    return row


@pytest.fixture
def new() -> Topic:
    return factories.topic("Border")


def carried(story: Incident) -> list[str]:
    return [link.topic.name for link in story.topic_links.select_related("topic")]


def test_every_story_goes_to_the_other_topic_in_its_place(old: Topic, new: Topic) -> None:
    other = factories.topic("Ministry")
    story = factories.story(topics=[old, other])
    both = factories.story("Both", topics=[other, old, new])
    draft = factories.draft("Draft", topics=[old])

    done = topics.merge(old, new, by=factories.editor(), note=NOTE)

    assert (done.moved, done.left) == (3, 0)
    assert carried(story) == ["Border", "Ministry"]
    assert carried(both) == ["Ministry", "Border"]
    assert carried(draft) == ["Border"]
    assert not Topic.objects.filter(pk=old.pk).exists()


def test_each_public_story_makes_one_version_with_the_note(old: Topic, new: Topic) -> None:
    story, draft = factories.story(topics=[old]), factories.draft("Draft", topics=[old])

    topics.merge(old, new, by=factories.editor(), note=NOTE)

    version = Version.objects.get(incident=story, number=2)
    note = json.loads(version.pieces.get(key="note").content.canonical)
    assert (version.kind, note["text"]) == ("sources", NOTE)
    assert not Version.objects.filter(incident=draft).exists()
    verbs = Event.objects.filter(verb="topic.merged").values_list("subject", flat=True)
    assert sorted(verbs) == [
        f"topic-{old.pk}",
        f"topic-{old.pk}",
        f"topic-{old.pk} into topic-{new.pk}",
    ]


def test_a_retracted_story_makes_no_version_and_comes_back_with_the_other(
    old: Topic, new: Topic
) -> None:
    story, both = factories.story(topics=[old]), factories.story("Both", topics=[old, new])
    for row in (story, both):
        lifecycle.retract(row, by=None, note="Not so.")
    before = Version.objects.count()

    topics.merge(old, new, by=None, note=NOTE)

    assert Version.objects.count() == before
    assert (carried(story), carried(both)) == (["Border"], ["Border"])
    restored = lifecycle.restore(story, by=None, note="It was so.")
    assert restored.version_number == 3


def test_all_addresses_and_names_lead_to_the_other_for_ever(
    old: Topic, new: Topic, client: Client
) -> None:
    factories.story(topics=[old])
    third = factories.topic("Line")
    factories.story("Another", topics=[third])

    topics.merge(old, new, by=None, note=NOTE)
    topics.merge(new, third, by=None, note=NOTE)

    for address in ("the-frontier", "edge", "border", "frontier"):
        assert client.get(f"/topics/{address}/")["Location"] == "/topics/line/", address
    for name in ("Frontier", "The frontier", "Edge", "border"):
        assert topics.named([name], by=None) == [third], name


def test_an_imported_story_that_names_the_old_topic_gets_the_other(old: Topic, new: Topic) -> None:
    topics.merge(old, new, by=None, note=NOTE)

    assert topics.named(["Frontier"], by=None) == [new]
    assert Topic.objects.count() == 1


def test_it_goes_in_portions_and_goes_on_where_it_ended(
    old: Topic, new: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        factories.story(f"Story {number}", topics=[old])
    monkeypatch.setattr(merging, "PORTION", 2)
    monkeypatch.setattr(merging, "MOST_AT_ONCE", 3)

    first = topics.merge(old, new, by=None, note=NOTE)
    assert (first.moved, first.left) == (4, 1)
    assert Topic.objects.filter(pk=old.pk).exists()
    second = topics.merge(old, new, by=None, note=NOTE)

    assert (second.moved, second.left) == (1, 0)
    assert IncidentTopic.objects.filter(topic=new).count() == 5
    assert Version.objects.filter(number=2).count() == 5


def test_a_merge_that_ends_in_the_middle_keeps_whole_stories(
    old: Topic, new: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [factories.story(f"Story {number}", topics=[old]) for number in range(3)]
    monkeypatch.setattr(merging, "PORTION", 1)
    whole = merging._give

    def stopped(portion: list[Incident], *args: Topic, by: None, note: str) -> None:
        if portion == [stories[1]]:
            raise KeyboardInterrupt
        whole(portion, *args, by=by, note=note)

    monkeypatch.setattr(merging, "_give", stopped)
    with pytest.raises(KeyboardInterrupt):
        topics.merge(old, new, by=None, note=NOTE)

    assert [carried(story) for story in stories] == [["Border"], ["Frontier"], ["Frontier"]]


def test_the_history_still_proves_itself(old: Topic, new: Topic) -> None:
    factories.story(topics=[old])

    topics.merge(old, new, by=None, note=NOTE)

    call_command("verify_history", stdout=StringIO())


def test_a_merge_needs_a_note_an_editor_and_another_topic(old: Topic, new: Topic) -> None:
    with pytest.raises(NoteNeeded):
        topics.merge(old, new, by=None, note=" ")
    with pytest.raises(WrongValue, match="with itself"):
        topics.merge(old, old, by=None, note=NOTE)
    with pytest.raises(NotAllowed):
        topics.merge(old, new, by=factories.editor(role="contributor"), note=NOTE)


def test_what_was_merged_is_not_merged_again(old: Topic, new: Topic) -> None:
    topics.merge(old, new, by=None, note=NOTE)

    with pytest.raises(WrongValue, match="gone"):
        topics.merge(Topic(pk=10**9), new, by=None, note=NOTE)


def test_a_story_can_take_the_topic_of_which_it_was_merged(old: Topic, new: Topic) -> None:
    story = factories.story(topics=[old])
    topics.merge(old, new, by=None, note=NOTE)
    again = topics.named(["Frontier again"], by=None)

    saved = editing.edit(story, StoryEdit(topics=again), by=None, note="They differ.")

    assert carried(saved) == ["Frontier again"]
