"""Changing what readers have read: with a kind, a note, and never over somebody else's words."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.stories import updates
from incidents.models import Editor, Incident, Update, Version
from tests import factories
from tests.desk.filled import filled, found, text


def page_of(update: Update) -> str:
    return reverse("desk:update", args=[update.incident_id, update.pk])


@pytest.fixture
def update(desk: Client) -> Update:
    return factories.update(factories.story(), "<p>Seven were hurt.</p>", headline="At noon")


def test_a_correction_leaves_a_version_with_its_note_and_a_mark(
    desk: Client, update: Update
) -> None:
    typed = filled(
        desk,
        page_of(update),
        body="<p>Nine were hurt.</p>",
        kind="correction",
        note="The hospital gave a new figure.",
    )

    answer = desk.post(page_of(update), typed, follow=True)

    update.refresh_from_db()
    assert "Update 1 saved" in text(answer.content)
    assert update.body == "<p>Nine were hurt.</p>"
    assert [mark["kind"] for mark in update.marks] == ["correction"]
    assert Version.objects.latest("position").kind == "correction"


@pytest.mark.parametrize(
    ("given", "field"),
    [({}, "kind"), ({"kind": "correction"}, "note"), ({"kind": "status"}, "kind")],
)
def test_kind_and_note_are_asked_for(
    desk: Client, update: Update, given: dict[str, str], field: str
) -> None:
    typed = filled(desk, page_of(update), body="<p>Nine were hurt.</p>", **given)

    answer = desk.post(page_of(update), typed)

    assert answer.context["form"].errors[field]
    assert "Nine were hurt." in answer.content.decode()
    assert Version.objects.count() == 2


def test_what_is_missing_is_named_on_top_with_a_way_to_it_and_has_the_cursor(
    desk: Client, update: Update
) -> None:
    typed = filled(desk, page_of(update), body="<p>Nine were hurt.</p>", kind="correction")

    answer = desk.post(page_of(update), typed)

    [way] = found(answer.content, "//div[@role='alert']//a")
    assert "Tell readers why" in str(way.text_content())
    assert found(answer.content, f"//*[@id='{way.get('href')[1:]}']//textarea[@autofocus]")
    assert len(found(answer.content, "//main//*[@autofocus]")) == 1


def test_a_typo_needs_no_note(desk: Client, update: Update) -> None:
    typed = filled(desk, page_of(update), body="<p>Seven were hurt!</p>", kind="typo")

    desk.post(page_of(update), typed)

    assert Version.objects.latest("position").kind == "typo"


def test_saving_without_a_change_makes_no_version_and_keeps_the_seconds(
    desk: Client, update: Update
) -> None:
    at = update.at

    desk.post(page_of(update), filled(desk, page_of(update)))

    update.refresh_from_db()
    assert update.at == at
    assert Version.objects.count() == 2


def test_a_retraction_needs_a_reason_and_keeps_the_number(desk: Client, update: Update) -> None:
    address = reverse("desk:retract-update", args=[update.incident_id, update.pk])

    without = desk.post(address, filled(desk, address))
    desk.post(address, filled(desk, address, note="It was another village."))

    update.refresh_from_db()
    assert without.context["form"].errors["note"]
    assert (update.number, update.state) == (1, "retracted")
    assert update.retraction_reason == "It was another village."


def test_a_retracted_update_is_restored(desk: Client, anna: Editor, update: Update) -> None:
    updates.retract(update, by=anna, note="It was another village.")
    address = reverse("desk:restore-update", args=[update.incident_id, update.pk])

    answer = desk.post(address, filled(desk, address, note="It was this village."), follow=True)

    update.refresh_from_db()
    assert update.state == "published"
    assert "Update 1 stands again" in text(answer.content)


def test_a_retracted_update_is_not_edited(desk: Client, anna: Editor, update: Update) -> None:
    updates.retract(update, by=anna, note="It was another village.")
    typed = filled(desk, page_of(update), body="Other.", kind="typo")

    answer = desk.post(page_of(update), typed)

    assert "restore it before changing it" in answer.context["form"].non_field_errors()[0]


def test_the_lead_of_a_published_story_asks_for_kind_and_note(desk: Client) -> None:
    story = factories.story()
    address = reverse("desk:text", args=[story.pk])
    typed = filled(desk, address, lead="<p>Three villages report shots.</p>")

    refused = desk.post(address, typed)
    desk.post(address, typed | {"kind": "correction", "note": "A third village."})

    story.refresh_from_db()
    assert refused.context["form"].errors["kind"]
    assert story.lead == "<p>Three villages report shots.</p>"


def test_who_edits_the_lead_does_not_undo_a_new_headline(desk: Client, anna: Editor) -> None:
    story = factories.story()
    address = reverse("desk:text", args=[story.pk])
    mine = filled(
        desk, address, lead="<p>Three villages.</p>", kind="correction", note="A third village."
    )
    other = filled(desk, address, headline="Shots at the border", note="Shorter.")
    desk.post(address, other)

    desk.post(address, mine)

    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Shots at the border", "<p>Three villages.</p>")
    assert story.version_number == 3


def test_a_renamed_story_moves_and_its_old_address_leads_on(desk: Client) -> None:
    story = factories.story()
    old = story.get_absolute_url()
    address = reverse("desk:text", args=[story.pk])

    desk.post(address, filled(desk, address, headline="Other words", move="on", note="Clearer."))
    answer = desk.get(old)

    story = Incident.objects.get()
    assert answer.status_code == 301
    assert answer["Location"] == story.get_absolute_url()
