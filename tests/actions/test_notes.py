"""Notes on a story: who writes and settles them, whom they tell, and that none gets out."""

import pytest
from django.db import IntegrityError, transaction

from incidents.actions.refusals import NotAllowed, NothingWritten, TooLong
from incidents.actions.stories import notes
from incidents.models import Editor, Event, Incident, Mention, Note, Version
from tests import factories


@pytest.fixture
def anna(db: None) -> Editor:
    return factories.editor()


@pytest.fixture
def boris(db: None) -> Editor:
    return factories.editor("boris", first_name="Boris")


@pytest.fixture
def story(db: None) -> Incident:
    return factories.story()


def told() -> list[str]:
    return sorted(mention.editor.username for mention in Mention.objects.all())


def test_a_note_makes_an_event_without_its_words_and_no_version(
    story: Incident, anna: Editor
) -> None:
    versions = Version.objects.count()

    note = notes.write(story, "The footage: do not use, unverified.", by=anna)

    event = Event.objects.first()
    assert event is not None
    assert (event.verb, event.subject, event.by) == ("note.written", f"note-{note.pk}", anna)
    assert event.incident_id == story.pk
    assert Version.objects.count() == versions
    assert "footage" not in str(list(Event.objects.values()))


def test_lines_stay_and_what_nobody_sees_goes(story: Incident, anna: Editor) -> None:
    note = notes.write(story, "\n  One \r\n\n\n\nTwo\x00\u202e  \n", by=anna)

    assert note.text == "One\n\nTwo"


@pytest.mark.parametrize("empty", ["", " \n ", "\u200b\x00"])
def test_a_note_says_something(story: Incident, anna: Editor, empty: str) -> None:
    with pytest.raises(NothingWritten):
        notes.write(story, empty.replace("\u200b", ""), by=anna)

    assert not Note.objects.exists()


def test_a_note_that_is_too_long_is_refused_whole(story: Incident, anna: Editor) -> None:
    with pytest.raises(TooLong, match="5,001"):
        notes.write(story, "x" * 5001, by=anna)


def test_colleagues_who_are_named_are_told_once_and_nobody_else(
    story: Incident, anna: Editor, boris: Editor
) -> None:
    factories.editor("clara.m", role="auditor")
    factories.editor("dora", role="people")
    factories.editor("left", is_active=False)
    factories.editor("reader", is_staff=False)

    said = "@Boris, @boris and @clara.m. look; @anna @dora @left @reader a@boris.example"
    notes.write(story, said, by=anna)

    assert told() == ["boris", "clara.m"]


def test_a_note_rewritten_tells_whom_it_names_now(
    story: Incident, anna: Editor, boris: Editor
) -> None:
    factories.editor("clara")
    note = notes.write(story, "@boris please ring.", by=anna)

    notes.rewrite(note, "@clara please ring.", by=anna)

    note.refresh_from_db()
    assert note.edited_at is not None
    assert told() == ["clara"]


def test_who_has_seen_a_mention_is_not_told_again(
    story: Incident, anna: Editor, boris: Editor
) -> None:
    note = notes.write(story, "@boris please ring.", by=anna)
    notes.seen(boris, Mention.objects.all())

    notes.rewrite(note, "@boris please ring the mayor.", by=anna)

    assert Mention.objects.get().seen_at is not None


def test_nobody_marks_the_mention_of_somebody_else_as_seen(
    story: Incident, anna: Editor, boris: Editor
) -> None:
    notes.write(story, "@boris please ring.", by=anna)

    notes.seen(anna, Mention.objects.all())

    assert Mention.objects.get().seen_at is None


def test_only_who_wrote_a_note_changes_it(story: Incident, anna: Editor, boris: Editor) -> None:
    note = notes.write(story, "Mine.", by=anna)

    with pytest.raises(NotAllowed, match="Only who wrote"):
        notes.rewrite(note, "Yours.", by=boris)


def test_anybody_who_writes_settles_reopens_and_pins(
    story: Incident, anna: Editor, boris: Editor
) -> None:
    note = notes.write(story, "Ring the mayor.", by=anna)

    notes.pin(note, by=boris)
    settled = notes.resolve(note, by=boris)
    assert (settled.resolved_by, settled.pinned) == (boris, True)
    opened = notes.reopen(note, by=anna)
    notes.pin(note, by=anna, pinned=False)

    assert opened.resolved_at is None
    verbs = list(Event.objects.filter(verb__startswith="note.").values_list("verb", flat=True))
    assert verbs[::-1] == [
        *("note.written", "note.pinned", "note.resolved", "note.reopened", "note.unpinned"),
    ]


def test_what_is_settled_already_is_not_settled_twice(story: Incident, anna: Editor) -> None:
    note = notes.write(story, "Ring the mayor.", by=anna)
    notes.resolve(note, by=anna)

    notes.resolve(note, by=factories.editor("boris"))

    assert Note.objects.get().resolved_by == anna
    assert Event.objects.filter(verb="note.resolved").count() == 1


def test_a_note_is_taken_away_by_its_author_or_a_chief_editor(
    story: Incident, anna: Editor, boris: Editor
) -> None:
    first, second = (notes.write(story, text, by=anna) for text in ("One.", "Two."))
    chief = factories.editor("chief", role="chief")

    with pytest.raises(NotAllowed, match="takes it away"):
        notes.remove(first, by=boris)
    notes.remove(first, by=anna)
    notes.remove(second, by=chief)

    assert not Note.objects.exists()
    with pytest.raises(NothingWritten, match="taken away since"):
        notes.resolve(first, by=anna)


def test_who_only_reads_writes_no_notes(story: Incident, db: None) -> None:
    auditor = factories.editor("auditor", role="auditor")

    with pytest.raises(NotAllowed):
        notes.write(story, "Anything.", by=auditor)

    assert not Note.objects.exists()


def test_a_contributor_writes_notes(story: Incident, db: None) -> None:
    writer = factories.editor("writer", role="contributor")

    notes.write(story, "Anything.", by=writer)

    assert Note.objects.get().author == writer


def test_a_note_cannot_be_settled_by_nobody(story: Incident, anna: Editor) -> None:
    note = notes.write(story, "Ring the mayor.", by=anna)
    notes.resolve(note, by=anna)

    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(resolved_by=None)


def test_a_draft_that_is_thrown_away_takes_its_notes_along(anna: Editor) -> None:
    draft = factories.draft()
    notes.write(draft, "Not yet.", by=anna)

    draft.delete()

    assert not Note.objects.exists()
