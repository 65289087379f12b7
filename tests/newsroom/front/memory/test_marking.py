"""Django names what a page shows, where it belongs to everybody and all of it is known."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.utils import timezone

from incidents.models import Address, Event, House
from incidents.record.pages import shown
from newsroom.front.memory.answer import SHOWS, UNTIL, Answer
from newsroom.front.memory.entries import entry
from newsroom.front.memory.marking import marked

pytestmark = pytest.mark.django_db

PUBLIC = {"Cache-Control": "public, max-age=5"}


def answer(
    look: Callable[[], object] = lambda: None, made: HttpResponseBase | None = None
) -> HttpResponseBase:
    def view(_request: HttpRequest) -> HttpResponseBase:
        look()
        return made or HttpResponse("words", headers=PUBLIC)

    return marked(view)(RequestFactory().get("/"))


@pytest.mark.parametrize(
    "made",
    [
        HttpResponse("words"),
        HttpResponse("words", headers={"Cache-Control": "no-store"}),
        HttpResponse("words", headers={**PUBLIC, "Vary": "Cookie"}),
        HttpResponse("words", headers={**PUBLIC, "Vary": "Accept-Language"}),
        HttpResponse("words", headers=PUBLIC, status=404),
        HttpResponse("words", headers=PUBLIC, status=302),
        StreamingHttpResponse([b"words"], headers=PUBLIC),
    ],
)
def test_what_is_for_one_reader_or_is_no_page_is_not_marked(made: HttpResponseBase) -> None:
    assert SHOWS not in answer(made=made)


def test_what_sets_a_cookie_is_not_marked() -> None:
    made = HttpResponse("words", headers=PUBLIC)
    made.set_cookie("any", "thing")

    assert SHOWS not in answer(made=made)


def test_a_page_that_asks_nothing_shows_nothing_that_changes() -> None:
    assert answer()[SHOWS] == ""


def test_who_asks_the_ledger_and_says_nothing_shows_everything() -> None:
    assert answer(Address.objects.count)[SHOWS] == "*"


def test_a_table_that_is_watched_is_a_tag() -> None:
    assert answer(House.current)[SHOWS] == "incidents_house"


def test_who_knows_what_it_rests_on_shows_that() -> None:
    @shown.told
    def read() -> None:
        shown.shows(shown.story(12), shown.topic(7))
        Address.objects.count()
        House.current()

    assert answer(read)[SHOWS] == "incidents_house story:12 topic:7"


def test_of_a_page_that_asks_any_other_table_nothing_is_known() -> None:
    @shown.told
    def read() -> None:
        Event.objects.count()

    assert SHOWS not in answer(read)


def test_a_statement_of_ones_own_is_looked_at_too() -> None:
    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM incidents_version")

    assert answer(read)[SHOWS] == "*"


def test_the_first_of_several_moments_counts() -> None:
    now = timezone.now()

    def read() -> None:
        shown.until(now + timedelta(days=2))
        shown.until(None)
        shown.until(now)

    assert float(answer(read)[UNTIL]) == pytest.approx(now.timestamp())


def test_tags_of_every_script_reach_the_memory() -> None:
    marked_page = answer(lambda: shown.shows("outlet:газета", "story:1"))
    headers = [(SHOWS.lower().encode(), marked_page[SHOWS].encode("latin-1"))]

    kept = entry(b"/", Answer(200, headers, b"words"))

    assert kept.tags == {"outlet:газета", "story:1"}
