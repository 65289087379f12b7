"""What is known so far: what a summary may say, and what becomes of its lines."""

import pytest

from incidents.actions.house.rules import set_rules_of
from incidents.actions.inputs import SummaryLine, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.refusals import (
    NoteNeeded,
    SecondPairNeeded,
    StaleBase,
    TooLong,
    Unconfirmed,
    WrongValue,
)
from incidents.actions.stories import highlighting, lifecycle, updates
from incidents.models import Incident, Update
from tests import factories
from tests.actions.outstanding import LINES, newest, said, summed_up

pytestmark = pytest.mark.django_db


def test_a_summary_is_a_change_of_presentation_and_needs_no_note() -> None:
    story = summed_up()

    value = said(story, "summary")

    assert value["lines"] == [
        {"words": "The bridge is <strong>closed</strong>.", "updates": [1]},
        {"words": "Nobody is hurt.", "updates": [1, 2]},
    ]
    assert (newest(story).kind, value["version"]) == ("presentation", newest(story).number)


def test_a_summary_that_was_wrong_is_corrected_with_a_note_and_marked() -> None:
    story = summed_up()
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

    assert newest(story).kind == "correction"
    assert said(story, "summary")["marks"][0]["kind"] == "correction"
    assert said(story, "correction")["corrections"][0]["piece"] == "summary"
    assert Incident.objects.get(pk=story.pk).corrected


def test_a_note_that_admits_an_error_makes_the_editor_think_again() -> None:
    story = summed_up()

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
    story = summed_up()
    before = newest(story).number

    updates.retract(Update.objects.get(number=1), by=None, note="It was another bridge.")

    lines = said(story, "summary")["lines"]
    assert lines[0] == {"words": "", "updates": [1], "retracted": [1]}
    assert lines[1]["words"] == "Nobody is hurt."
    assert lines[1]["retracted"] == [1]
    assert newest(story).number == before + 1


def test_a_withdrawn_line_comes_back_with_its_update() -> None:
    story = summed_up()
    update = Update.objects.get(number=1)
    updates.retract(update, by=None, note="It was another bridge.")

    updates.restore(update, by=None, note="It was this bridge.")

    line = said(story, "summary")["lines"][0]
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
    story = summed_up()

    with pytest.raises(refusal):
        highlighting.summarise(story, lines, by=None)


def test_a_line_may_not_rest_on_retracted_updates_alone() -> None:
    story = summed_up()
    updates.retract(Update.objects.get(number=1), by=None, note="It was another bridge.")

    with pytest.raises(WrongValue, match="rests on Update 1 alone"):
        highlighting.summarise(story, [SummaryLine("The bridge is closed.", (1,))], by=None)


def test_the_same_summary_again_makes_no_version_unless_its_updates_changed() -> None:
    story = summed_up()
    first = newest(story).number
    highlighting.summarise(story, LINES, by=None)
    assert newest(story).number == first

    updates.edit(
        Update.objects.get(number=1),
        UpdateText(body="<p>The bridge is closed now.</p>"),
        by=None,
        kind="clarification",
        note="Since when was unclear.",
    )
    highlighting.summarise(story, LINES, by=None)

    assert said(story, "summary")["version"] == first + 2


def test_a_stale_summary_is_refused() -> None:
    story = summed_up()
    base = newest(story).number
    highlighting.summarise(story, LINES[:1], by=None)

    with pytest.raises(StaleBase):
        highlighting.summarise(story, [SummaryLine("It rains.", (1,))], by=None, base=base)


def test_new_words_in_a_summary_need_a_second_pair_of_eyes_and_fewer_do_not() -> None:
    chief = factories.editor("chief", role="chief")
    story = summed_up()
    set_rules_of(story, second_pair=True, hold_seconds=None, by=chief)

    with pytest.raises(SecondPairNeeded):
        highlighting.summarise(story, [*LINES, SummaryLine("It rains.", (1,))], by=chief)
    highlighting.summarise(story, LINES[:1], by=chief)
    highlighting.summarise(story, [*LINES], by=chief, emergency=True)

    assert said(story, "approval") == {"name": "", "emergency": True}
    assert len(said(story, "summary")["lines"]) == 2


def test_a_story_may_be_published_with_a_summary() -> None:
    draft = factories.draft(summary=[SummaryLine("Shots were heard.")])

    story = lifecycle.publish(draft, by=None)

    assert said(story, "summary")["version"] == 1
