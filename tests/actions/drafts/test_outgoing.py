"""A draft becomes public once: as a new update, a change of one, or the story's own text."""

from typing import Any

import pytest

from incidents.actions.drafts import outgoing
from incidents.actions.inputs import StoryEdit
from incidents.actions.refusals import (
    AlreadyDone,
    Conflicted,
    KindNeeded,
    NothingWritten,
    NotPublished,
)
from incidents.models import Draft, Update, Version
from tests import factories
from tests.actions.drafts.scenes import TEXT, act_draft, draft_of, story_draft

pytestmark = pytest.mark.django_db


def test_a_draft_becomes_the_next_update_with_one_version() -> None:
    anna, story = factories.editor(), factories.story()

    done = outgoing.publish(draft_of(story, anna), by=anna)

    update = Update.objects.get(incident=story)
    assert (update.number, update.body, done.update) == (1, TEXT, update)
    assert done.state == Draft.State.PUBLISHED
    assert Version.objects.get(incident=story, number=2).author == anna


def test_a_second_press_publishes_nothing_more() -> None:
    anna, story = factories.editor(), factories.story()
    draft = draft_of(story, anna)
    outgoing.publish(draft, by=anna)

    with pytest.raises(AlreadyDone) as refused:
        outgoing.publish(draft, by=anna)

    assert refused.value.subject == "update-1"
    assert Update.objects.count() == 1


def test_a_change_of_a_published_update_needs_its_kind() -> None:
    anna, story = factories.editor(), factories.story()
    update = factories.update(story)
    story.refresh_from_db()
    draft = draft_of(story, anna, update=update)

    with pytest.raises(KindNeeded):
        outgoing.publish(draft, by=anna)

    draft.refresh_from_db()
    assert draft.state == Draft.State.DRAFT


def test_a_change_is_merged_with_what_was_published_since_it_began() -> None:
    anna, story = factories.editor(), factories.story()
    update = factories.update(story, "<p>Seven are hurt. The road is shut.</p>")
    story.refresh_from_db()
    said: dict[str, Any] = {"kind": "correction", "note": "The police say so."}
    one = draft_of(story, anna, "<p>Nine are hurt. The road is shut.</p>", update=update, **said)
    two = draft_of(story, anna, "<p>Seven are hurt. The road is open.</p>", update=update, **said)

    outgoing.publish(one, by=anna)
    outgoing.publish(two, by=anna)

    update.refresh_from_db()
    assert update.body == "<p>Nine are hurt. The road is open.</p>"


def test_two_changes_of_one_sentence_leave_the_later_draft_open() -> None:
    anna, story = factories.editor(), factories.story()
    update = factories.update(story, "<p>Seven are hurt.</p>")
    story.refresh_from_db()
    said: dict[str, Any] = {"kind": "correction", "note": "The police say so."}
    one = draft_of(story, anna, "<p>Nine are hurt.</p>", update=update, **said)
    two = draft_of(story, anna, "<p>Seven are dead.</p>", update=update, **said)
    outgoing.publish(one, by=anna)

    with pytest.raises(Conflicted):
        outgoing.publish(two, by=anna)

    two.refresh_from_db()
    assert (two.state, two.typed) == (Draft.State.DRAFT, {"body": ["<p>Seven are dead.</p>"]})


def test_a_draft_story_is_published_by_a_draft_of_its_publication() -> None:
    anna, story = factories.editor(), factories.draft()

    outgoing.publish(act_draft(story, anna, Draft.Target.OPENING), by=anna)

    story.refresh_from_db()
    assert (story.version_number, story.status) == (1, "live")
    assert Version.objects.get(incident=story).kind == "first"


def test_words_of_a_draft_story_are_saved_and_not_published() -> None:
    anna, story = factories.editor(), factories.draft()
    draft = story_draft(story, anna, StoryEdit(headline="Shots at noon"))

    with pytest.raises(NotPublished):
        outgoing.publish(draft, by=anna)
    merged = outgoing.take_over(draft, by=anna)

    story.refresh_from_db()
    assert (story.headline, story.status, merged) == ("Shots at noon", "draft", False)
    assert not Version.objects.exists()


def test_the_storys_own_text_is_changed_by_a_draft() -> None:
    anna, story = factories.editor(), factories.story()

    edit = StoryEdit(headline="Shots at noon")
    outgoing.publish(story_draft(story, anna, edit, note="It was noon."), by=anna)

    assert Version.objects.get(incident=story, number=2).kind == "headline"


def test_what_is_not_ready_is_not_published() -> None:
    anna, story = factories.editor(), factories.story()
    draft = draft_of(story, anna)
    Draft.objects.filter(pk=draft.pk).update(proposal=None)

    with pytest.raises(NothingWritten, match="not ready"):
        outgoing.publish(draft, by=anna)


def test_a_colleague_who_publishes_does_not_sign_for_the_author() -> None:
    anna, boris, story = factories.editor(), factories.editor("boris"), factories.story()

    outgoing.publish(draft_of(story, anna), by=boris)

    version = Version.objects.get(incident=story, number=2)
    assert (version.author, version.events.get().by) == (anna, boris)
