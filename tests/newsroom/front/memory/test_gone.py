"""While the database is gone, pages in memory are served, and all else says so in its form."""

import json
from collections.abc import Iterator

import pytest
from django.db import connections

from incidents.formats import every
from newsroom.front.memory import gone as gone_page
from tests import factories
from tests.newsroom.front.memory.serving import HOST, Serving, serving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def newsroom(transactional_db: None) -> Iterator[Serving]:
    with serving(lasting=False) as opened:
        yield opened


@pytest.fixture
def reach() -> Iterator[pytest.MonkeyPatch]:
    """Where the database is looked for; undone, it is there again."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def gone(newsroom: Serving, reach: pytest.MonkeyPatch) -> Serving:
    """The same, once a page was made and the database has gone."""
    path = f"/news/{factories.story().path}/"
    newsroom.settle()
    newsroom.ask(path)
    newsroom.path = path
    newsroom.lose()
    reach.setitem(connections.settings["default"], "HOST", HOST)
    reach.setitem(connections.settings["default"], "PORT", "1")
    return newsroom


def test_what_is_in_memory_is_served(gone: Serving) -> None:
    reply = gone.ask(gone.path, Accept_Encoding="br")

    assert reply.status == 200
    assert b"Shots heard" in reply.body


def test_other_pages_say_that_it_will_be_back(gone: Serving) -> None:
    reply = gone.ask("/topics/")

    assert reply.status == 503
    assert reply.headers["retry-after"] == "10"
    assert reply.headers["cache-control"] == "no-store"
    assert b"back in a moment" in reply.body
    assert b"Traceback" not in reply.body


@pytest.mark.parametrize("path", ["/topics.json", "/corrections.xml", "/api/v1/incidents/"])
def test_machines_are_told_in_a_problem_document(gone: Serving, path: str) -> None:
    reply = gone.ask(path)

    assert reply.status == 503
    assert reply.headers["retry-after"] == "10"
    assert reply.headers["content-type"] == "application/problem+json"
    assert json.loads(reply.body)["status"] == 503


def test_every_format_is_for_machines() -> None:
    assert set(gone_page.MACHINES) == {f".{each.suffix}" for each in every()}


def test_after_a_while_nothing_is_served_that_may_be_old(gone: Serving) -> None:
    gone.listener.lost_at -= 601

    assert gone.ask(gone.path).status == 503


def test_when_it_is_back_everything_goes_on(gone: Serving, reach: pytest.MonkeyPatch) -> None:
    gone.ask("/topics/")

    reach.undo()
    gone.find_again()

    assert gone.ask("/topics/").status == 200
    assert gone.ask(gone.path).status == 200
