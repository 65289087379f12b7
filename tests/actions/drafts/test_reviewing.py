"""The second pair of eyes: asked for, given, refused, and what readers are told of it."""

import pytest
from django.db import IntegrityError, transaction

from incidents.actions.drafts import keeping, outgoing, reviewing
from incidents.actions.drafts.keeping import Place
from incidents.actions.drafts.proposal import Proposal
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Hands
from incidents.actions.parts import headline
from incidents.actions.refusals import NotAllowed, NoteNeeded, SecondPairNeeded, WrongStatus
from incidents.actions.stories import editing, media, updates
from incidents.models import Draft, DraftAuthor, Editor, House, Incident, Version
from incidents.record import versions
from incidents.record.entries import ChangeEntry
from tests import factories
from tests.actions.drafts.scenes import TEXT, draft_of
from tests.media_texts import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Editor:
    return factories.editor(role=Editor.Role.EDITOR)


@pytest.fixture
def chief() -> Editor:
    return factories.editor("chief", role=Editor.Role.CHIEF, first_name="Cora")


@pytest.fixture
def story() -> Incident:
    House.objects.update_or_create(pk=1, defaults={"second_pair": False})
    made = factories.story()
    House.objects.update(second_pair=True)
    return made


def test_nothing_new_goes_out_alone(story: Incident, anna: Editor) -> None:
    with pytest.raises(SecondPairNeeded):
        outgoing.publish(draft_of(story, anna), by=anna)
    with pytest.raises(SecondPairNeeded):
        updates.post(story, UpdateText(body="<p>Alone.</p>"), by=anna)
    with pytest.raises(SecondPairNeeded):
        editing.edit(story, StoryEdit(headline="Alone"), by=anna, note="Alone.")

    assert Version.objects.count() == 1


def test_what_was_approved_goes_out_and_says_by_whom(
    story: Incident, anna: Editor, chief: Editor
) -> None:
    draft = reviewing.submit(draft_of(story, anna), by=anna)

    reviewing.approve(draft, by=chief)
    outgoing.publish(draft, by=anna)

    version = Version.objects.get(incident=story, number=2)
    assert (version.author, version.approver) == (anna, chief)
    shown = _newest(story)
    assert (shown.approved_by, shown.emergency) == (chief.byline, False)


def test_a_change_after_the_approval_takes_it_back(
    story: Incident, anna: Editor, chief: Editor
) -> None:
    draft = draft_of(story, anna)
    reviewing.approve(draft, by=chief)

    keeping.keep(draft.key, Place(story), {"body": ["<p>Other words.</p>"]}, by=anna)

    draft.refresh_from_db()
    assert (draft.approved_by, draft.state) == (None, Draft.State.DRAFT)


def test_nobody_approves_what_they_wrote_at(story: Incident, anna: Editor, chief: Editor) -> None:
    own, shared = draft_of(story, chief), draft_of(story, anna)
    keeping.keep(shared.key, Place(story), {"body": ["<p>Ours.</p>"]}, by=chief)
    Draft.objects.filter(pk=shared.pk).update(proposal=own.proposal)

    for draft in (own, shared):
        with pytest.raises(NotAllowed, match="wrote at this text yourself"):
            reviewing.approve(draft, by=chief)


def test_an_editor_and_a_contributor_do_not_approve(story: Incident, anna: Editor) -> None:
    draft = draft_of(story, anna)

    for role in (Editor.Role.EDITOR, Editor.Role.CONTRIBUTOR, Editor.Role.AUDITOR):
        with pytest.raises(NotAllowed):
            reviewing.approve(draft, by=factories.editor(f"a-{role}", role=role))


def test_the_database_refuses_an_approver_who_wrote(
    story: Incident, anna: Editor, chief: Editor
) -> None:
    draft = draft_of(story, anna)
    DraftAuthor.objects.create(draft=draft, editor=chief)

    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(approved_by=chief, approved_at=draft.saved_at)


def test_the_database_refuses_an_author_since_the_last_approved_version(
    story: Incident, anna: Editor, chief: Editor
) -> None:
    outgoing.publish(draft_of(story, chief), by=chief, emergency=True)

    with pytest.raises(NotAllowed, match="since the last approved version"):
        reviewing.approve(draft_of(story, anna), by=chief)
    with pytest.raises(IntegrityError, match="author since"):
        _publish_past_the_actions(story, by=anna, approver=chief)


def _newest(story: Incident) -> ChangeEntry:
    return versions.latest(story, 2)[-1]


def _publish_past_the_actions(story: Incident, *, by: Editor, approver: Editor) -> None:
    with change(story, "incident.edited", by=by, note="Approved by its author.") as locked:
        locked.hands = Hands(approver=approver)
        headline.rewrite(locked, "Shots at noon")


def test_an_emergency_publishes_alone_and_readers_are_told(story: Incident, anna: Editor) -> None:
    outgoing.publish(draft_of(story, anna), by=anna, emergency=True)

    shown = _newest(story)
    assert (shown.approved_by, shown.emergency) == ("", True)


def test_the_story_may_ask_otherwise_than_the_newsroom(story: Incident, anna: Editor) -> None:
    Incident.objects.filter(pk=story.pk).update(second_pair=False)

    outgoing.publish(draft_of(story, anna), by=anna)

    assert Version.objects.filter(incident=story).count() == 2


def test_a_retraction_needs_nobody_else(story: Incident, anna: Editor) -> None:
    outgoing.publish(draft_of(story, anna), by=anna, emergency=True)
    posted = story.updates.get()

    updates.retract(posted, by=anna, note="It was not so.")

    posted.refresh_from_db()
    assert posted.state == "retracted"


def test_a_text_is_sent_back_with_what_is_missing(
    story: Incident, anna: Editor, chief: Editor
) -> None:
    draft = reviewing.submit(draft_of(story, anna), by=anna)

    with pytest.raises(NoteNeeded):
        reviewing.send_back(draft, by=chief, remark=" ")
    back = reviewing.send_back(draft, by=chief, remark="Who says so?")

    assert (back.state, back.remark) == (Draft.State.SENT_BACK, "Who says so?")


def test_a_contributor_hands_in_and_does_not_publish(story: Incident) -> None:
    writer = factories.editor("writer", role=Editor.Role.CONTRIBUTOR)
    draft = reviewing.submit(draft_of(story, writer), by=writer)

    with pytest.raises(NotAllowed):
        outgoing.publish(draft, by=writer, emergency=True)

    assert draft.state == Draft.State.SUBMITTED


def test_a_picture_that_was_changed_after_the_approval_does_not_go_out_with_it(
    story: Incident, anna: Editor, chief: Editor
) -> None:
    medium = media.add(story, post(text="All is calm."), by=anna)
    draft = draft_of(story, anna, media=(medium.number,))
    reviewing.approve(draft, by=chief)
    media.edit(medium, post(text="We attack at dawn."), by=anna)

    with pytest.raises(NotAllowed, match="changed after Cora Editor approved it"):
        outgoing.publish(draft, by=anna)

    assert Version.objects.count() == 1
    reviewing.approve(draft, by=chief)
    outgoing.publish(draft, by=anna)
    assert Version.objects.get(number=2).approver == chief


def test_a_text_that_is_sent_again_as_it_was_keeps_its_approval(
    story: Incident, anna: Editor, chief: Editor
) -> None:
    number = media.add(story, post(), by=anna).number
    draft = draft_of(story, anna, media=(number,))
    reviewing.approve(draft, by=chief)
    given = Proposal(update=UpdateText(body=TEXT, media=(number,)))

    keeping.keep(draft.key, Place(story), draft.typed, by=anna, proposal=given)

    draft.refresh_from_db()
    assert draft.approved_by == chief


def test_a_text_that_the_approver_has_not_seen_is_not_approved(
    story: Incident, anna: Editor, chief: Editor
) -> None:
    draft = reviewing.submit(draft_of(story, anna), by=anna)
    seen = reviewing.sight(draft)
    given = Proposal(update=UpdateText(body="<p>Slipped in.</p>"))
    keeping.keep(draft.key, Place(story), {"body": ["Slipped in."]}, by=anna, proposal=given)

    with pytest.raises(WrongStatus, match="changed after you opened this page"):
        reviewing.approve(draft, by=chief, seen=seen)

    draft.refresh_from_db()
    assert draft.approved_by is None
    assert reviewing.approve(draft, by=chief, seen=reviewing.sight(draft)).approved_by == chief
