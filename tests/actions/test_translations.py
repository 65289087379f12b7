"""A story that is a translation of another: versioned, and taken back as anything else."""

import pytest

from incidents import record
from incidents.actions.inputs import StoryEdit
from incidents.actions.refusals import NoteNeeded, WrongRelation
from incidents.actions.stories import editing, lifecycle, translating, versions
from incidents.models import Incident, Version
from incidents.operations.checking import working
from incidents.record.ledger import standing
from tests import factories

pytestmark = pytest.mark.django_db
NOTE = "Translated from English."


@pytest.fixture
def english() -> Incident:
    return factories.story("Shots heard near the border")


@pytest.fixture
def german() -> Incident:
    return factories.story("Schüsse an der Grenze", language="de")


def named(incident: Incident) -> list[tuple[str, str, bool]]:
    """What a page says of its translations."""
    page = record.story(Incident.objects.get(pk=incident.pk).path)
    assert page is not None
    return [(entry.language, entry.headline, entry.original) for entry in page.translations]


def touched(incident: Incident) -> set[str]:
    return set(Version.objects.filter(incident=incident).latest("number").touched)


def test_both_stories_name_each_other(english: Incident, german: Incident) -> None:
    translating.set_original(german, english, by=None, note=NOTE)

    assert named(german) == [("en", english.headline, True)]
    assert named(english) == [("de", german.headline, False)]


def test_only_the_translation_gets_a_version_and_it_says_why(
    english: Incident, german: Incident
) -> None:
    translating.set_original(german, english, by=None, note=NOTE)

    newest = Version.objects.latest("position")
    assert (newest.incident, newest.number, newest.kind) == (german, 2, Version.Kind.SOURCES)
    assert Incident.objects.get(pk=english.pk).version_number == 1
    page = record.changes(german.path)
    assert page is not None
    assert page.changes[0].note == NOTE


def test_the_pages_that_name_it_are_told(english: Incident, german: Incident) -> None:
    french = factories.story("Des tirs à la frontière", language="fr")
    translating.set_original(french, english, by=None, note=NOTE)

    translating.set_original(german, english, by=None, note=NOTE)

    assert {f"story:{english.pk}", f"story:{french.pk}"} <= touched(german)


def test_it_needs_a_note(english: Incident, german: Incident) -> None:
    with pytest.raises(NoteNeeded):
        translating.set_original(german, english, by=None)


def test_three_languages_all_name_each_other(english: Incident, german: Incident) -> None:
    french = factories.story("Des tirs à la frontière", language="fr")
    for story in (french, german):
        translating.set_original(story, english, by=None, note=NOTE)

    assert [language for language, _, _ in named(english)] == ["de", "fr"]
    assert [language for language, _, _ in named(german)] == ["en", "fr"]


def test_a_translation_that_is_no_more_is_named_nowhere(
    english: Incident, german: Incident
) -> None:
    translating.set_original(german, english, by=None, note=NOTE)

    translating.set_original(german, None, by=None, note="It differs too much by now.")

    assert named(german) == named(english) == []


def test_a_draft_is_not_named_before_it_is_published(english: Incident) -> None:
    draft = factories.draft("Schüsse an der Grenze", language="de")
    translating.set_original(draft, english, by=None)
    before = named(english)

    lifecycle.publish(draft, by=None)

    assert before == []
    assert named(english) == [("de", draft.headline, False)]
    assert f"story:{english.pk}" in touched(draft)


def test_a_retracted_story_is_not_named_and_names_nothing(
    english: Incident, german: Incident
) -> None:
    translating.set_original(german, english, by=None, note=NOTE)

    lifecycle.retract(german, by=None, note="Not so.")

    assert named(english) == named(german) == []
    lifecycle.restore(Incident.objects.get(pk=german.pk), by=None, note="It was so.")
    assert named(english) == [("de", german.headline, False)]


def test_what_makes_no_sense_is_refused(english: Incident, german: Incident) -> None:
    french = factories.story("Des tirs à la frontière", language="fr")
    draft = factories.draft("Not public", language="hy")
    translating.set_original(german, english, by=None, note=NOTE)

    for story, original, words in (
        (french, french, "of itself"),
        (french, draft, "is not public"),
        (french, german, "is a translation itself"),
        (english, french, "it is the original"),
        (factories.story("Also English"), english, "same language"),
    ):
        with pytest.raises(WrongRelation, match=words):
            translating.set_original(story, original, by=None, note=NOTE)


def test_undoing_and_restoring_bring_it_back(english: Incident, german: Incident) -> None:
    translating.set_original(german, english, by=None, note=NOTE)

    versions.undo(german, 2, by=None, note="Not a translation after all.")
    undone = named(german)
    versions.restore(german, 2, by=None, note="It is.")

    assert undone == []
    assert named(german) == [("en", english.headline, True)]


def test_a_story_without_it_says_what_it_always_said(english: Incident) -> None:
    editing.edit(english, StoryEdit(language="fr"), by=None)

    about = standing(english.pk)["about"].value
    assert about == {"date": "2017-02-25", "language": "fr", "time_zone": "Europe/Brussels"}


def test_a_working_row_that_says_something_else_is_found(
    english: Incident, german: Incident
) -> None:
    translating.set_original(german, english, by=None, note=NOTE)
    before = list(working.differing(None))

    Incident.objects.filter(pk=german.pk).update(translation_of=None)

    ((key, fault),) = working.differing(None)
    assert (before, key) == ([], german.pk)
    assert "translates" in fault.reason
