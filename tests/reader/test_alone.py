"""The page of a single update says where in its story it stands, and what it rests on."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.stories import editing, highlighting, updates
from incidents.models import Incident
from tests import factories
from tests.reader.reading import page_of, strings

pytestmark = pytest.mark.django_db

NEAR = "//nav[@data-part='alone-near']"


@pytest.fixture
def story() -> Incident:
    """A story whose second and third update have headlines; the fourth is withdrawn."""
    row = factories.story()
    for number, headline in enumerate(["", "Bridge closed", "Bridge open", "Ferry sunk"]):
        at = factories.MORNING + timedelta(hours=number)
        factories.update(row, f"<p>Words {number + 1}.</p>", headline=headline, at=at)
    updates.retract(row.updates.get(number=4), by=None, note="It is afloat.")
    return Incident.objects.get(pk=row.pk)


def test_the_updates_around_it_are_named_by_time_and_headline_or_first_words(
    client: Client, story: Incident
) -> None:
    base = story.get_absolute_url()

    page = page_of(client.get(f"{base}updates/2/").content)

    assert strings(page, f"{NEAR}//a[@rel]/@rel") == ["next", "prev"]
    links = [f"{base}updates/3/", f"{base}updates/1/"]
    assert strings(page, f"{NEAR}//a[@rel]/@href") == links
    assert strings(page, f"{NEAR}//*[@class='near-words']/text()") == ["Bridge open", "Words 1."]
    assert strings(page, f"{NEAR}//li[@aria-current]//time/text()") == ["1000 CET"]
    assert "The whole story, with all 4 updates" in "".join(strings(page, f"{NEAR}//text()"))


def test_of_what_is_withdrawn_or_warned_of_nothing_is_quoted(
    client: Client, story: Incident
) -> None:
    factories.update(story, "<p>Gory words.</p>", warning="Injuries", at=factories.MORNING)
    base = story.get_absolute_url()

    beside_withdrawn = client.get(f"{base}updates/3/").content.decode()
    beside_both = client.get(f"{base}updates/4/").content.decode()

    assert "Ferry sunk" not in beside_withdrawn
    assert "Retracted</span></a>" in beside_withdrawn
    assert "Gory" not in beside_both


def test_it_leads_to_the_key_events_on_the_page_of_the_story(
    client: Client, story: Incident
) -> None:
    for number in (1, 3):
        highlighting.mark_key_event(story.updates.get(number=number), by=None)
    base = story.get_absolute_url()

    page = page_of(client.get(f"{base}updates/1/").content)

    events = "//section[@data-part='alone-events']//a"
    assert strings(page, f"{events}/@href") == [f"{base}#update-3", f"{base}#update-1"]
    assert strings(page, f"{events}[@aria-current]/@href") == [f"{base}#update-1"]


def test_it_shows_the_sources_that_it_cites_alone(client: Client, story: Incident) -> None:
    sources = [SourceText(outlet="Agency"), SourceText(outlet="Ministry")]
    editing.edit(story, StoryEdit(sources=sources), by=None, note="Sources.")
    row = Incident.objects.get(pk=story.pk)
    factories.update(row, cites=[row.sources.get(outlet="Ministry").pk])
    base = story.get_absolute_url()

    citing = page_of(client.get(f"{base}updates/5/").content)
    silent = page_of(client.get(f"{base}updates/1/").content)

    outlets = "//*[@data-part='alone-sources']//*[@class='outlet']/text()"
    assert strings(citing, outlets) == ["Ministry"]
    assert strings(silent, outlets) == ["Agency", "Ministry"]


def test_what_stands_around_it_costs_no_query(client: Client, story: Incident) -> None:
    alone = factories.story("A single update")
    factories.update(alone)
    pages = (f"{alone.get_absolute_url()}updates/1/", f"{story.get_absolute_url()}updates/2/")

    counted = []
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counted.append(len(asked))

    assert counted[1] <= counted[0]
