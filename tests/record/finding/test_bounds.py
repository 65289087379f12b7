"""Searching has a bounded price, whatever is typed and however many stories there are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from incidents.actions.finding import follow
from incidents.record.finding import matching
from incidents.record.finding.matching import Match
from incidents.record.finding.windows import Days, Window
from incidents.record.finding.wording import Wording
from incidents.record.pages.search import Order, Problem
from tests import factories
from tests.record.finding.finding import found, headline, searched

pytestmark = pytest.mark.django_db

HOSTILE = (
    *("'; DROP TABLE incidents_incident; --", "a & b | !c <-> d", "':A*", "\\", "'''"),
    *("%s %(query)s",),
    *("(" * 200, '"' * 200, "-" * 200, "a " * 100, "or " * 60, "\x00\x01\ud800", "\U0001f642"),
    *("<script>alert(1)</script>", "{{ 7 * 7 }}", "kind:live", "stemmer:english", "a" * 5000),
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_is_typed_does_harm(typed: str) -> None:
    factories.story("Border")

    assert searched(typed).hits in ((), searched("border").hits)


def test_a_search_that_takes_too_long_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.story("Border")
    monkeypatch.setattr(matching, "LONGEST", 20)
    monkeypatch.setattr(matching, "STEMMERS", "SELECT 'english' FROM pg_sleep(5)")

    assert searched("border").problem == Problem.TOO_DEAR
    assert factories.story("Afterwards").pk


def test_a_search_leaves_the_limits_of_its_connection_as_they_were() -> None:
    before = limit()

    with matching.bounded():
        within = limit()

    assert within == "2s"
    assert limit() == before


def limit() -> str:
    """How long a statement of this connection may take."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return str(cursor.fetchone()[0])


@pytest.fixture
def many_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """A story a month from February 2017 on; three are very many, and two will do."""
    for month in range(12):
        day = factories.FEBRUARY + timedelta(days=31 * month)
        lead = "<p>A common word.</p>"
        factories.story(f"Month {month + 1}", lead=lead, date=day)
    follow()
    monkeypatch.setattr(matching, "MOST", 2)
    monkeypatch.setattr(matching, "_looked_at", lambda _wording: 3)


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the index of words is asked for."""
    asked: list[str] = []
    find = matching._found

    def noted(wording: Wording, days: Days, window: Window, *, ranked: bool) -> list[Match]:
        asked.append(wording.query)
        return find(wording, days, window, ranked=ranked)

    monkeypatch.setattr(matching, "_found", noted)
    return asked


@pytest.mark.usefixtures("many_months")
@pytest.mark.parametrize("order", list(Order))
def test_a_very_common_word_is_looked_up_in_the_newest_months_alone(
    order: Order, queries: list[str]
) -> None:
    names = found("common", order=order)

    assert names[:2] == ["Month 12", "Month 11"]
    (query,) = queries
    assert "month:2017-12" in query
    assert "month:2017-11" not in query


@pytest.mark.usefixtures("many_months")
def test_where_the_newest_months_do_not_do_older_ones_are_looked_at(queries: list[str]) -> None:
    assert found("month 3") == ["Month 3"]
    assert len(queries) == 2


@pytest.mark.usefixtures("many_months")
@pytest.mark.parametrize("until", ["2017-06-15", "2017-06-30", "2017-06-29"])
def test_the_newest_months_end_with_the_days_asked_for(until: str) -> None:
    names = found("common", until=until)

    assert names[:2] == ["Month 5", "Month 4"] if until == "2017-06-30" else ["Month 4", "Month 3"]


@pytest.mark.usefixtures("many_months")
def test_the_months_asked_for_are_enough() -> None:
    assert found("common", since="2017-12-20", until="2018-01-10") == ["Month 11"]
    assert found("common", since="2018-01-11", until="2018-01-12") == []


@pytest.mark.usefixtures("many_months")
def test_the_same_stories_are_found_whatever_the_windows_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matching, "MOST", 100)
    chosen = [{}, {"since": "2017-05-01"}, {"until": "2017-11-02"}, {"since": "2017-03-03"}]
    at_once = {}
    monkeypatch.setattr(matching, "_looked_at", lambda _wording: 0)
    for each in chosen:
        at_once[str(each)] = found("common", **each)

    for looked_at in (1, 2, 5):
        monkeypatch.setattr(matching, "_looked_at", lambda _wording, n=looked_at: n)
        for each in chosen:
            assert found("common", **each) == at_once[str(each)]
    assert len(at_once["{}"]) == 12


@pytest.mark.usefixtures("many_months")
def test_words_in_order_that_hardly_occur_are_looked_for_in_a_bounded_stretch(
    monkeypatch: pytest.MonkeyPatch, queries: list[str]
) -> None:
    monkeypatch.setattr(matching, "DEAREST", 2)

    page = searched('"common word month"')
    assert (page.hits, page.back_to, len(queries)) == ((), date(2017, 8, 1), 2)
    assert page.further_back is not None
    assert page.further_back.until == "2017-08-01"

    assert searched('"common word"').back_to is None
    assert searched("common word zeppelin").back_to is None
    assert len(queries) > 4


@pytest.mark.usefixtures("many_months")
def test_who_looks_further_back_finds_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "MOST", 100)
    monkeypatch.setattr(matching, "DEAREST", 1)
    names: list[str] = []

    chosen: dict[str, str] | None = {}
    while chosen is not None:
        page = searched('"common word"', **chosen)
        names += [headline(hit) for hit in page.hits]
        chosen = {"until": page.further_back.until} if page.further_back else None

    assert list(dict.fromkeys(names)) == [f"Month {number}" for number in range(12, 0, -1)]


def test_a_story_of_many_years_is_found_whatever_years_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story = factories.story("War", lead="<p>A common word.</p>", date=date(1999, 5, 5))
    factories.update(story, at=datetime(2015, 5, 5, tzinfo=UTC))
    factories.story("Peace", lead="<p>A common word.</p>", date=date(2008, 5, 5))
    monkeypatch.setattr(matching, "_looked_at", lambda _wording: 1)

    assert found("common") == ["War", "Peace"]
    assert found("common", since="2001-01-01", until="2004-01-01") == ["War"]


def test_how_far_back_is_looked_follows_from_how_many_should_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wording = Wording("'common'", "'common'")
    monkeypatch.setattr(matching, "HELD", "SELECT 1000000")

    monkeypatch.setattr(matching, "_expected", lambda _wording: 100_000)
    assert matching._looked_at(wording) == 10 * matching.SPARE * matching.MOST
    monkeypatch.setattr(matching, "_expected", lambda _wording: matching.FEW)
    assert matching._looked_at(wording) == 0


def test_how_much_further_back_is_looked_follows_from_how_many_did_fit() -> None:
    assert matching._further(10_000, 0) == 40_000
    assert matching._further(10_000, 1) == 40_000
    assert matching._further(10_000, 1_001) == int(10_000 * matching.SPARE * 1_000 / 1_001)


def test_the_price_of_a_search_is_what_postgresql_expects_to_find() -> None:
    factories.story("Border")
    follow()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incidents_findable")

    assert matching._expected(Wording("'border'", "'border'")) == 1
