"""What a story rests on: sources, topics, related stories, and the notice of the house."""

from datetime import date

import pytest

from incidents import record
from incidents.actions.house import notice, topics
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit, UpdateText
from incidents.actions.refusals import (
    TopicInUse,
    WrongAddress,
    WrongRelation,
    WrongValue,
)
from incidents.actions.stories import editing, lifecycle
from incidents.models import Incident, Link, Source, Topic
from incidents.record.pages import StoryPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_reordered_sources_are_renumbered_and_citations_follow() -> None:
    story = factories.story()
    texts = [SourceText(outlet="One"), SourceText(outlet="Two", url="https://example.org/2")]
    editing.edit(story, StoryEdit(sources=texts), by=None, note="Sources.")
    one, two = Source.objects.filter(incident=story)
    update = factories.update(story, "<p>Seven.</p>", cites=[one.pk])
    turned = [SourceText(outlet="Two", id=two.pk), SourceText(outlet="One", id=one.pk)]
    edit = StoryEdit(sources=turned, updates={update.pk: UpdateText(body="<p>Nine.</p>")})

    editing.edit(story, edit, by=None, kind="correction", note="The other order.")

    page = _page(story)
    assert [(entry.number, entry.outlet) for entry in page.sources] == [(1, "Two"), (2, "One")]
    assert (page.updates[0].sources, page.updates[0].html) == ((2,), "<p>Nine.</p>")
    assert page.version == 4


def test_a_removed_source_leaves_the_list_and_the_updates_that_cited_it() -> None:
    story = factories.long_story(1)

    editing.edit(story, StoryEdit(sources=[]), by=None, note="It was not theirs.")

    page = _page(story)
    assert (page.sources, page.updates[0].sources) == ((), ())
    assert (page.changes[-1].kind, page.changes[-1].sources_removed) == ("sources", 1)
    frozen = record.story_at(page.path, page.version - 1)
    assert frozen is not None
    assert [entry.outlet for entry in frozen.sources] == ["Agency"]


def test_an_address_on_the_web_is_stored_once_and_shared() -> None:
    source = SourceText(outlet="Agency", url="https://example.org/a")

    for name in ("One", "Two"):
        editing.edit(factories.story(name), StoryEdit(sources=[source]), by=None, note="Source.")

    assert Link.objects.count() == 1
    assert Source.objects.count() == 2


def test_related_stories_are_the_editors_then_those_that_share_most_topics() -> None:
    border, talks = topics.named(["Border", "Talks"], by=None)
    near = factories.story("Near", topics=[border, talks], date=date(2015, 1, 1))
    factories.story("Newer", topics=[border], date=date(2016, 1, 2))
    factories.story("Older", topics=[border], date=date(2016, 1, 1))
    chosen = factories.story("Chosen")
    story = factories.story("Here", topics=[border, talks])
    elsewhere = RelatedChoice(title="Elsewhere", contexts=("War",), date=date(2014, 8, 2))

    edit = StoryEdit(related=[RelatedChoice(story=chosen), elsewhere])
    editing.edit(story, edit, by=None, note="Background.")

    related = _page(story).related
    assert [entry.title for entry in related] == ["Chosen", "Elsewhere", "Near", "Newer", "Older"]
    assert related[1].contexts == ("War",)
    assert related[2].contexts == ("Border", "Talks")
    lifecycle.retract(near, by=None, note="Wrong.")
    lifecycle.retract(chosen, by=None, note="Wrong.")
    assert [entry.title for entry in _page(story).related] == ["Elsewhere", "Newer", "Older"]
    assert _page(story).version == 2


def test_a_renamed_topic_makes_a_version_on_every_public_story_that_prints_it() -> None:
    topic = factories.topic("Nagorno-Karabakh Republic")
    stories = [factories.story(name, topics=[topic]) for name in ("One", "Two")]
    draft = factories.draft("Draft", topics=[topic])

    topics.edit(topic, by=None, note="It is not recognised.", qualifier="self-declared")

    for story in stories:
        page = _page(story)
        assert (page.version, page.changes[-1].note) == (2, "It is not recognised.")
        assert page.topics[0].qualifier == "self-declared"
    assert _again(draft).version_number == 0
    with pytest.raises(TopicInUse):
        topics.delete(topic, by=None)


def test_the_notice_of_the_house_stands_on_live_stories_without_their_own() -> None:
    live, own = factories.story("Live"), factories.story("Own", verification_notice="Our own.")
    ended = lifecycle.end(factories.story("Ended"), by=None)

    notice.set_verification_notice("We attribute what we cannot verify.", by=None)

    assert _page(live).notice == "We attribute what we cannot verify."
    assert (_page(live).version, _page(live).changes[-1].kind) == (2, "status")
    assert (_page(own).notice, _page(own).version) == ("Our own.", 1)
    assert _page(ended).version == 2


def test_a_story_is_not_related_to_itself_a_draft_or_anything_twice() -> None:
    story, other = factories.story("One"), factories.story("Two")

    for choices in (
        [RelatedChoice(story=story)],
        [RelatedChoice(story=factories.draft("Draft"))],
        [RelatedChoice(story=other), RelatedChoice(story=other)],
    ):
        with pytest.raises(WrongRelation):
            editing.edit(story, StoryEdit(related=choices), by=None, note="Why.")


def test_a_name_that_is_taken_is_refused_for_a_topic() -> None:
    topic, _ = factories.topic("Border"), factories.topic("Frontier")

    with pytest.raises(WrongValue):
        topics.edit(topic, by=None, note="x", name="Frontier")

    assert Topic.objects.filter(name="Border").exists()


def _again(story: Incident) -> Incident:
    return Incident.objects.get(pk=story.pk)


def _page(story: Incident) -> StoryPage:
    return record.of(_again(story))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "x y"])
def test_a_related_story_elsewhere_has_a_web_address_or_none(url: str) -> None:
    story = factories.story()
    edit = StoryEdit(related=[RelatedChoice(title="Elsewhere", url=url)])

    with pytest.raises(WrongAddress):
        editing.edit(story, edit, by=None, note="Related.")

    assert _page(story).version == 1


def test_the_address_of_a_topic_says_no_more_than_readers_may_know() -> None:
    topic = topics.create("Jane Roe, suspect", by=None, public_name="The suspect")

    assert topic.slug == "the-suspect"
