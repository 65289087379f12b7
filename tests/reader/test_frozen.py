"""Frozen versions: parted by the headings of their story, with when they stood."""

import pytest
from django.test import Client

from incidents.actions.inputs import SummaryLine
from incidents.actions.ledger import writing
from incidents.actions.stories import highlighting
from incidents.models import Incident, Update
from tests import factories
from tests.reader.reading import elements, page_of, words

pytestmark = pytest.mark.django_db

OF_A_PAGE = ("Changes", "Related")
OF_A_FROZEN_PAGE = ("Topics", "Related")
"""What only one of the two lists in its article; the other has it beside."""


@pytest.fixture
def story(db: None) -> Incident:
    story = factories.long_story(3)
    update = Update.objects.get(incident=story, number=1)
    highlighting.mark_key_event(update, by=None)
    highlighting.summarise(story, [SummaryLine("It is calm.", (1,))], by=None)
    return highlighting.pin(update, by=None).incident


def headings(client: Client, address: str, without: tuple[str, ...]) -> list[tuple[str, str]]:
    """The headings of the article there, in order: element and words."""
    page = page_of(client.get(address).content)
    path = " | ".join(f"//article//h{level}" for level in range(1, 7))
    found = [(str(one.tag), words(one)) for one in elements(page, path)]
    return [(tag, said) for tag, said in found if said not in without]


def test_the_newest_version_has_the_headings_of_the_story(client: Client, story: Incident) -> None:
    address = f"/news/{story.path}/"
    newest = Incident.objects.get(pk=story.pk).version_number

    frozen = headings(client, f"{address}changes/{newest}/", OF_A_FROZEN_PAGE)

    assert frozen == headings(client, address, OF_A_PAGE)
    assert ("h2", "Initial report") in frozen


def test_a_report_without_updates_needs_no_heading(client: Client) -> None:
    story = factories.story()

    assert headings(client, f"/news/{story.path}/changes/1/", ()) == [("h1", story.headline)]


def test_the_article_of_an_older_schema_keeps_its_form(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "SCHEMA", 2)
    story = factories.story()
    factories.update(story)
    address = f"/news/{story.path}/changes/2/"

    assert ("h2", "Initial report") not in headings(client, address, ())
    assert "Two villages report shots" in client.get(address).content.decode()


def test_the_banner_says_until_when_a_version_was_the_newest(
    client: Client, story: Incident
) -> None:
    address = f"/news/{story.path}/changes/"
    newest = Incident.objects.get(pk=story.pk).version_number

    first, last = (
        words(page_of(client.get(f"{address}{number}/").content).find_class("frozen-banner")[0])
        for number in (1, newest)
    )

    assert "It was the newest until" in first
    assert "It was the newest until" not in last
