"""Bylines, warnings, pins and key events: what each does to the public history."""

import pytest

from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.refusals import (
    AlreadyRetracted,
    KindNeeded,
    Unconfirmed,
)
from incidents.actions.stories import editing, highlighting, updates, versions
from incidents.models import Update
from incidents.record.ledger import standing
from tests import factories
from tests.actions.outstanding import LINES, newest, said, summed_up

pytestmark = pytest.mark.django_db


def test_credits_stand_in_a_piece_of_their_own_and_only_where_there_are_any() -> None:
    plain = factories.story()
    signed = factories.story(authors="Jane Doe; Ali Veli in Baku", dateline="BAKU")

    assert "credits" not in standing(plain.pk)
    assert standing(signed.pk)["credits"].value == {
        "authors": "Jane Doe; Ali Veli in Baku",
        "dateline": "BAKU",
    }


def test_a_story_without_any_of_it_has_the_values_that_it_had_before() -> None:
    story = factories.story()
    factories.update(story)

    held = standing(story.pk)

    assert held.keys().isdisjoint({"credits", "summary", "pinned", "key_events"})
    assert said(story, "lead").keys() == {"html", "marks"}
    assert (
        said(story, "update-1")
        .keys()
        .isdisjoint({"authors", "agencies", "dateline", "warning", "pinned", "key_event"})
    )


def test_a_changed_byline_asks_what_kind_of_change_it_is() -> None:
    story = factories.story(authors="Jane Do")

    with pytest.raises(KindNeeded):
        editing.edit(story, StoryEdit(authors="Jane Doe"), by=None)

    edited = editing.edit(
        story, StoryEdit(authors="Jane Doe"), by=None, kind="correction", note="Her name is Doe."
    )
    assert newest(edited).kind == "correction"
    wrong = said(edited, "correction")["corrections"][0]
    assert (wrong["piece"], wrong["wrong"], wrong["right"]) == (
        "credits",
        "By Jane Do",
        "By Jane Doe",
    )


def test_a_name_in_a_byline_is_no_typo_without_a_second_thought() -> None:
    story = factories.story(authors="Jane Doe")

    with pytest.raises(Unconfirmed):
        editing.edit(story, StoryEdit(authors="Joan Roe"), by=None, kind="typo")


def test_an_update_tells_who_wrote_it_where_and_warns() -> None:
    update = factories.update(
        factories.story(), authors=" Ali Veli ;", dateline="GANJA", warning="Injuries."
    )

    value = said(update.incident, "update-1")

    assert (value["authors"], value["dateline"], value["warning"]) == (
        "Ali Veli",
        "GANJA",
        "Injuries.",
    )
    assert "agencies" not in value


def test_a_changed_warning_of_an_update_is_a_change_of_its_text() -> None:
    update = factories.update(factories.story())

    updates.edit(
        update, UpdateText(warning="Blood."), by=None, kind="addition", note="Readers asked for it."
    )

    assert said(update.incident, "update-1")["warning"] == "Blood."
    assert newest(update.incident).kind == "addition"


def test_only_one_update_is_pinned() -> None:
    story = factories.story()
    first, second = factories.update(story), factories.update(story)

    highlighting.pin(first, by=None)
    highlighting.pin(second, by=None)

    assert [row.number for row in Update.objects.filter(pinned=True)] == [2]
    assert said(story, "pinned") == {"update": 2}
    assert newest(story).kind == "presentation"


def test_pinning_what_is_pinned_makes_no_version() -> None:
    update = factories.update(factories.story())
    highlighting.pin(update, by=None)
    before = newest(update.incident).number

    highlighting.pin(update, by=None)

    assert newest(update.incident).number == before


def test_an_update_that_is_unpinned_leaves_nothing_behind() -> None:
    update = factories.update(factories.story())
    highlighting.pin(update, by=None)

    highlighting.unpin(update, by=None)

    assert standing(update.incident.pk)["pinned"].value is None
    assert not Update.objects.filter(pinned=True).exists()


def test_a_retracted_update_does_not_stand_out_any_more() -> None:
    story = factories.story()
    update, other = factories.update(story), factories.update(story)
    highlighting.pin(update, by=None)
    for row in (update, other):
        highlighting.mark_key_event(row, by=None)

    updates.retract(update, by=None, note="It was another bridge.")

    held = standing(story.pk)
    assert held["pinned"].value is None
    assert [event["update"] for event in said(story, "key_events")["events"]] == [2]
    assert newest(story).kind == "retraction"
    with pytest.raises(AlreadyRetracted):
        highlighting.pin(update, by=None)
    with pytest.raises(AlreadyRetracted):
        highlighting.mark_key_event(update, by=None)


def test_key_events_stand_newest_first_with_time_and_headline_or_first_words() -> None:
    story = factories.story()
    named = factories.update(story, headline="The bridge is closed")
    long = factories.update(story, f"<p>{'Water rises. ' * 20}</p>")
    warned = factories.update(story, "<p>Bodies lie there.</p>", warning="It describes the dead.")
    for row in (named, long, warned):
        highlighting.mark_key_event(row, by=None)

    events = said(story, "key_events")["events"]

    assert [event["update"] for event in events] == [3, 2, 1]
    assert events[0]["headline"] == "Update 3"
    assert events[1]["headline"].startswith("Water rises. Water")
    assert events[1]["headline"].endswith(" …")
    assert events[2]["headline"] == "The bridge is closed"


def test_the_list_of_key_events_follows_a_new_headline_in_the_same_version() -> None:
    update = factories.update(factories.story(), headline="Bridge closed")
    highlighting.mark_key_event(update, by=None)
    before = newest(update.incident).number

    updates.edit(
        update, UpdateText(headline="Bridge open"), by=None, kind="correction", note="It is open."
    )

    assert said(update.incident, "key_events")["events"][0]["headline"] == "Bridge open"
    assert newest(update.incident).number == before + 1


def test_an_edit_begun_before_another_key_event_was_marked_goes_through() -> None:
    first = factories.update(factories.story(), headline="Bridge closed")
    second = factories.update(first.incident, headline="Water rises")
    highlighting.mark_key_event(first, by=None)
    base = newest(first.incident).number
    highlighting.mark_key_event(second, by=None)

    updates.edit(
        first,
        UpdateText(headline="Bridge open"),
        by=None,
        kind="correction",
        note="It is open.",
        base=base,
    )

    listed = said(first.incident, "key_events")["events"]
    assert [event["headline"] for event in listed] == ["Water rises", "Bridge open"]


def test_an_update_leaves_the_key_events() -> None:
    update = factories.update(factories.story())
    highlighting.mark_key_event(update, by=None)

    highlighting.mark_key_event(update, by=None, key_event=False)

    assert standing(update.incident.pk)["key_events"].value is None


def test_undoing_a_pin_and_a_summary_brings_back_what_stood() -> None:
    story = summed_up()
    highlighting.pin(Update.objects.get(number=1), by=None)
    highlighting.pin(Update.objects.get(number=2), by=None)
    pinned = newest(story).number
    highlighting.summarise(story, LINES[:1], by=None)
    shortened = newest(story).number

    versions.undo(story, pinned, by=None, note="The first one matters more.")
    versions.undo(story, shortened, by=None, note="Too short.")

    assert said(story, "pinned") == {"update": 1}
    assert Update.objects.get(pinned=True).number == 1
    assert [line["words"] for line in said(story, "summary")["lines"]] == [
        "The bridge is <strong>closed</strong>.",
        "Nobody is hurt.",
    ]


def test_undoing_a_retraction_lets_the_update_stand_out_again() -> None:
    story = summed_up()
    update = Update.objects.get(number=1)
    highlighting.pin(update, by=None)
    highlighting.mark_key_event(update, by=None)
    updates.retract(update, by=None, note="It was another bridge.")

    versions.undo(story, newest(story).number, by=None, note="It was this bridge.")

    held = {key: said(story, key) for key in ("pinned", "key_events", "summary")}
    assert held["pinned"] == {"update": 1}
    assert held["key_events"]["events"][0]["update"] == 1
    assert held["summary"]["lines"][0]["words"] != ""
    assert held["summary"]["version"] < newest(story).number
