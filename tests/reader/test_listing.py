"""Days with calendars, topics by year, outlets with what cites them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.stories import editing, lifecycle, updates
from incidents.formats import every
from incidents.models import Incident, Source
from tests import factories
from tests.reader.reading import elements, page_of, strings, words

pytestmark = pytest.mark.django_db


def citing(outlet: str, *, kind: str = Source.Kind.OUTLET, headline: str = "Shots") -> Incident:
    """A public story that names one source."""
    source = SourceText(outlet=outlet, title="What it said", url="https://one.example/1", kind=kind)
    return editing.edit(
        factories.story(headline), StoryEdit(sources=[source]), by=None, note="A source."
    )


def test_a_month_is_a_table_with_the_days_that_have_news(client: Client) -> None:
    factories.story("One")
    factories.story("Two")
    factories.story("Three", date=date(2017, 2, 3))

    page = page_of(client.get("/news/2017/02/").content)

    assert strings(page, "//table//a/@href") == ["/news/2017/02/03/", "/news/2017/02/25/"]
    assert strings(page, "//table//a/@aria-label")[1].endswith("2 stories")
    assert len(elements(page, "//table/thead//th[@scope='col']")) == 7
    assert len(elements(page, "//table/tbody/tr")) == 5


def test_a_day_stands_in_the_calendar_of_its_month(client: Client) -> None:
    factories.story()
    factories.story("Earlier", date=date(2017, 2, 3))

    page = page_of(client.get("/news/2017/02/25/").content)

    (current,) = elements(page, "//table//a[@aria-current='date']")
    assert current.get("href") == "/news/2017/02/25/"
    assert strings(page, "//nav//a[@rel='prev']/@href") == ["/news/2017/02/03/"]


def test_a_year_has_twelve_months_and_counts_a_story_once_in_each(client: Client) -> None:
    story = factories.story()
    factories.update(story, at=factories.MORNING + timedelta(days=1))

    page = page_of(client.get("/news/2017/").content)

    assert len(elements(page, "//table")) == 12
    assert strings(page, "//caption/a/@href") == ["/news/2017/02/"]
    assert "1 story" in words(elements(page, "//caption")[1])
    assert strings(page, "//td/a/@href") == ["/news/2017/02/25/", "/news/2017/02/26/"]


def test_what_is_withdrawn_leaves_calendar_topic_and_source(client: Client) -> None:
    story = citing("Reuters")
    editing.edit(story, StoryEdit(topics=[factories.topic()]), by=None, note="A topic.")
    lists = ("/news/2017/", "/news/2017/02/25/", "/topics/border/", "/sources/reuters/")
    assert [client.get(address).status_code for address in lists] == [200] * 4

    lifecycle.retract(story, by=None, note="It was not so.")

    assert [client.get(address).status_code for address in lists] == [404] * 4
    lifecycle.restore(story, by=None, note="It was so.")
    assert [client.get(address).status_code for address in lists] == [200] * 4


def test_an_outlet_lists_every_story_and_update_that_cites_it(client: Client) -> None:
    story = citing("Reuters", headline="First")
    source = story.sources.get()
    updates.post(story, UpdateText(body="<p>More.</p>", cites=[source.pk]), by=None)
    updates.post(story, UpdateText(body="<p>Other.</p>"), by=None)
    citing("REUTERS", headline="Second")

    page = page_of(client.get("/sources/reuters/").content)

    assert {words(line) for line in elements(page, "//h3")} == {"First (Updated 2)", "Second"}
    assert strings(page, "//a[@class='cited-update']/@href") == [f"/news/{story.path}/updates/1/"]
    assert [line["story_count"] for line in client.get("/sources.json").json()["outlets"]] == [2]


def test_an_update_that_was_withdrawn_cites_nothing(client: Client) -> None:
    story = citing("Reuters")
    row = updates.post(
        story, UpdateText(body="<p>More.</p>", cites=[story.sources.get().pk]), by=None
    )

    updates.retract(row, by=None, note="It was not so.")

    page = page_of(client.get("/sources/reuters/").content)
    assert strings(page, "//a[@class='cited-update']/@href") == []


@pytest.mark.parametrize("kind", [Source.Kind.WITNESS, Source.Kind.ANONYMOUS])
def test_people_without_a_page_of_their_own_are_listed_nowhere(client: Client, kind: str) -> None:
    citing("A resident of the village", kind=kind)

    assert client.get("/sources.json").json()["outlets"] == []
    assert client.get("/sources/a-resident-of-the-village/").status_code == 404


def test_a_draft_and_what_only_it_cites_stand_in_no_list(client: Client) -> None:
    factories.draft(sources=[SourceText(outlet="Secret Post")], topics=[factories.topic()])

    addresses = ("/sources/secret-post/", "/topics/border/", "/news/2017/02/25/", "/news/2017/")
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert b"Secret" not in client.get("/sources/").content


def test_a_topic_says_what_is_live_its_years_and_what_stands_beside_it(client: Client) -> None:
    border, ministry = factories.topic(), factories.topic("Ministry")
    live = factories.story("Live", topics=[border, ministry])
    ended = factories.story("Ended", topics=[border, ministry], date=date(2016, 5, 1))
    lifecycle.end(ended, by=None)

    document = client.get("/topics/border.json").json()

    assert [story["headline"] for story in document["live"]] == [live.headline]
    assert [story["headline"] for story in document["stories"]] == [ended.headline]
    assert [(year["year"], year["story_count"]) for year in document["years"]] == [
        (2017, 1),
        (2016, 1),
    ]
    assert [(row["name"], row["story_count"]) for row in document["beside"]] == [("Ministry", 2)]


def test_pages_of_a_year_count_from_the_oldest_and_never_shift(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incidents.record.lists.shelves.ON_PAGE", 2)
    border = factories.topic()
    for day in range(1, 6):
        factories.story(f"Story {day}", topics=[border], date=date(2017, 2, day))
    oldest = client.get("/topics/border/2017.json?page=1").json()

    factories.story("Story 6", topics=[border], date=date(2017, 2, 6))

    assert [story["headline"] for story in oldest["stories"]] == ["Story 2", "Story 1"]
    after = client.get("/topics/border/2017.json?page=1").json()
    assert after["stories"] == oldest["stories"]
    newest = client.get("/topics/border/2017.json").json()
    assert [story["headline"] for story in newest["stories"]] == ["Story 6", "Story 5"]
    assert client.get("/topics/border/2017/?page=4").status_code == 404
    assert client.get("/topics/border/2016/").status_code == 404


def test_topics_are_found_by_kind_and_letter(client: Client) -> None:
    for name, kind in (
        ("Élan", "other"),
        ("Echo", "person"),
        ("Border", "place"),
        ("9/11", "other"),
    ):
        factories.story(name, topics=[factories.topic(name, kind=kind)])

    whole = client.get("/topics.json").json()
    of_e = client.get("/topics.json?letter=E").json()

    assert [row["letter"] for row in whole["letters"]] == ["B", "E", "#"]
    assert [row["name"] for row in of_e["topics"]] == ["Echo", "Élan"]
    people = client.get("/topics.json?kind=person").json()
    assert [row["name"] for row in people["topics"]] == ["Echo"]
    wrong = ("?kind=nobody", "?letter=Q", "?page=2", "?page=x", "?page=0", "?letter=EE")
    assert {client.get(f"/topics/{query}").status_code for query in wrong} == {404}


def test_what_was_put_right_stands_on_the_front_page(client: Client) -> None:
    row = factories.update(factories.story(), "<p>Nine were hurt.</p>")
    updates.edit(
        row, UpdateText(body="<p>Seven were hurt.</p>"), by=None, kind="correction", note="Counted."
    )

    page = page_of(client.get("/").content)

    (said,) = elements(page, "//li[@class='front-correction']")
    assert "Nine were hurt." in words(said)
    assert "Seven were hurt." in words(said)
    assert [each["kind"] for each in client.get("/index.json").json()["corrections"]] == [
        "correction"
    ]


def test_lists_cost_the_same_however_many_stories_they_hold(client: Client) -> None:
    border = factories.topic()
    addresses = [
        f"{address}{'index' if address.startswith('/news') else ''}.{format_.suffix}"
        for address in (
            "/topics",
            "/topics/border",
            "/sources",
            "/sources/agency",
            "/news/2017/02/25/",
        )
        for format_ in every()
    ] + ["/topics/", "/topics/border/", "/topics/border/2017/", "/sources/agency/", "/news/2017/"]

    def asked() -> list[int]:
        return [queries(client, address) for address in addresses]

    source = [SourceText(outlet="Agency")]
    factories.story("One", topics=[border, factories.topic("Ministry")], sources=source)
    first = asked()
    for number in range(4):
        other = factories.topic(f"Topic {number}")
        factories.story(f"Story {number}", topics=[border, other], sources=source)

    assert asked() == first
    assert max(first) <= 9


def queries(client: Client, address: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)
