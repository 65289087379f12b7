"""The signed heads as readers and programs get them."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from incidents.actions.house import heads
from incidents.models import Checkpoint
from incidents.record.history import transparency as record
from incidents.text.hashing.checkpoint import opened
from tests import factories
from tests.actions.signing import computed_root, cut_after, signed
from tests.reader.reading import elements, page_of, strings, words
from tests.text.hashing.keys import key_of

LIVE = "public, max-age=5, stale-while-revalidate=30, stale-if-error=86400"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    """Where the heads of this test are written."""
    settings.TRANSPARENCY_DIR = tmp_path / "heads"


def series(number: int) -> None:
    """So many heads, one change apart."""
    story = factories.story()
    signed()
    for _ in range(number - 1):
        factories.update(story)
        signed()


def test_whoever_takes_note_and_key_can_check_the_history(client: Client) -> None:
    series(2)

    note, key = client.get("/transparency/checkpoint"), client.get("/transparency/key")

    head = opened(note.content.decode(), key_of(key.content.decode()))
    assert (head.size, head.root) == (2, computed_root())
    assert head.origin == "127.0.0.1/history"
    assert {answer["Content-Type"] for answer in (note, key)} == {"text/plain; charset=utf-8"}
    assert {answer["Cache-Control"] for answer in (note, key)} == {LIVE}


def test_every_head_stays_where_it_was(client: Client) -> None:
    series(1)
    kept = client.get("/transparency/checkpoint").content
    series(1)

    assert client.get("/transparency/checkpoint/1").content == kept
    assert client.get("/transparency/checkpoint").content != kept
    assert client.get("/transparency/checkpoint/3").status_code == 404


def test_the_page_shows_the_latest_head_and_what_it_does_not_cover_yet(client: Client) -> None:
    series(1)
    factories.story("Another")

    page = page_of(client.get("/transparency/").content)

    row = Checkpoint.objects.get()
    shown = words(elements(page, "//*[@class='head-latest']")[0])
    assert "1 public change covered" in shown
    assert "1 newer change; the next head follows" in shown
    assert row.root in shown
    notes = strings(page, "//pre/text()")
    assert (notes[0], notes[-1]) == (row.note, str(record.key()))


def test_a_history_that_lost_its_end_says_so_to_everybody(client: Client) -> None:
    series(3)
    cut_after(1)

    page = page_of(client.get("/transparency/").content)

    alarm = words(elements(page, "//*[@role='alert']")[0])
    assert "covers 2 public changes that are no longer stored" in alarm
    found = client.get("/transparency.json").json()
    assert (found["missing"], found["uncovered"]) == (2, 0)
    assert "2 fewer than the latest head covers" in client.get("/transparency.md").content.decode()


def test_before_the_first_head_the_page_says_so(client: Client) -> None:
    page = page_of(client.get("/transparency/").content)

    assert "No head yet" in words(elements(page, "//main")[0])
    assert client.get("/transparency/checkpoint").status_code == 404
    assert client.get("/transparency/key").status_code == 200


def test_a_long_series_goes_on_from_page_to_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "HEADS_ON_PAGE", 2)
    series(5)
    rows = "//*[@class='head-row-size']/text()"

    first = page_of(client.get("/transparency/").content)
    second = page_of(client.get("/transparency/?before=4").content)
    third = page_of(client.get("/transparency/?before=2").content)

    assert [strings(page, rows) for page in (first, second, third)] == [
        ["5", "4"],
        ["3", "2"],
        ["1"],
    ]
    assert strings(first, "//a[@rel='next']/@href") == ["/transparency/?before=4#heads"]
    assert strings(second, "//a[@rel='next']/@href") == ["/transparency/?before=2#heads"]
    assert strings(third, "//a[@rel='next']/@href") == []
    assert client.get("/transparency.json?before=4").json()["next_url"].endswith("/?before=2")
    assert strings(second, "//link[@rel='alternate']/@href")[0] == "/transparency.json?before=4"


@pytest.mark.parametrize("before", ["", "0", "-1", "x", "9" * 40, "1٣"])
def test_a_place_that_means_nothing_is_the_beginning(client: Client, before: str) -> None:
    series(1)

    page = client.get("/transparency.json", {"before": before}).json()

    assert [head["size"] for head in page["heads"]] == [1]
    assert page["next_url"] is None


def test_the_page_asks_few_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    series(3)

    with django_assert_num_queries(4):
        client.get("/transparency/")


def test_every_page_leads_to_it(client: Client) -> None:
    page = page_of(client.get("/").content)

    assert "/transparency/" in strings(page, "//footer//a/@href")


def test_nothing_but_reading_is_allowed(client: Client) -> None:
    for address in ("/transparency/", "/transparency/key", "/transparency/checkpoint"):
        assert client.post(address).status_code == 405


def test_a_head_shows_nothing_of_a_story_that_is_not_public(client: Client) -> None:
    factories.draft("Not yet")

    assert heads.sign() is None
    assert client.get("/transparency.json").json()["position"] == 0
