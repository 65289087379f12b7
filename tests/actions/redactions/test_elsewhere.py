"""What stands beside the stories: topics, names, links, notices, imports, caches."""

from dataclasses import replace

import pytest

from incidents import record
from incidents.actions import imports
from incidents.actions.house import notice, topics
from incidents.actions.imports.items import ImportedItem, ImportedState
from incidents.actions.inputs import SourceText
from incidents.actions.redactions import planning
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.rows import concealed
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import lifecycle
from incidents.models import (
    Byline,
    Editor,
    Event,
    ImportedStory,
    Incident,
    Link,
    Purge,
    Source,
    Topic,
)
from tests import factories
from tests.actions.redactions.scenes import NAME, everywhere, removed, stored_texts

pytestmark = pytest.mark.django_db


def test_a_retracted_story_is_cleaned_too() -> None:
    story = factories.story("A quiet place", lead=f"<p>{NAME}.</p>")
    lifecycle.retract(story, by=None, note=f"{NAME} was never there.")

    done = removed()

    again = Incident.objects.get(pk=story.pk)
    assert again.retraction_reason == "[removed] was never there."
    assert done.left.count == 0
    assert record.of(again).retracted


def test_the_notice_of_the_house_is_cleaned_with_every_story_that_shows_it() -> None:
    story = factories.story("A quiet place")
    notice.set_verification_notice(f"Ask {NAME}.", by=None)

    removed()

    assert record.of(Incident.objects.get(pk=story.pk)).notice == "Ask [removed]."
    assert factories.story("A later one").verification_notice == ""
    assert not any(Terms([NAME]).stand_in(value) for _, value in stored_texts())


def test_names_that_would_become_equal_stay_apart() -> None:
    topics.create("Zoe Ornulf", by=None)
    topics.create("Zoë Ørnulf", by=None)

    removed()

    assert Topic.objects.values_list("name", flat=True).distinct().count() == 2
    assert set(Topic.objects.values_list("slug", flat=True)) == {"removed", "removed-2"}


def test_a_topic_keeps_its_own_page() -> None:
    factories.topic("Removed")
    story = factories.story("A quiet place", topics=topics.named([NAME], by=None))

    removed()

    topic = Topic.objects.get(name="[removed]")
    page = record.of(Incident.objects.get(pk=story.pk))
    assert topic.slug == page.topics[0].slug == "removed-2"


def test_a_byline_is_renamed_and_accounts_are_only_told_of() -> None:
    everywhere()

    done = removed()

    assert [account.username for account in done.left.accounts] == ["zoe"]
    assert Byline.objects.filter(name="Name removed", slug="removed").exists()
    assert Editor.objects.get(username="zoe").last_name == "Ørnulf"


def test_a_source_loses_its_link_and_nobody_else_does() -> None:
    everywhere()
    factories.story("Kept", sources=[SourceText(outlet="A", url="https://example.org/kept")])

    removed()

    assert [link.url for link in Link.objects.all()] == ["https://example.org/kept"]
    assert Source.objects.get(outlet="Agency").link is None


def test_no_event_tells_what_was_removed() -> None:
    everywhere()

    removed()

    events = Event.objects.filter(verb="incident.redacted")
    assert set(events.values_list("subject", flat=True)) == {""}
    assert events.filter(by__role="chief").count() == events.count() > 3


def test_caches_are_told_to_forget() -> None:
    story = everywhere()

    removed()

    tags = {tag for purge in Purge.objects.all() for tag in purge.tags}
    assert {f"story:{story.pk}", "front", f"day:{story.date}"} <= tags


def test_looking_changes_nothing() -> None:
    everywhere()
    before = sorted(stored_texts())

    plan = planning.preview(Removal(Terms([NAME])))

    assert sorted(stored_texts()) == before
    assert len(plan.texts) > 15
    assert not any(Terms([NAME]).stand_in(text.shown.canonical) for text in plan.texts)
    assert not any(Terms([NAME]).stand_in(text.shown.html) for text in plan.texts)
    assert set(plan.addresses.values()) == {"2017/02/25/removed-goes-to-court"}


def test_an_imported_story_is_known_again_though_its_key_said_it() -> None:
    state = ImportedState(at=factories.MORNING, headline=f"{NAME} is held")
    item = ImportedItem(
        key="2019/03/01/zoe-ornulf",
        date=factories.FEBRUARY,
        time_zone="UTC",
        states=(state,),
        digest="a",
        line=1,
    )
    imports.load([item], format_name="tests")
    removed()

    report = imports.load([item], format_name="tests")

    assert (report.stories, report.already_held) == (0, 1)
    assert not any(Terms([NAME]).stand_in(value) for _, value in stored_texts())


def test_what_an_imported_story_had_said_cannot_be_tried_out_by_its_digest() -> None:
    state = ImportedState(at=factories.MORNING, headline="A quiet place", lead=f"<p>{NAME}.</p>")
    item = ImportedItem(
        key="2019/03/01/quiet",
        date=factories.FEBRUARY,
        time_zone="UTC",
        states=(state,),
        digest="d" * 64,
        line=1,
    )
    other = replace(item, key="other", states=(replace(state, lead="<p>Nobody.</p>"),))
    namesake = replace(item, key=f"{item.key} {item.digest[:12]}")
    imports.load([item, other, namesake], format_name="tests")

    removed()

    assert imports.load([item, other, namesake], format_name="tests").already_held == 3
    assert dict(ImportedStory.objects.values_list("key", "digest")) == {
        "2019/03/01/quiet": "",
        "other": "d" * 64,
        concealed(namesake.key): "",
    }
    assert Incident.objects.count() == 3
