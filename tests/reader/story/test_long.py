"""Long stories: the newest updates first, older ones on pages whose numbers never shift."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from incidents.actions.inputs import SummaryLine, UpdateText
from incidents.actions.stories import highlighting, lifecycle, updates
from incidents.formats import every
from incidents.models import Incident, Update
from incidents.record import ledger
from incidents.record.ledger import Standing
from incidents.record.pages import stretches
from tests import factories
from tests.reader.reading import elements, page_of, strings, words
from tests.reader.story.open_page import assert_as_fresh, opened, story_of

pytestmark = pytest.mark.django_db

ON_PAGE = 5


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five updates a page stand for fifty."""
    monkeypatch.setattr(stretches, "ON_PAGE", ON_PAGE)


@pytest.fixture(scope="module", autouse=True)
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Incident]:
    """A story with thirteen updates; what a test does to it is rolled back with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield factories.long_story(13)
        transaction.set_rollback(True)


def the(story: Incident, number: int) -> Update:
    return Update.objects.get(incident=story, number=number)


def shown(client: Client, address: str) -> list[str]:
    return strings(page_of(client.get(address).content), "//*[@data-parts='updates']/*/@data-part")


def numbered(*numbers: int) -> list[str]:
    return [f"update-{number}" for number in numbers]


def test_the_first_page_has_the_newest_updates_and_leads_to_the_others(
    client: Client, story: Incident
) -> None:
    address = story_of(story)

    page = page_of(client.get(address).content)

    assert shown(client, address) == numbered(13, 12, 11, 10, 9)
    assert strings(page, "//*[@data-parts='timeline']/*/@data-part")[::5] == [
        "timeline-13",
        "timeline-0",
    ]
    assert strings(page, "//a[@rel='prev']/@href") == [f"{address}updates/6..10/"]
    assert strings(page, "//a[@rel='next']/@href") == []
    assert strings(page, "//aside//ul[@class='timeline-earlier']//a/@href") == [
        f"{address}updates/6..10/",
        f"{address}updates/1..5/",
    ]
    article = elements(page, "//article")[0]
    assert (article.get("data-first"), article.get("data-last")) == ("9", "")


def test_older_pages_lead_to_each_other_and_back_to_the_story(
    client: Client, story: Incident
) -> None:
    address = story_of(story)
    first, second = (
        page_of(client.get(f"{address}updates/{name}/").content) for name in ("1..5", "6..10")
    )

    assert strings(first, "//a[@rel='prev']/@href") == []
    assert strings(first, "//a[@rel='next']/@href") == [f"{address}updates/6..10/"]
    assert strings(second, "//a[@rel='prev']/@href") == [f"{address}updates/1..5/"]
    assert strings(second, "//a[@rel='next']/@href") == [address]
    assert words(elements(second, "//title")[0]).startswith("Updates 6 to 10: A long night")


def test_an_older_page_never_shifts(client: Client, story: Incident) -> None:
    address = f"{story_of(story)}updates/6..10/"
    before = shown(client, address)

    for _ in range(7):
        factories.update(story)

    assert before == shown(client, address) == numbered(10, 9, 8, 7, 6)


def test_a_page_of_updates_to_come_is_there_as_soon_as_it_has_one(
    client: Client, story: Incident
) -> None:
    address = story_of(story)

    assert shown(client, f"{address}updates/11..15/") == numbered(13, 12, 11)
    assert client.get(f"{address}updates/16..20/").status_code == 404


@pytest.mark.parametrize("name", ["1..4", "2..6", "5..1", "6..11", "0..5", "1..5000"])
def test_no_other_pages_of_updates_are_there(client: Client, story: Incident, name: str) -> None:
    assert client.get(f"{story_of(story)}updates/{name}/").status_code == 404


def test_a_page_of_updates_has_every_format(client: Client, story: Incident) -> None:
    address = f"{story_of(story)}updates/6..10"

    for format_ in every():
        answer = client.get(f"{address}.{format_.suffix}")

        assert answer.status_code == 200, format_.suffix
        assert "Report number 7" in answer.text, format_.suffix
        assert "Report number 11" not in answer.text, format_.suffix
    assert client.get(f"{address}.json").json()["last"] == 10


def test_other_formats_of_the_story_keep_all_of_it(client: Client, story: Incident) -> None:
    address = story_of(story).rstrip("/")

    for format_ in every():
        told = client.get(f"{address}.{format_.suffix}").text

        assert all(f"Report number {number}" in told for number in (1, 7, 13)), format_.suffix


def test_links_lead_to_the_page_on_which_an_update_stands(client: Client, story: Incident) -> None:
    address = story_of(story)
    highlighting.pin(the(story, 2), by=None)
    for number in (1, 2, 12):
        highlighting.mark_key_event(the(story, number), by=None)
    lines = [SummaryLine("It is night.", (2, 8, 10))]
    highlighting.summarise(Incident.objects.get(pk=story.pk), lines, by=None, note="So far.")

    page = page_of(client.get(address).content)

    assert strings(page, "//*[@data-part='key-events']//a/@href") == [
        *("#update-12", "#update-2", f"{address}updates/1..5/#update-1"),
    ]
    assert strings(page, "//*[@data-part='summary']//a/@href") == [
        *("#update-2", f"{address}updates/6..10/#update-8", "#update-10"),
    ]
    assert strings(page, "//*[@data-part='pinned']//section/@id") == ["update-2"]
    older = page_of(client.get(f"{address}updates/1..5/").content)
    place = f"{address}#update-2"
    assert strings(older, "//*[@data-part='update-2']//a/@href") == [place]
    assert strings(older, "//*[@data-part='timeline-2']/a/@href") == [place]


@pytest.mark.parametrize("below", ["", "updates/6..10/", "updates/11..15/"])
def test_every_page_of_a_long_story_follows_along(
    client: Client, story: Incident, below: str
) -> None:
    highlighting.mark_key_event(the(story, 9), by=None)
    page = opened(client, story_of(story) + below)

    correction = UpdateText(body="<p>No report.</p>")
    updates.edit(the(story, 7), correction, by=None, kind="correction", note="It was none.")
    updates.retract(the(story, 12), by=None, note="It was wrong.")
    for _ in range(3):
        factories.update(story)
    highlighting.pin(the(story, 8), by=None)
    page.catch_up(client)

    assert_as_fresh(page, client, story_of(story) + below)
    assert page.reloads == 0


def test_the_updates_of_a_retracted_story_are_gone_from_every_page(
    client: Client, story: Incident
) -> None:
    address = story_of(story)
    lifecycle.retract(story, by=None, note="There was no night.")

    for below in ("", "updates/3/", "updates/6..10/"):
        answer = client.get(address + below)

        assert answer.status_code == 410
        assert elements(page_of(answer.content), "//article[@data-live][@data-state='retracted']")
        assert b"Report number" not in answer.content


def test_one_update_alone_follows_along_too(client: Client, story: Incident) -> None:
    page = page_of(client.get(f"{story_of(story)}updates/3/").content)

    article = elements(page, "//article")[0]
    assert (article.get("data-first"), article.get("data-last")) == ("3", "3")
    assert strings(page, "//*[@data-part]/@data-part") == [
        *("alone-head", "alone", "alone-sources", "alone-near", "alone-events", "topics", "record")
    ]


def test_a_report_names_the_version_in_which_its_text_last_changed(
    client: Client, story: Incident
) -> None:
    page = page_of(client.get(story_of(story)).content)

    links = strings(page, "//*[@data-parts='updates']//a[@data-report]/@href")
    versions = [int(link.rpartition("version=")[2]) for link in links]
    assert versions == [15, 14, 13, 12, 11]


def test_what_is_told_of_one_change_reads_and_renders_no_other_update(
    client: Client, story: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = Incident.objects.get(pk=story.pk).version_number
    read: list[str] = []
    standing = ledger.standing_of

    def noted(row: tuple[str, int, str, str, str, bool]) -> Standing:
        read.append(row[0])
        return standing(row)

    monkeypatch.setattr(ledger, "standing_of", noted)
    told = client.get(f"{story_of(story)}changes/after/{version - 1}")

    assert [key for key in read if key.startswith("update-")] == []
    assert b"Report number 13" in told.content
    assert b"Report number 12" not in told.content


def test_what_a_page_asks_of_the_database_does_not_grow(
    client: Client, story: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version = Incident.objects.get(pk=story.pk).version_number
    for below in ("", "updates/6..10/", "updates/3/"):
        with django_assert_max_num_queries(10):
            client.get(story_of(story) + below)
    for after in (version - 1, version - 10):
        with django_assert_max_num_queries(10):
            client.get(f"{story_of(story)}changes/after/{after}")
