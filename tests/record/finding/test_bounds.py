"""Searching has a bounded price, whatever is typed and however many stories there are."""

from datetime import timedelta

import pytest
from django.db import connection

from incidents.actions.finding import follow
from incidents.models import Incident
from incidents.record.finding import matching
from incidents.record.pages.search import Order, Problem
from tests import factories
from tests.record.finding.finding import found, searched

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
def many_years(monkeypatch: pytest.MonkeyPatch) -> list[Incident]:
    """A story a month from February 2017 on, which counts as very many; three matches will do."""
    stories = []
    for month in range(12):
        day = factories.FEBRUARY + timedelta(days=31 * month)
        lead = "<p>A common word.</p>"
        stories.append(factories.story(f"Month {month + 1}", lead=lead, date=day))
    follow()
    monkeypatch.setattr(matching, "FEW", 0)
    monkeypatch.setattr(matching, "MOST", 2)
    monkeypatch.setattr(matching, "SPARE", 1)
    monkeypatch.setattr(matching, "_held", lambda: 12)
    monkeypatch.setattr(matching, "_expected", lambda _wording, _days: 12)
    return stories


@pytest.mark.usefixtures("many_years")
@pytest.mark.parametrize("order", list(Order))
def test_a_very_common_word_is_looked_up_in_the_newest_months_alone(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    find = matching._found

    def noted(wording, days, *, ranked):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        asked.append(wording.query)
        return find(wording, days, ranked=ranked)

    monkeypatch.setattr(matching, "_found", noted)

    names = found("common", order=order)

    assert names[:2] == ["Month 12", "Month 11"]
    assert len(asked) == 1
    assert "month:2018-01" in asked[0]
    assert "month:2017-03" not in asked[0]


@pytest.mark.usefixtures("many_years")
def test_where_the_newest_months_do_not_do_older_ones_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(matching, "_expected", lambda _wording, _days: 11)

    assert found("month 3") == ["Month 3"]


@pytest.mark.usefixtures("many_years")
def test_the_newest_months_end_with_the_days_asked_for() -> None:
    names = found("common", until="2017-06-15")

    assert names[:2] == ["Month 4", "Month 3"]


@pytest.mark.usefixtures("many_years")
def test_the_months_asked_for_are_enough() -> None:
    assert found("common", since="2017-12-20", until="2018-01-10") == ["Month 11"]
    assert found("common", since="2018-01-11", until="2018-01-12") == []
