"""Corrections are drafts as long as they are written: kept, taken up again, handed in, approved."""

import uuid
from typing import Any

import pytest
from django.test import Client

from incidents.actions.drafts import releasing
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.readers import reports
from incidents.actions.stories import editing, updates
from incidents.models import Draft, Editor, House, Incident, Report, Update, Version
from incidents.record import versions
from incidents.record.ledger import standing
from incidents.record.reading import corrections
from tests import factories
from tests.actions.drafts.scenes import due
from tests.desk.boxes import address, done
from tests.desk.filled import filled, text

BODY = "<p>Seven were hurt. The road is closed. The ministry is silent.</p>"
NINE = BODY.replace("Seven", "Nine")
CHANGE: dict[str, Any] = {"kind": "correction", "note": "The hospital gave a new figure."}


@pytest.fixture
def update(desk: Client) -> Update:
    return factories.update(factories.story(), BODY, headline="At noon")


@pytest.fixture
def chief(db: None) -> Editor:
    return factories.editor("chief", role=Editor.Role.CHIEF, first_name="Cora")


def page_of(update: Update) -> str:
    return address("update", update.incident_id, update.pk)


def kept(desk: Client, update: Update, key: uuid.UUID, **typed: str) -> dict[str, Any]:
    """What the server answers when an open page has a correction kept."""
    sheet = f"{address('keep-draft', update.incident_id, key)}?of=update-{update.pk}"
    said: dict[str, Any] = desk.post(sheet, filled(desk, page_of(update), **typed)).json()
    return said


def second_pair(*, seconds: int = 0) -> None:
    """Make a second pair of eyes the rule of the newsroom."""
    rules = {"second_pair": True, "hold_seconds": seconds}
    House.objects.update_or_create(pk=1, defaults=rules)


def test_a_correction_is_kept_while_it_is_written_and_readers_see_nothing(
    desk: Client, update: Update
) -> None:
    key = uuid.uuid4()

    said = kept(desk, update, key, body=NINE)

    draft = Draft.objects.get()
    assert (said["state"], draft.key, draft.update, draft.base) == ("kept", key, update, 2)
    assert draft.typed["body"] == [NINE]
    assert (Update.objects.get().body, Version.objects.count()) == (BODY, 2)


def test_a_page_on_which_nothing_was_changed_is_not_kept(desk: Client, update: Update) -> None:
    said = kept(desk, update, uuid.uuid4(), body=BODY.replace("</p>", "</p>\n"))

    assert said["state"] == "empty"
    assert not Draft.objects.exists()


def test_what_was_begun_is_offered_where_the_correction_is_opened(
    desk: Client, update: Update
) -> None:
    kept(desk, update, uuid.uuid4(), body=NINE)

    page = text(desk.get(page_of(update)).content)
    listed = text(desk.get(address("story", update.incident_id)).content)

    assert "You began a correction of Update 1 at" in page
    assert "Go on with it" in page
    assert "Change of Update 1" in listed


def test_a_correction_is_taken_up_again_with_all_that_was_typed(
    desk: Client, update: Update, anna: Editor
) -> None:
    key = uuid.uuid4()
    kept(desk, update, key, body=NINE, headline="", note="So says", wrong="Seven", noticed="reader")
    updates.edit(update, UpdateText(label="1A"), by=anna, kind="typo")

    page = address("draft", update.incident_id, key)
    again = filled(desk, page, kind="correction", note="So says the hospital.")
    desk.post(page_of(update), again)

    saved = Update.objects.get()
    said = corrections(standing(update.incident_id, keys=["correction"])["correction"].value)
    assert (saved.body, saved.headline, saved.label) == (NINE, "", "1A")
    assert (said[0].wrong, said[0].noticed) == ("Seven", "reader")
    assert Draft.objects.get().state == "published"


def test_a_choice_that_was_made_travels_with_the_draft(
    desk: Client, update: Update, anna: Editor, chief: Editor
) -> None:
    second_pair()
    Incident.objects.update(second_pair=False)
    mine = filled(desk, page_of(update), body=NINE, **CHANGE)
    updates.edit(update, UpdateText(body=BODY.replace("Seven", "Eight")), by=anna, **CHANGE)
    Incident.objects.update(second_pair=None)

    asked = desk.post(page_of(update), mine | {"submit": "1"})
    names = [question.name for question in asked.context["choice"].questions]
    desk.post(page_of(update), mine | dict.fromkeys(names, "yours") | {"submit": "1"})
    draft = Draft.objects.get()
    handed = draft.state
    desk.force_login(factories.editor("boris"))
    refused = done(desk, "publish", draft)
    desk.force_login(chief)
    done(desk, "approve", draft)
    done(desk, "publish", draft)

    assert (len(names), handed) == (1, "submitted")
    assert "needs a second pair of eyes" in refused
    assert Update.objects.get().body == NINE


def test_a_correction_is_handed_in_approved_and_published_as_it_was(
    desk: Client, update: Update, anna: Editor, chief: Editor
) -> None:
    second_pair()
    given = {**CHANGE, "wrong": "Seven", "right": "Nine", "noticed": "reader", "grave": "on"}
    alone = desk.post(page_of(update), filled(desk, page_of(update), body=NINE, **given))
    said = desk.post(
        page_of(update),
        filled(desk, page_of(update), body=NINE, **given) | {"submit": "1"},
        follow=True,
    )
    draft = Draft.objects.get(state="submitted")
    desk.force_login(chief)

    look = text(desk.get(address("approve-draft", draft.incident_id, draft.key)).content)
    done(desk, "approve", draft)
    done(desk, "publish", draft)

    version = Version.objects.latest("position")
    (error,) = corrections(standing(draft.incident_id, keys=["correction"])["correction"].value)
    assert "needs a second pair of eyes" in text(alone.content)
    assert "Handed in" in text(said.content)
    assert "What will change" in look
    assert (version.author, version.approver, version.kind) == (anna, chief, "correction")
    assert (error.wrong, error.right, error.noticed, error.grave) == (
        *("Seven", "Nine", "reader", True),
    )


def test_a_contributor_hands_a_correction_in_and_is_asked_for_kind_and_note(
    desk: Client, update: Update
) -> None:
    desk.force_login(factories.editor("writer", role=Editor.Role.CONTRIBUTOR))
    bare = filled(desk, page_of(update), body=NINE) | {"submit": "1"}

    asked = desk.post(page_of(update), bare)
    desk.post(page_of(update), bare | CHANGE)
    published = desk.post(page_of(update), filled(desk, page_of(update), body=NINE, **CHANGE))

    assert asked.context["form"].errors["kind"]
    assert Draft.objects.filter(state="submitted", proposal__note=CHANGE["note"]).count() == 1
    assert "you write drafts only" in text(published.content)
    assert Version.objects.count() == 2


def test_what_changes_nothing_is_not_handed_in(desk: Client, update: Update) -> None:
    answer = desk.post(
        page_of(update), filled(desk, page_of(update), note="Nothing.") | {"submit": "1"}
    )

    assert "Nothing would change" in text(answer.content)
    assert Draft.objects.get().state == "draft"


def test_in_an_emergency_a_correction_goes_out_alone_and_readers_are_told(
    desk: Client, update: Update
) -> None:
    second_pair(seconds=30)

    typed = filled(desk, page_of(update), body=NINE, emergency="on", **CHANGE)
    desk.post(page_of(update), typed)

    shown = versions.latest(Incident.objects.get(), 2)[-1]
    assert (shown.kind, shown.emergency, shown.approved_by) == ("correction", True, "")


def test_a_correction_can_be_held_and_stopped(desk: Client, update: Update) -> None:
    Incident.objects.update(hold_seconds=30)

    said = desk.post(
        page_of(update), filled(desk, page_of(update), body=NINE, **CHANGE), follow=True
    )
    draft = Draft.objects.get()
    held = draft.state
    done(desk, "stop", draft)

    assert "can be stopped" in text(said.content)
    assert (held, draft.state, Update.objects.get().body) == ("held", "draft", BODY)


def test_a_correction_that_lacks_its_note_is_not_held(desk: Client, update: Update) -> None:
    Incident.objects.update(hold_seconds=30)

    answer = desk.post(page_of(update), filled(desk, page_of(update), body=NINE, kind="correction"))

    assert answer.context["form"].errors["note"]
    assert Draft.objects.get().state == "draft"


def test_a_scheduled_correction_of_words_that_changed_comes_back_and_is_chosen(
    desk: Client, update: Update, anna: Editor
) -> None:
    typed = filled(desk, page_of(update), body=NINE, **CHANGE)
    desk.post(page_of(update), typed | {"draft": "1"})
    draft = Draft.objects.get()
    done(desk, "schedule", draft, release="2031-07-01T14:30")
    updates.edit(update, UpdateText(body=BODY.replace("Seven", "Eight")), by=anna, **CHANGE)

    due(draft)
    releasing.release_due()
    page = address("draft", draft.incident_id, draft.key)
    opened = text(desk.get(page).content)
    asked = desk.post(page_of(update), filled(desk, page))

    draft.refresh_from_db()
    assert "Choose what shall stand" in opened
    assert (draft.state, draft.words.strip()) == ("sent_back", NINE)
    assert "It could not go out at its time" in draft.remark
    assert "Choose what shall stand" in text(asked.content)
    assert Update.objects.get().body == BODY.replace("Seven", "Eight")


def test_the_report_that_led_to_a_correction_is_answered_when_it_is_published(
    desk: Client, update: Update, chief: Editor
) -> None:
    second_pair()
    report = reports.send(
        update.incident, piece="update-1", version=2, message="It was nine.", senders=["a" * 64]
    )
    typed = filled(desk, f"{page_of(update)}?report={report.pk}", body=NINE, **CHANGE)
    desk.post(page_of(update), typed | {"submit": "1"})
    draft = Draft.objects.get()
    before = Report.objects.get().state
    desk.force_login(chief)

    done(desk, "approve", draft)
    done(desk, "publish", draft)

    report.refresh_from_db()
    assert (before, report.state) == ("open", "accepted")
    assert report.correction == Version.objects.latest("position")


def test_the_story_s_own_text_is_kept_handed_in_and_approved(
    desk: Client, chief: Editor, anna: Editor
) -> None:
    story = factories.story(lead=BODY)
    second_pair()
    page = address("text", story.pk)
    typed = filled(desk, page, lead=NINE, headline="Nine hurt", **CHANGE)

    desk.post(page, typed | {"submit": "1"})
    draft = Draft.objects.get()
    desk.force_login(chief)
    done(desk, "approve", draft)
    done(desk, "publish", draft)

    story.refresh_from_db()
    assert (story.lead, story.headline) == (NINE, "Nine hurt")
    assert Version.objects.latest("position").approver == chief


def test_both_texts_stay_until_somebody_decides_on_a_story_that_is_not_public(
    desk: Client, anna: Editor
) -> None:
    story = factories.draft(lead=BODY)
    page = address("text", story.pk)
    mine = filled(desk, page, lead=NINE, status_line="Mine")
    theirs = StoryEdit(lead=BODY.replace("Seven", "Eight"), status_line="Theirs")
    editing.edit(story, theirs, by=anna)

    asked = desk.post(page, mine)
    both = (Draft.objects.get().typed["lead"], Incident.objects.get().lead)
    names = [question.name for question in asked.context["choice"].questions]
    desk.post(page, mine | dict.fromkeys(names, "yours"))

    story.refresh_from_db()
    assert both == ([NINE], BODY.replace("Seven", "Eight"))
    assert len(names) == 2
    assert (story.lead, story.status_line) == (NINE, "Mine")
    assert Draft.objects.get().state == "published"
