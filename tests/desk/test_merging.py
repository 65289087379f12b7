"""Two editors at one text: merged where it can be, and given to a person where it cannot."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.stories import editing, updates
from incidents.models import Citation, Editor, Incident, Source, Update, Version
from tests import factories
from tests.desk.filled import filled, text

LEAD = "<p>Seven were hurt. The road is closed. The ministry is silent.</p>"
CHANGE: dict[str, Any] = {"kind": "correction", "note": "A new figure."}


def choices(page: bytes, side: str) -> dict[str, str]:
    """Every choice that a page offers, made for one side."""
    return dict.fromkeys(re.findall(r'name="(choice-\w+)"', page.decode()), side)


def page_of(update: Update) -> str:
    return reverse("desk:update", args=[update.incident_id, update.pk])


@pytest.fixture
def update(desk: Client) -> Update:
    return factories.update(factories.story(), LEAD, headline="At noon")


def rewrite(update: Update, old: str, new: str, by: Editor) -> None:
    update.refresh_from_db()
    updates.edit(update, UpdateText(body=update.body.replace(old, new)), by=by, **CHANGE)


def test_different_sentences_are_merged_and_it_is_said(
    desk: Client, anna: Editor, update: Update
) -> None:
    mine = filled(desk, page_of(update), body=LEAD.replace("Seven", "Nine"), **CHANGE)
    rewrite(update, "closed", "open", anna)

    answer = desk.post(page_of(update), mine, follow=True)

    update.refresh_from_db()
    assert update.body == LEAD.replace("Seven", "Nine").replace("closed", "open")
    said = "Update 1 saved. Merged with what Anna Editor changed meanwhile (version 3)"
    assert said in text(answer.content)
    assert f"{update.incident.get_absolute_url()}changes/2..4/" in answer.content.decode()
    assert Version.objects.latest("position").number == 4


@pytest.mark.parametrize(("side", "stands"), [("yours", "Nine"), ("theirs", "Eight")])
def test_the_same_sentence_is_chosen_by_a_person(
    desk: Client, anna: Editor, update: Update, side: str, stands: str
) -> None:
    mine = filled(desk, page_of(update), body=LEAD.replace("Seven", "Nine"), **CHANGE)
    rewrite(update, "Seven", "Eight", anna)

    asked = desk.post(page_of(update), mine)
    kept = Update.objects.get().body
    desk.post(page_of(update), mine | choices(asked.content, side))

    words = text(asked.content)
    assert kept == LEAD.replace("Seven", "Eight")
    assert "Choose what shall stand" in words
    assert "The road is closed." in words
    assert "checked" not in re.findall(r'<input[^>]*name="choice[^>]*>', asked.content.decode())
    assert Update.objects.get().body == LEAD.replace("Seven", stands)
    assert Version.objects.latest("position").number == (4 if side == "yours" else 3)


def test_a_choice_lapses_when_somebody_changes_the_words_again(
    desk: Client, anna: Editor, update: Update
) -> None:
    mine = filled(desk, page_of(update), body=LEAD.replace("Seven", "Nine"), **CHANGE)
    rewrite(update, "Seven", "Eight", anna)
    asked = desk.post(page_of(update), mine)
    rewrite(update, "Eight", "Ten", anna)

    again = desk.post(page_of(update), mine | choices(asked.content, "yours"))
    desk.post(page_of(update), mine | choices(again.content, "yours"))

    assert "Ten" in text(again.content)
    assert Update.objects.get().body == LEAD.replace("Seven", "Nine")


def test_a_choice_holds_when_somebody_changes_other_words(
    desk: Client, anna: Editor, update: Update
) -> None:
    mine = filled(desk, page_of(update), body=LEAD.replace("Seven", "Nine"), **CHANGE)
    rewrite(update, "Seven", "Eight", anna)
    asked = desk.post(page_of(update), mine)
    rewrite(update, "silent", "loud", anna)

    desk.post(page_of(update), mine | choices(asked.content, "yours"))

    assert Update.objects.get().body == LEAD.replace("Seven", "Nine").replace("silent", "loud")


def test_nothing_typed_is_lost_while_choosing(desk: Client, anna: Editor, update: Update) -> None:
    typed = {"source_outlet": "Hospital", "headline": "Mine", "wrong": "Seven", "entered": "2"}
    body = LEAD.replace("Seven", "Nine")
    mine = filled(desk, page_of(update), body=body, **CHANGE, **typed)
    change: dict[str, Any] = {"by": anna, **CHANGE}
    theirs = UpdateText(body=LEAD.replace("Seven", "Eight"), headline="Theirs")
    updates.edit(update, theirs, **change)

    asked = desk.post(page_of(update), mine)
    desk.post(page_of(update), mine | choices(asked.content, "yours"))

    form = asked.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert form["body"].value() == body
    assert len(choices(asked.content, "yours")) == 2
    saved = Update.objects.get()
    assert (saved.body, saved.headline) == (body, "Mine")
    assert Source.objects.get().outlet == "Hospital"


def test_sources_that_others_ticked_stay_ticked(desk: Client, anna: Editor, update: Update) -> None:
    listed = [SourceText(outlet="Agency"), SourceText(outlet="Hospital")]
    edit = StoryEdit(sources=listed)
    editing.edit(update.incident, edit, by=anna, note="Two sources.")
    agency, hospital = Source.objects.order_by("number")
    mine = filled(desk, page_of(update), cites=[str(agency.pk)], note="It says so.")
    updates.edit(update, UpdateText(cites=[hospital.pk]), by=anna, note="So does it.")

    desk.post(page_of(update), mine)

    assert set(Citation.objects.values_list("source", flat=True)) == {agency.pk, hospital.pk}


def test_a_time_that_both_changed_is_chosen(desk: Client, anna: Editor, update: Update) -> None:
    mine = filled(desk, page_of(update), at="2017-02-25T14:30", **CHANGE)
    typed = filled(desk, page_of(update), at="2017-02-25T15:00", **CHANGE)
    desk.post(page_of(update), typed)

    asked = desk.post(page_of(update), mine)
    desk.post(page_of(update), mine | choices(asked.content, "yours"))

    assert "2017-02-25T15:00" in text(asked.content)
    assert Update.objects.get().at.isoformat() == "2017-02-25T13:30:00+00:00"


def test_headline_and_report_of_a_story_are_chosen_together(desk: Client, anna: Editor) -> None:
    story = factories.story(lead=LEAD)
    address = reverse("desk:text", args=[story.pk])
    lead = LEAD.replace("Seven", "Nine")
    mine = filled(desk, address, headline="Mine", lead=lead, status_line="Over", **CHANGE)
    theirs = StoryEdit(headline="Theirs", lead=LEAD.replace("Seven", "Eight"), topic_line="War")
    editing.edit(story, theirs, by=anna, **CHANGE)

    asked = desk.post(address, mine)
    desk.post(address, mine | choices(asked.content, "yours"))

    story = Incident.objects.get()
    assert len(choices(asked.content, "yours")) == 2
    assert (story.headline, story.lead, story.status_line) == ("Mine", lead, "Over")
    assert story.topic_line == "War"
    assert story.version_number == 3


def test_a_stale_list_shows_what_was_typed_and_is_not_saved(desk: Client, anna: Editor) -> None:
    story = factories.long_story(1)
    address = reverse("desk:sources", args=[story.pk])
    typed = {"sources-1-outlet": "Hospital", "sources-1-kind": "official"}
    mine = filled(desk, address, note="A new one.", **typed)
    held = Source.objects.get()
    kept = [SourceText(outlet="Agency", id=held.pk), SourceText(outlet="Ministry")]
    editing.edit(story, StoryEdit(sources=kept), by=anna, note="Theirs.")

    refused = desk.post(address, mine)

    assert 'value="Hospital"' in refused.content.decode()
    assert "A new one." in refused.content.decode()
    assert "2. Ministry" in text(refused.content)
    assert [row.outlet for row in Source.objects.order_by("number")] == ["Agency", "Ministry"]
