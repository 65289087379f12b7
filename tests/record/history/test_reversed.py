"""Whether what a version changed still stands, however often it was undone and restored."""

import pytest
from django.test import Client

from incidents.actions.inputs import UpdateText
from incidents.actions.readers import reports
from incidents.actions.stories import updates, versions
from incidents.models import Incident, Update, Version
from incidents.record.history.reversed import taken_back_in
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Incident:
    """A story whose third version corrects what its second said."""
    update = factories.update(factories.story(), "<p>Eight people were hurt.</p>")
    correct(update, "Nine")
    return Incident.objects.get()


def correct(update: Update, count: str) -> None:
    text = UpdateText(body=f"<p>{count} people were hurt.</p>")
    updates.edit(update, text, by=None, kind="correction", note=f"{count}, not eight.")


def undo(story: Incident, number: int) -> None:
    versions.undo(Incident.objects.get(pk=story.pk), number, by=None, note="It was right.")


def restore(story: Incident, number: int) -> None:
    versions.restore(Incident.objects.get(pk=story.pk), number, by=None, note="As it was.")


def test_a_correction_stands_until_it_is_taken_back(story: Incident) -> None:
    factories.update(story, "<p>Rain is falling.</p>")
    before = taken_back_in(story, 3)

    undo(story, 3)

    assert (before, taken_back_in(story, 3)) == (0, 5)


def test_it_stands_again_once_the_undoing_is_undone(story: Incident) -> None:
    undo(story, 3)
    undo(story, 4)

    assert taken_back_in(story, 3) == 0


def test_an_older_version_takes_it_back_and_a_later_one_brings_it_again(story: Incident) -> None:
    restore(story, 2)
    first = taken_back_in(story, 3)
    restore(story, 3)

    assert (first, taken_back_in(story, 3)) == (4, 0)


def test_undoing_something_else_changes_nothing(story: Incident) -> None:
    factories.update(story, "<p>Rain is falling.</p>")

    undo(story, 4)

    assert taken_back_in(story, 3) == 0


def test_a_reader_is_told_what_became_of_the_correction(story: Incident, client: Client) -> None:
    report = reports.send(story, piece="update-1", version=2, message="Nine.", senders=["a"])
    reports.accept(report, by=None, correction=Version.objects.get(number=3))
    before = client.get(f"/report/{report.key}/").text

    undo(story, 3)
    after = client.get(f"/report/{report.key}/").text

    assert "It is put right in" in before
    assert "that was taken back in" in after
    assert f'href="/news/{story.path}/changes/4/"' in after
    assert "It is put right in" not in after
