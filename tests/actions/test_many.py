"""The same act on many rows: each whole or not at all, each with a version of its own."""

import pytest
from django.db import OperationalError

from incidents.actions.house import topics
from incidents.actions.ledger import change
from incidents.actions.stories import lifecycle, many, updates
from incidents.models import Editor, Incident, Topic, Update, Version
from tests import factories

pytestmark = pytest.mark.django_db
REASON = "The sender was not who it said it was."


def topics_of(story: Incident) -> list[str]:
    held = Topic.objects.filter(incident_links__incident=story)
    return list(held.order_by("incident_links__order").values_list("name", flat=True))


def test_updates_are_retracted_for_one_reason_with_a_version_each() -> None:
    story, other = factories.story("One"), factories.story("Two")
    rows = [factories.update(story), factories.update(story), factories.update(other)]
    before = Version.objects.count()

    outcomes = many.retract_updates(rows, by=factories.editor(), note=REASON)

    assert [outcome.refused for outcome in outcomes] == ["", "", ""]
    assert Version.objects.count() == before + 3
    assert set(Version.objects.order_by("-position")[:3].values_list("kind", flat=True)) == {
        "retraction"
    }
    assert set(Update.objects.values_list("state", "retraction_reason")) == {("retracted", REASON)}


def test_what_is_refused_is_told_and_the_others_are_done() -> None:
    story = factories.story()
    gone, stands = factories.update(story), factories.update(story)
    updates.retract(gone, by=None, note="Earlier.")

    outcomes = many.retract_updates([gone, stands], by=None, note=REASON)

    assert outcomes[0].refused == "Update 1 is retracted already."
    assert outcomes[1].refused == ""
    assert Update.objects.get(pk=gone.pk).retraction_reason == "Earlier."


def test_who_may_not_publish_retracts_nothing() -> None:
    update = factories.update(factories.story())

    outcomes = many.retract_updates(
        [update], by=factories.editor(role=Editor.Role.CONTRIBUTOR), note=REASON
    )

    assert "you write drafts only" in outcomes[0].refused
    assert Update.objects.get().state == "published"


def test_without_a_reason_nothing_is_retracted() -> None:
    stories = [factories.story("One"), factories.story("Two")]

    outcomes = many.retract_stories(stories, by=None, note=" ")

    assert all(outcome.refused for outcome in outcomes)
    assert not Incident.objects.exclude(retracted_at=None).exists()


def test_a_row_that_the_database_cannot_do_is_left_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    story = factories.story()
    update, number = factories.update(story), story.version_number

    def fail(*_given: object) -> None:
        raise OperationalError("deadlock detected")

    monkeypatch.setattr(change, "append", fail)
    outcomes = many.retract_updates([update], by=None, note=REASON)

    assert outcomes[0].refused == many.BUSY
    assert Update.objects.get().state == "published"
    assert Incident.objects.get().version_number == number + 1


def test_a_topic_is_put_behind_those_a_story_has() -> None:
    held = topics.named(["Border"], by=None)
    story, other = factories.story("One", topics=held), factories.story("Two")
    topic = factories.topic("Ministry")
    many.put_topic_on([other], topic, by=None, note="It is about it.")

    outcomes = many.put_topic_on([story, other], topic, by=None, note="It is about it.")

    assert topics_of(story) == ["Border", "Ministry"]
    assert outcomes[0].refused == ""
    assert outcomes[1].refused == "It carries the topic “Ministry” already."
    latest = Version.objects.filter(incident=story).latest("position")
    assert (latest.kind, latest.number) == ("sources", 2)


def test_a_topic_is_taken_off() -> None:
    story = factories.story("One", topics=topics.named(["Border", "Ministry"], by=None))
    border = Topic.objects.get(name="Border")

    outcomes = many.take_topic_off(
        [story, factories.story("Two")], border, by=None, note="It is not about it."
    )

    assert topics_of(story) == ["Ministry"]
    assert outcomes[1].refused == "It does not carry the topic “Border”."


def test_a_retracted_story_is_left_alone_and_a_draft_needs_no_note() -> None:
    gone = lifecycle.retract(factories.story("Gone"), by=None, note=REASON)
    draft, topic = factories.draft("Draft"), factories.topic()

    outcomes = many.put_topic_on([gone, draft], topic, by=None, note="")

    assert outcomes[0].refused
    assert outcomes[1].refused == ""
    assert topics_of(draft) == ["Border"]
