"""Sources and kept pages in the administration: the same rules, and the same history."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.inputs import SourceText
from incidents.models import Editor, Source, Version
from tests import factories
from tests.desk.filled import filled

pytestmark = pytest.mark.django_db


def place(noun: str, key: int) -> str:
    return reverse(f"admin:incidents_{noun}_change", args=[key])


@pytest.fixture
def source() -> Source:
    """A source on the list of a public story."""
    sources = [SourceText("The Paper", url="https://paper.example/a", author="Ann")]
    return factories.story(sources=sources).sources.get()


def test_author_and_archived_copy_are_one_change_with_its_note(
    desk: Client, source: Source
) -> None:
    address = place("source", source.pk)
    copy = "https://archive.example/a"

    sent = filled(desk, address, author="Bo Ek", archived_url=copy, note="We know more.")
    assert desk.post(address, sent).status_code == 302

    source.refresh_from_db()
    assert (source.author, source.archived_url) == ("Bo Ek", copy)
    assert Version.objects.filter(incident=source.incident).latest("number").number == 2


def test_an_archived_copy_has_to_be_an_address(desk: Client, source: Source) -> None:
    address = place("source", source.pk)

    shown = desk.post(address, filled(desk, address, archived_url="nowhere", note="We."))

    assert "is not a web address" in shown.content.decode()
    assert not Source.objects.exclude(archived_url="").exists()


def test_kept_pages_are_looked_at_and_lead_to_the_desk(
    desk: Client, anna: Editor, source: Source
) -> None:
    kept = factories.fetched(source, by=anna)

    shown = desk.get(place("fetched", kept.pk)).content.decode()
    changed = desk.post(place("fetched", kept.pk), {"text": "Other words."})

    assert kept.digest in shown
    assert reverse("desk:source", args=[source.incident_id, source.pk]) in shown
    assert changed.status_code == 403


def test_own_reporting_is_ticked_and_is_a_change_of_sources(desk: Client) -> None:
    update = factories.update(factories.story())
    address = place("update", update.pk)

    sent = filled(desk, address, own_reporting="on", note="Our reporter saw it.")
    assert desk.post(address, sent).status_code == 302

    update.refresh_from_db()
    assert update.own_reporting
    assert Version.objects.filter(incident=update.incident).latest("number").kind == "sources"
