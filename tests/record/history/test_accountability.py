"""The figures that the newsroom gives about its own errors."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from incidents import record
from incidents.actions.imports import loading
from incidents.actions.imports.items import ImportedItem, ImportedState
from incidents.actions.inputs import StoryEdit
from incidents.actions.ledger.touches import Particulars
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Incident, Version
from incidents.record.pages.sitewide import Figures
from tests import factories

pytestmark = pytest.mark.django_db

HOUR = 3600


def corrected(incident: Incident, hours: int, origin: str = "newsroom", **said: object) -> None:
    """Put something right so many hours after the story's latest version."""
    story = Incident.objects.get(pk=incident.pk)
    assert story.version_at is not None
    editing.edit(
        story,
        StoryEdit(lead=f"<p>Village number {story.version_number} reports shots.</p>"),
        by=None,
        kind="correction",
        note="It was another village.",
        at=story.version_at + timedelta(hours=hours),
        origin=origin,
        particulars=Particulars(confirmed=True, **said),  # type: ignore[arg-type]
    )


def test_errors_are_counted_with_how_long_they_stood() -> None:
    first, second = factories.story("One"), factories.story("Two")
    corrected(first, 1, noticed="reader")
    corrected(first, 3)
    corrected(second, 8, grave=True)

    told = record.accountability().overall

    assert (told.stories, told.corrections, told.errors, told.grave) == (2, 3, 3, 1)
    assert (told.noticed_by_readers, told.readers_share) == (1, 33)
    assert told.corrections_per_100 == "150.0"
    assert told.seconds_to_correct == told.seconds_stood
    assert told.seconds_stood is not None
    assert abs(told.seconds_stood - 3 * HOUR) < 60


def test_a_correction_takes_as_long_as_its_oldest_error() -> None:
    incident = factories.story()
    opened = incident.version_at
    assert opened is not None
    editing.edit(
        incident, StoryEdit(headline="Another name"), by=None, note="Clearer.",
        at=opened + timedelta(hours=6),
    )  # fmt: skip
    editing.edit(
        Incident.objects.get(),
        StoryEdit(headline="A third name", lead="<p>One village reports shots.</p>"),
        by=None,
        kind="correction",
        note="Both were wrong.",
        at=opened + timedelta(hours=8),
        particulars=Particulars(confirmed=True),
    )

    told = record.accountability().overall

    assert (told.corrections, told.errors) == (1, 2)
    assert told.seconds_to_correct is not None
    assert told.seconds_stood is not None
    assert abs(told.seconds_to_correct - 8 * HOUR) < 60
    assert abs(told.seconds_stood - 5 * HOUR) < 60


def test_withdrawn_stories_and_withdrawn_updates_are_told_apart() -> None:
    incident = factories.long_story(2)
    updates.retract(incident.updates.get(number=1), by=None, note="Nobody confirms it.")
    other = factories.story("A bridge fell")
    lifecycle.retract(other, by=None, note="It stands.")
    lifecycle.restore(Incident.objects.get(pk=other.pk), by=None, note="No, it fell.")

    told = record.accountability().overall

    assert (told.retracted_stories, told.retracted_updates) == (1, 1)
    assert told.retractions_per_100 == "50.0"


def test_samples_stand_apart() -> None:
    made_up = lifecycle.publish(factories.draft("Made up"), by=None, origin=Version.Origin.SAMPLE)
    corrected(made_up, 1, origin="sample")
    corrected(made_up, 1)
    factories.story("True")

    told = record.accountability()

    assert (told.overall.stories, told.overall.corrections) == (1, 0)
    assert (told.sample.stories, told.sample.corrections) == (1, 2)


def test_imported_history_stands_apart_and_is_taken_for_no_correction() -> None:
    texts = ("<p>Two villages report shots.</p>", "<p>Three villages report shots.</p>")
    states = tuple(
        ImportedState(at=factories.MORNING + timedelta(hours=hour), headline="Shots", lead=lead)
        for hour, lead in enumerate(texts)
    )
    item = ImportedItem(
        key="shots", date=factories.FEBRUARY, time_zone="UTC", states=states, digest="a", line=1
    )
    loading.load([item], format_name="test")

    before = record.accountability()
    corrected(Incident.objects.get(), 1)
    after = record.accountability()

    assert (before.overall, after.overall) == (Figures(""), Figures(""))
    assert (before.imported.stories, before.imported.corrections) == (1, 0)
    assert (after.imported.stories, after.imported.corrections) == (1, 1)


def test_months_and_years_add_up_to_the_whole() -> None:
    incident = factories.story()
    corrected(incident, 1)

    told = record.accountability()

    month = Version.objects.earliest("position").recorded_at
    assert [figures.period for figures in told.months] == [f"{month:%Y-%m}"]
    assert [figures.period for figures in told.years] == [f"{month:%Y}"]
    assert {figures.corrections for figures in (*told.months, *told.years)} == {1}


def test_where_nothing_was_published_nothing_is_claimed() -> None:
    told = record.accountability()

    assert told.overall == Figures("")
    assert (told.overall.corrections_per_100, told.overall.readers_share) == ("", None)
    assert (told.years, told.months) == ((), ())


def test_the_figures_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        corrected(factories.story(f"Story {number}"), 1)

    with django_assert_num_queries(1):
        record.accountability()
