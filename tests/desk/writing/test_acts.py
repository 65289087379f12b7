"""Acts that readers see and a colleague looks at first: publications, undoings, restorations."""

import re
from typing import Any

import pytest
from django.test import Client

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Draft, Editor, House, Incident, Version
from incidents.record import versions
from tests import factories
from tests.desk.boxes import address, done
from tests.desk.filled import filled, held, text

LEAD = "<p>Seven were hurt. The road is closed.</p>"
CHANGE: dict[str, Any] = {"kind": "correction", "note": "New figures."}
WHY = "It was right before."


@pytest.fixture
def chief(db: None) -> Editor:
    return factories.editor("chief", role=Editor.Role.CHIEF, first_name="Cora")


@pytest.fixture
def story(anna: Editor) -> Incident:
    """A story of which Anna rewrote a sentence, twice, before a second pair became the rule."""
    story = factories.story(lead=LEAD)
    for number in ("Nine", "Ten"):
        edit = StoryEdit(lead=LEAD.replace("Seven", number))
        story = editing.edit(story, edit, by=anna, **CHANGE)
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    return story


def drafted(by: Editor) -> Incident:
    """A story that only editors see, and who wrote it."""
    return lifecycle.open_incident(StoryEdit(headline="Shots at noon", lead=LEAD), by=by)


def handed(desk: Client, page: str, **given: str) -> str:
    """Hand an act in on its page; what the desk says then."""
    answer = desk.post(page, filled(desk, page, **given) | {"submit": "1"}, follow=True)
    return text(answer.content)


def approved(desk: Client, chief: Editor) -> tuple[str, str]:
    """What a chief editor sees of the only draft, and what is said when it is published."""
    desk.force_login(chief)
    draft = Draft.objects.get(state="submitted")
    look = text(desk.get(address("draft", draft.incident_id, draft.key)).content)
    done(desk, "approve", draft)
    return look, done(desk, "publish", draft)


def test_a_story_is_handed_in_approved_and_published(
    desk: Client, anna: Editor, chief: Editor
) -> None:
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    story = drafted(anna)
    page = address("publish", story.pk)

    alone = desk.post(page, filled(desk, page))
    said = handed(desk, page)
    look, _ = approved(desk, chief)

    version = Version.objects.get()
    assert "needs a second pair of eyes" in text(alone.content)
    assert "Handed in" in said
    assert "Seven were hurt." in look
    assert (version.number, version.author, version.approver) == (1, anna, chief)


def test_a_contributor_hands_a_story_in(desk: Client) -> None:
    writer = factories.editor("writer", role=Editor.Role.CONTRIBUTOR)
    story = drafted(writer)
    desk.force_login(writer)
    page = address("publish", story.pk)

    refused = desk.post(page, filled(desk, page))
    handed(desk, page)

    assert "you write drafts only" in text(refused.content)
    assert str(Draft.objects.get()) == "Publication of the story"
    assert not Version.objects.exists()


def test_a_story_that_was_changed_after_its_approval_is_approved_again(
    desk: Client, anna: Editor, chief: Editor
) -> None:
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    story = drafted(anna)
    handed(desk, address("publish", story.pk))
    desk.force_login(chief)
    draft = Draft.objects.get()
    done(desk, "approve", draft)
    editing.edit(story, StoryEdit(lead="<p>Slipped in.</p>"), by=anna)

    refused = done(desk, "publish", draft)

    assert "The story was changed after Cora Editor approved it" in refused
    assert not Version.objects.exists()


def test_a_story_that_was_changed_under_the_eyes_of_the_approver_is_looked_at_again(
    desk: Client, anna: Editor, chief: Editor
) -> None:
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    story = drafted(anna)
    handed(desk, address("publish", story.pk))
    desk.force_login(chief)
    draft = Draft.objects.get()
    page = address("approve-draft", story.pk, draft.key)
    opened = filled(desk, page)
    editing.edit(story, StoryEdit(lead="<p>Slipped in.</p>"), by=anna)

    answer = desk.post(page, opened)

    draft.refresh_from_db()
    assert "This was changed after you opened this page" in text(answer.content)
    assert "Slipped in." in text(answer.content)
    assert draft.approved_by is None
    desk.post(page, held(answer.content))
    draft.refresh_from_db()
    assert draft.approved_by == chief


def test_whoever_wrote_at_a_story_does_not_approve_it(
    desk: Client, anna: Editor, chief: Editor
) -> None:
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    story = drafted(anna)
    editing.edit(story, StoryEdit(status_line="Unfolding"), by=chief)
    handed(desk, address("publish", story.pk))
    desk.force_login(chief)

    said = done(desk, "approve", Draft.objects.get())

    assert "You wrote at this text yourself" in said


def test_in_an_emergency_a_story_goes_out_alone_and_its_first_version_says_so(
    desk: Client, anna: Editor
) -> None:
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    page = address("publish", drafted(anna).pk)

    desk.post(page, filled(desk, page, emergency="on"))

    assert versions.latest(Incident.objects.get(), 2)[-1].emergency


@pytest.mark.parametrize(("way", "number"), [("undo", 3), ("restore-version", 1)])
def test_what_comes_back_is_handed_in_and_approved(
    desk: Client, story: Incident, chief: Editor, way: str, number: int
) -> None:
    page = address(way, story.pk, number)

    alone = desk.post(page, filled(desk, page, note=WHY))
    handed(desk, page, note=WHY)
    look, _ = approved(desk, chief)

    shown = versions.latest(Incident.objects.get(), 2)[-1]
    assert "needs a second pair of eyes" in text(alone.content)
    assert "What will change" in look
    assert WHY in look
    assert (shown.kind, shown.approved_by, shown.note) == ("restoration", "Cora Editor", WHY)
    assert {shown.undoes, shown.restores} == {number, 0}


def test_a_choice_of_an_undoing_is_what_the_approver_publishes(
    desk: Client, story: Incident, chief: Editor
) -> None:
    page = address("undo", story.pk, 2)
    names = re.findall(r'name="(choice-\w+)"', desk.get(page).content.decode())

    undecided = handed(desk, page, note=WHY)
    handed(desk, page, note=WHY, **dict.fromkeys(names, "yours"))
    approved(desk, chief)

    assert "Choose below what shall stand" in undecided
    assert "Seven" in Incident.objects.get().lead


@pytest.mark.parametrize("told", [{}, {"base": "99"}])
def test_an_undoing_that_was_overtaken_is_not_published(
    desk: Client, story: Incident, chief: Editor, told: dict[str, str]
) -> None:
    page = address("undo", story.pk, 3)
    handed(desk, page, note=WHY, **told)
    House.objects.update(second_pair=False)
    edit = StoryEdit(lead=Incident.objects.get().lead.replace("closed", "open"))
    editing.edit(story, edit, by=None, **CHANGE)

    desk.force_login(chief)
    draft = Draft.objects.get()
    refused = desk.post(address("approve-draft", story.pk, draft.key))
    draft.refresh_from_db()

    assert "The story was changed meanwhile" in text(refused.content)
    assert "Throw it away, and hand it in anew" in text(refused.content)
    assert (draft.state, draft.approved_by) == ("submitted", None)


def test_an_update_and_a_story_come_back_with_an_approval(
    desk: Client, anna: Editor, chief: Editor
) -> None:
    update = factories.update(factories.story(), "<p>Shots.</p>")
    updates.retract(update, by=None, note="It was another village.")
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    handed(desk, address("restore-update", update.incident_id, update.pk), note=WHY)
    approved(desk, chief)
    lifecycle.retract(update.incident, by=None, note="All of it was wrong.")
    desk.force_login(anna)
    handed(desk, address("restore", update.incident_id), note=WHY)
    approved(desk, chief)

    update.refresh_from_db()
    assert (update.state, update.incident.retracted_at) == ("published", None)
    entries = versions.latest(Incident.objects.get(), 9)
    assert [one.approved_by for one in entries if one.kind == "restoration"] == ["Cora Editor"] * 2


def test_what_takes_away_waits_for_nobody(desk: Client, anna: Editor) -> None:
    update = factories.update(factories.story(), "<p>Shots.</p>")
    House.objects.update_or_create(pk=1, defaults={"second_pair": True})
    page = address("retract-update", update.incident_id, update.pk)

    answer = desk.post(page, filled(desk, page, note="It was another village."))

    update.refresh_from_db()
    assert update.state == "retracted"
    assert "Hand in" not in text(desk.get(page).content)
    assert answer.status_code == 302
