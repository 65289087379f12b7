"""A text that goes whole goes from the corrections that repeat it too, and is looked for after."""

import pytest

from incidents import record
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.redactions.planning import ChosenPiece, Removal, choosable
from incidents.actions.redactions.quotations import Quotations
from incidents.actions.redactions.redact import Done, redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.refusals import WrongValue
from incidents.actions.stories import editing, updates
from incidents.models import Incident, KeptDifference, Update
from incidents.operations.verifying import verify
from tests import factories
from tests.actions.redactions.scenes import chief, stored_texts

pytestmark = pytest.mark.django_db

GONE = "The baker of Mill Street set the fire."
OTHER = "The fire began in a kitchen."


def corrected(said: Particulars | None = None, note: str = "We had no proof.") -> Incident:
    """A story whose first version said what its second took back."""
    story = factories.story("A fire", lead=f"<p>{GONE} Nobody was hurt.</p>")
    edit = StoryEdit(lead=f"<p>{OTHER} Nobody was hurt.</p>")
    editing.edit(story, edit, by=None, kind="correction", note=note, particulars=said)
    return Incident.objects.get(pk=story.pk)


def taken_out(story: Incident, *pieces: tuple[str, int], note: str = "Not ours.") -> Done:
    chosen = tuple(ChosenPiece(story.pk, key, number) for key, number in pieces)
    return redact(Removal(pieces=chosen), category="privacy", note=note, by=chief())


def where_it_stands(words: str) -> set[str]:
    terms = Terms([words])
    return {place for place, value in stored_texts() if terms.stand_in(value)}


def test_a_correction_does_not_keep_what_was_taken_out() -> None:
    story = corrected()

    done = taken_out(story, ("lead", 1))

    entry = next(change for change in record.of(story).changes if change.number == 2)
    assert (entry.corrections[0].wrong, entry.corrections[0].right) == ("[removed]", OTHER)
    assert where_it_stands(GONE) == set()
    assert (done.left.count, done.words, done.sentences) == (0, False, 1)
    assert verify().faults == []


@pytest.mark.parametrize("wrong", [GONE, "the BAKER of Mill  Street", "“The baker of Mill Street”"])
def test_a_mark_does_not_keep_it_either_and_its_working_row_agrees(wrong: str) -> None:
    story = corrected(Particulars(wrong=wrong, right=OTHER))

    taken_out(story, ("lead", 1))

    story.refresh_from_db()
    page = record.of(story)
    assert (page.lead_marks[0].wrong, page.lead_marks[0].right) == ("[removed]", OTHER)
    assert story.lead_marks[0]["wrong"] == "[removed]"
    assert page.lead_html == f"<p>{OTHER} Nobody was hurt.</p>"
    assert where_it_stands("baker of Mill Street") == set()


def test_the_marks_of_a_retracted_update_are_followed() -> None:
    story = factories.story("A fire")
    update = factories.update(story, f"<p>{GONE}</p>")
    said = Particulars(wrong=GONE, right=OTHER)
    text = UpdateText(body=f"<p>{OTHER}</p>")
    updates.edit(update, text, by=None, kind="correction", note="No proof.", particulars=said)
    updates.retract(Update.objects.get(), by=None, note="Nothing of it holds.")

    done = taken_out(story, ("update-1", 2))

    assert Update.objects.get().marks[0]["wrong"] == "[removed]"
    assert where_it_stands(GONE) == set()
    assert done.left.count == 0
    assert verify().faults == []


def test_differences_of_what_is_gone_are_not_kept() -> None:
    story = corrected()
    assert KeptDifference.objects.exists()

    taken_out(story, ("lead", 1))

    assert not KeptDifference.objects.exists()


def test_what_repeats_it_elsewhere_is_listed() -> None:
    story = corrected(note=f"We wrote: {GONE}")
    factories.update(story, f"<p>He said it again: {GONE}</p>")
    factories.draft("A draft", lead=f"<p>{GONE}</p>")

    done = taken_out(story, ("lead", 1))

    left = {(text.key, text.numbers) for text in done.left.texts}
    assert left == {("note", (2,)), ("update-1", (3,))}
    assert {row.model for row in done.left.rows} == {Incident, Update}


def test_sentences_that_still_stand_in_a_later_text_are_listed() -> None:
    story = factories.story(lead=f"<p>{GONE}</p>")
    edit = StoryEdit(lead=f"<p>{GONE} {OTHER}</p>")
    editing.edit(story, edit, by=None, kind="addition", note="More.")

    done = taken_out(story, ("lead", 1))

    assert [(text.key, text.numbers) for text in done.left.texts] == [("lead", (2,))]


def test_what_is_too_short_is_not_said_to_have_been_looked_for() -> None:
    story = factories.story(lead="<p>He did.</p>")

    done = taken_out(story, ("lead", 1))

    assert (done.words, done.sentences, done.left.count) == (False, 0, 0)


def test_whole_fields_with_a_term_are_followed_too() -> None:
    story = corrected()
    removal = Removal(Terms(["hurt"]), whole=True)

    done = redact(removal, category="privacy", note="A person asked.", by=chief())

    assert done.left.count == 0
    assert where_it_stands(GONE) == set()
    assert where_it_stands(OTHER) == set()
    assert record.of(Incident.objects.get(pk=story.pk)).headline == "A fire"
    assert verify().faults == []


def test_a_correction_may_go_whole() -> None:
    story = corrected()
    stored = {(text.stored.key, text.stored.numbers): text.said for text in choosable(story)}

    taken_out(story, ("correction", 2))

    entry = next(change for change in record.of(story).changes if change.number == 2)
    assert stored["correction", (2,)] == f"{OTHER} {GONE}"
    assert (entry.corrections[0].wrong, entry.corrections[0].right) == ("[removed]", "[removed]")
    assert verify().faults == []


def test_other_corrections_stay() -> None:
    story = corrected()
    edit = StoryEdit(headline="Two fires")
    editing.edit(story, edit, by=None, kind="correction", note="There were two.")

    taken_out(story, ("lead", 1))

    entry = next(change for change in record.of(story).changes if change.number == 3)
    assert (entry.corrections[0].wrong, entry.corrections[0].right) == ("A fire", "Two fires")


def test_the_note_may_not_repeat_it() -> None:
    story = corrected()

    with pytest.raises(WrongValue):
        taken_out(story, ("lead", 1), note=f"We removed: {GONE}")

    assert Incident.objects.get(pk=story.pk).version_number == 2


def test_editing_afterwards_makes_no_version_out_of_nothing() -> None:
    story = corrected(Particulars(wrong=GONE, right=OTHER))
    taken_out(story, ("lead", 1))
    story.refresh_from_db()

    edit = StoryEdit(lead=story.lead)
    editing.edit(story, edit, by=None, kind="typo")

    assert Incident.objects.get(pk=story.pk).version_number == 3


@pytest.mark.parametrize(
    "written",
    [
        "<p>Then: the baker of <em>Mill</em> Street set the fire</p>",
        "the%20baker%20of%20Mill%20Street%20set%20the%20fire",
        "THE BAKER, of Mill-Street: set the fire!",
    ],
)
def test_a_sentence_is_known_again_however_it_is_written(written: str) -> None:
    assert Quotations([GONE]).stand_in(written)


@pytest.mark.parametrize("written", ["The baker of Mill Street", "set the fires", "", "[removed]"])
def test_other_words_are_no_quotation(written: str) -> None:
    assert not Quotations([GONE, "[This text was removed.]", "Set it."]).stand_in(written)
