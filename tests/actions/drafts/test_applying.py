"""What a draft would do is worked out without doing it; acts wait and go out like texts."""

from datetime import timedelta

import pytest

from incidents.actions.drafts import outgoing, releasing, reviewing
from incidents.actions.drafts.applying import rehearse
from incidents.actions.inputs import StoryEdit
from incidents.actions.readers import commenting
from incidents.actions.refusals import Conflicted, NotAllowed, NothingWritten, SecondPairNeeded
from incidents.actions.stories import editing, lifecycle, media, updates
from incidents.models import Draft, Editor, Event, House, Incident, Update, Version
from tests import factories
from tests.actions.drafts.scenes import act_draft, draft_of, due, story_draft
from tests.media_texts import post

pytestmark = pytest.mark.django_db

Target = Draft.Target
LATER = timedelta(minutes=30)
LEAD = "<p>Seven were hurt. The road is closed.</p>"


@pytest.fixture
def anna() -> Editor:
    return factories.editor()


@pytest.fixture
def chief() -> Editor:
    return factories.editor("chief", role=Editor.Role.CHIEF, first_name="Cora")


@pytest.fixture
def opened(anna: Editor) -> Incident:
    """A story that Anna wrote and nobody has seen; a second pair of eyes is the rule."""
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    return lifecycle.open_incident(StoryEdit(headline="Shots at noon", lead=LEAD), by=anna)


def test_a_rehearsal_says_what_would_change_and_changes_nothing(anna: Editor) -> None:
    story = factories.story(lead=LEAD)
    edit = StoryEdit(lead=LEAD.replace("Seven", "Nine"))
    draft = story_draft(story, anna, edit, kind="correction", note="The hospital says so.")
    acts = Event.objects.count()

    foreseen = rehearse(draft, by=anna).foreseen

    ((before, after),) = foreseen.pieces.values()
    assert before is not None
    assert after is not None
    assert (before["html"], after["html"]) == (LEAD, LEAD.replace("Seven", "Nine"))
    assert (Incident.objects.get().lead, Version.objects.count()) == (LEAD, 1)
    assert Event.objects.count() == acts


def test_a_rehearsal_raises_what_publishing_would(anna: Editor) -> None:
    story = factories.story(lead=LEAD)
    nine, ten = (StoryEdit(lead=LEAD.replace("Seven", number)) for number in ("Nine", "Ten"))
    said = {"kind": "correction", "note": "The hospital says so."}
    mine, theirs = (story_draft(story, anna, edit, **said) for edit in (nine, ten))
    outgoing.publish(theirs, by=anna)

    with pytest.raises(Conflicted):
        rehearse(mine, by=anna)
    with pytest.raises(Conflicted):
        reviewing.submit(mine, by=anna)


def test_what_changes_nothing_is_not_handed_in(anna: Editor) -> None:
    story = factories.story(lead=LEAD)

    with pytest.raises(NothingWritten, match="Nothing would change"):
        reviewing.submit(story_draft(story, anna, StoryEdit(lead=LEAD)), by=anna)


def test_a_publication_names_everybody_who_wrote(
    opened: Incident, anna: Editor, chief: Editor
) -> None:
    boris = factories.editor("boris")
    editing.edit(opened, StoryEdit(status_line="Unfolding"), by=boris)

    draft = reviewing.submit(act_draft(opened, anna, Target.OPENING, note=""), by=anna)

    assert set(draft.authors.all()) == {anna, boris}


def test_a_publication_that_was_approved_goes_out_at_its_time(
    opened: Incident, anna: Editor, chief: Editor
) -> None:
    draft = act_draft(opened, anna, Target.OPENING, note="")
    with pytest.raises(SecondPairNeeded):
        releasing.schedule(draft, releasing.now() + LATER, by=anna)
    reviewing.approve(draft, by=chief)
    due(releasing.schedule(draft, releasing.now() + LATER, by=anna))

    releasing.release_due()

    version = Version.objects.get()
    assert (version.kind, version.author, version.approver) == ("first", anna, chief)


def test_a_publication_that_was_changed_after_its_approval_is_given_back(
    opened: Incident, anna: Editor, chief: Editor
) -> None:
    draft = reviewing.approve(act_draft(opened, anna, Target.OPENING, note=""), by=chief)
    due(releasing.schedule(draft, releasing.now() + LATER, by=anna))
    editing.edit(opened, StoryEdit(lead="<p>Slipped in.</p>"), by=anna)

    releasing.release_due()

    draft.refresh_from_db()
    assert (draft.state, draft.approved_by) == ("sent_back", None)
    assert "changed after" in draft.remark
    assert not Version.objects.exists()


def test_whoever_wrote_at_a_story_does_not_approve_its_publication(
    opened: Incident, anna: Editor, chief: Editor
) -> None:
    draft = act_draft(opened, anna, Target.OPENING, note="")
    editing.edit(opened, StoryEdit(status_line="Unfolding"), by=chief)

    with pytest.raises(NotAllowed, match="wrote at this text yourself"):
        reviewing.approve(draft, by=chief)


def test_whoever_wrote_what_a_story_shows_does_not_approve_its_publication(
    opened: Incident, anna: Editor, chief: Editor
) -> None:
    draft = act_draft(opened, anna, Target.OPENING, note="")
    media.add(opened, post(), by=chief)

    with pytest.raises(NotAllowed, match="wrote at this text yourself"):
        reviewing.approve(draft, by=chief)


def test_whoever_says_how_readers_may_comment_may_approve(
    opened: Incident, anna: Editor, chief: Editor
) -> None:
    draft = act_draft(opened, anna, Target.OPENING, note="")
    commenting.set_comment_mode_of(opened, "open", by=chief)

    assert reviewing.approve(draft, by=chief).approved_by == chief


def test_versions_and_updates_come_back_by_drafts(anna: Editor) -> None:
    story = factories.story(lead=LEAD)
    edit = StoryEdit(lead=LEAD.replace("Seven", "Nine"))
    story = editing.edit(story, edit, by=anna, kind="correction", note="New.")
    update = factories.update(story)
    updates.retract(update, by=anna, note="Another village.")
    story.refresh_from_db()

    outgoing.publish(act_draft(story, anna, Target.RESTORING, update=update), by=anna)
    story.refresh_from_db()
    outgoing.publish(act_draft(story, anna, Target.UNDOING, version=2), by=anna)
    undone = Incident.objects.get()
    outgoing.publish(act_draft(undone, anna, Target.RETURNING, version=2), by=anna)

    assert undone.lead == LEAD
    assert Incident.objects.get().lead == LEAD.replace("Seven", "Nine")
    assert Update.objects.get().state == "retracted"


def test_what_brings_back_needs_a_second_pair_and_what_takes_away_does_not(
    anna: Editor, chief: Editor
) -> None:
    update = factories.update(factories.story())
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    updates.retract(update, by=anna, note="Another village.")

    with pytest.raises(SecondPairNeeded):
        updates.restore(update, by=anna, note="It was this one.")
    update.incident.refresh_from_db()
    draft = act_draft(update.incident, factories.editor("boris"), Target.RESTORING, update=update)
    reviewing.approve(draft, by=chief)
    outgoing.publish(draft, by=anna)

    assert Version.objects.latest("position").approver == chief


def test_nothing_of_a_new_update_stays_after_its_rehearsal(anna: Editor) -> None:
    story = factories.story()

    foreseen = rehearse(draft_of(story, anna), by=anna).foreseen

    assert list(foreseen.pieces) == ["update-1"]
    assert not Update.objects.exists()
    story.refresh_from_db()
    assert story.update_counter == 0
