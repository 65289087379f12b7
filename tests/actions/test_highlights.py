"""Bylines, warnings, pins, key events and summaries: what each does to the public history."""

from typing import Any

import pytest

from incidents.actions.house.rules import set_rules_of
from incidents.actions.inputs import StoryEdit, SummaryLine, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.refusals import (
    AlreadyRetracted,
    KindNeeded,
    NoteNeeded,
    SecondPairNeeded,
    StaleBase,
    TooLong,
    Unconfirmed,
    WrongValue,
)
from incidents.actions.stories import editing, highlighting, lifecycle, updates, versions
from incidents.models import Incident, Update, Version
from incidents.record.ledger import Value, standing
from tests import factories

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
    assert _value(story, "lead").keys() == {"html", "marks"}
    assert (
        _value(story, "update-1")
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
    assert _newest(edited).kind == "correction"
    wrong = _aside(edited, "correction")["corrections"][0]
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

    value = _value(update.incident, "update-1")

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

    assert _value(update.incident, "update-1")["warning"] == "Blood."
    assert _newest(update.incident).kind == "addition"


def test_only_one_update_is_pinned() -> None:
    story = factories.story()
    first, second = factories.update(story), factories.update(story)

    highlighting.pin(first, by=None)
    highlighting.pin(second, by=None)

    assert [row.number for row in Update.objects.filter(pinned=True)] == [2]
    assert _value(story, "pinned") == {"update": 2}
    assert _newest(story).kind == "presentation"


def test_pinning_what_is_pinned_makes_no_version() -> None:
    update = factories.update(factories.story())
    highlighting.pin(update, by=None)
    before = _newest(update.incident).number

    highlighting.pin(update, by=None)

    assert _newest(update.incident).number == before


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
    assert [event["update"] for event in _value(story, "key_events")["events"]] == [2]
    assert _newest(story).kind == "retraction"
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

    events = _value(story, "key_events")["events"]

    assert [event["update"] for event in events] == [3, 2, 1]
    assert events[0]["headline"] == "Update 3"
    assert events[1]["headline"].startswith("Water rises. Water")
    assert events[1]["headline"].endswith(" …")
    assert events[2]["headline"] == "The bridge is closed"


def test_the_list_of_key_events_follows_a_new_headline_in_the_same_version() -> None:
    update = factories.update(factories.story(), headline="Bridge closed")
    highlighting.mark_key_event(update, by=None)
    before = _newest(update.incident).number

    updates.edit(
        update, UpdateText(headline="Bridge open"), by=None, kind="correction", note="It is open."
    )

    assert _value(update.incident, "key_events")["events"][0]["headline"] == "Bridge open"
    assert _newest(update.incident).number == before + 1


def test_an_update_leaves_the_key_events() -> None:
    update = factories.update(factories.story())
    highlighting.mark_key_event(update, by=None)

    highlighting.mark_key_event(update, by=None, key_event=False)

    assert standing(update.incident.pk)["key_events"].value is None


def test_a_summary_is_a_change_of_presentation_and_needs_no_note() -> None:
    story = _summed_up()

    value = _value(story, "summary")

    assert value["lines"] == [
        {"words": "The bridge is <strong>closed</strong>.", "updates": [1]},
        {"words": "Nobody is hurt.", "updates": [1, 2]},
    ]
    assert (_newest(story).kind, value["version"]) == ("presentation", _newest(story).number)


def test_a_summary_that_was_wrong_is_corrected_with_a_note_and_marked() -> None:
    story = _summed_up()
    right = [SummaryLine("The bridge is open.", (1,)), SummaryLine("Nobody is hurt.", (1, 2))]

    with pytest.raises(NoteNeeded):
        highlighting.summarise(story, right, by=None, kind="correction")
    highlighting.summarise(
        story,
        right,
        by=None,
        kind="correction",
        note="The bridge was open all the time.",
        particulars=Particulars(wrong="closed", right="open"),
    )

    assert _newest(story).kind == "correction"
    assert _value(story, "summary")["marks"][0]["kind"] == "correction"
    assert _aside(story, "correction")["corrections"][0]["piece"] == "summary"
    assert Incident.objects.get(pk=story.pk).corrected


def test_a_note_that_admits_an_error_makes_the_editor_think_again() -> None:
    story = _summed_up()

    with pytest.raises(Unconfirmed):
        highlighting.summarise(
            story,
            [SummaryLine("The bridge is open.", (1,))],
            by=None,
            note="We wrongly said that it was closed.",
        )


def test_a_line_that_rests_on_a_retracted_update_alone_loses_its_words_in_the_same_version() -> (
    None
):
    story = _summed_up()
    before = _newest(story).number

    updates.retract(Update.objects.get(number=1), by=None, note="It was another bridge.")

    lines = _value(story, "summary")["lines"]
    assert lines[0] == {"words": "", "updates": [1], "retracted": [1]}
    assert lines[1]["words"] == "Nobody is hurt."
    assert lines[1]["retracted"] == [1]
    assert _newest(story).number == before + 1


def test_a_withdrawn_line_comes_back_with_its_update() -> None:
    story = _summed_up()
    update = Update.objects.get(number=1)
    updates.retract(update, by=None, note="It was another bridge.")

    updates.restore(update, by=None, note="It was this bridge.")

    line = _value(story, "summary")["lines"][0]
    assert line == {"words": "The bridge is <strong>closed</strong>.", "updates": [1]}


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ([SummaryLine("It rains.", (7,))], WrongValue),
        ([SummaryLine("It rains. " * 50, (1,))], TooLong),
        ([SummaryLine(f"It rains {n}.", (1,)) for n in range(21)], TooLong),
    ],
)
def test_a_summary_that_cannot_stand_is_refused(
    lines: list[SummaryLine], refusal: type[Exception]
) -> None:
    story = _summed_up()

    with pytest.raises(refusal):
        highlighting.summarise(story, lines, by=None)


def test_a_line_may_not_rest_on_retracted_updates_alone() -> None:
    story = _summed_up()
    updates.retract(Update.objects.get(number=1), by=None, note="It was another bridge.")

    with pytest.raises(WrongValue, match="rests on Update 1 alone"):
        highlighting.summarise(story, [SummaryLine("The bridge is closed.", (1,))], by=None)


def test_the_same_summary_again_makes_no_version_unless_its_updates_changed() -> None:
    story = _summed_up()
    first = _newest(story).number
    highlighting.summarise(story, _LINES, by=None)
    assert _newest(story).number == first

    updates.edit(
        Update.objects.get(number=1),
        UpdateText(body="<p>The bridge is closed now.</p>"),
        by=None,
        kind="clarification",
        note="Since when was unclear.",
    )
    highlighting.summarise(story, _LINES, by=None)

    assert _value(story, "summary")["version"] == first + 2


def test_a_stale_summary_is_refused() -> None:
    story = _summed_up()
    base = _newest(story).number
    highlighting.summarise(story, _LINES[:1], by=None)

    with pytest.raises(StaleBase):
        highlighting.summarise(story, [SummaryLine("It rains.", (1,))], by=None, base=base)


def test_new_words_in_a_summary_need_a_second_pair_of_eyes_and_fewer_do_not() -> None:
    chief = factories.editor("chief", role="chief")
    story = _summed_up()
    set_rules_of(story, second_pair=True, hold_seconds=None, by=chief)

    with pytest.raises(SecondPairNeeded):
        highlighting.summarise(story, [*_LINES, SummaryLine("It rains.", (1,))], by=chief)
    highlighting.summarise(story, _LINES[:1], by=chief)
    highlighting.summarise(story, [*_LINES], by=chief, emergency=True)

    assert _aside(story, "approval") == {"name": "", "emergency": True}
    assert len(_value(story, "summary")["lines"]) == 2


def test_a_story_may_be_published_with_a_summary() -> None:
    draft = factories.draft(summary=[SummaryLine("Shots were heard.")])

    story = lifecycle.publish(draft, by=None)

    assert _value(story, "summary")["version"] == 1


def test_undoing_a_pin_and_a_summary_brings_back_what_stood() -> None:
    story = _summed_up()
    highlighting.pin(Update.objects.get(number=1), by=None)
    highlighting.pin(Update.objects.get(number=2), by=None)
    pinned = _newest(story).number
    highlighting.summarise(story, _LINES[:1], by=None)
    summed_up = _newest(story).number

    versions.undo(story, pinned, by=None, note="The first one matters more.")
    versions.undo(story, summed_up, by=None, note="Too short.")

    assert _value(story, "pinned") == {"update": 1}
    assert Update.objects.get(pinned=True).number == 1
    assert [line["words"] for line in _value(story, "summary")["lines"]] == [
        "The bridge is <strong>closed</strong>.",
        "Nobody is hurt.",
    ]


def test_undoing_a_retraction_lets_the_update_stand_out_again() -> None:
    story = _summed_up()
    update = Update.objects.get(number=1)
    highlighting.pin(update, by=None)
    highlighting.mark_key_event(update, by=None)
    updates.retract(update, by=None, note="It was another bridge.")

    versions.undo(story, _newest(story).number, by=None, note="It was this bridge.")

    held = {key: _value(story, key) for key in ("pinned", "key_events", "summary")}
    assert held["pinned"] == {"update": 1}
    assert held["key_events"]["events"][0]["update"] == 1
    assert held["summary"]["lines"][0]["words"] != ""
    assert held["summary"]["version"] < _newest(story).number


_LINES = [
    SummaryLine("<p>The bridge is <strong>closed</strong>.</p>", (1,)),
    SummaryLine("Nobody is hurt.", (2, 1)),
]


def _summed_up() -> Incident:
    story = factories.story()
    factories.update(story, "<p>The bridge is closed.</p>")
    factories.update(story, "<p>Nobody is hurt.</p>")
    return highlighting.summarise(story, _LINES, by=None)


def _newest(story: Incident) -> Version:
    return Version.objects.filter(incident=story).latest("number")


def _value(story: Incident, key: str) -> dict[str, Any]:
    value: Value | None = standing(story.pk, keys=[key])[key].value
    assert value is not None
    return value


def _aside(story: Incident, key: str) -> dict[str, Any]:
    return _value(story, key)
