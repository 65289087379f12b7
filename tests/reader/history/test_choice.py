"""What a reader has ticked on a Changes page."""

import pytest
from django.http import QueryDict

from incidents.reader.history.choice import Choice
from tests.formats.pages import changes_page


def test_at_first_the_newest_version_and_the_one_before_are_ticked() -> None:
    assert Choice.made(QueryDict(""), changes_page()) == Choice(3, 4)


@pytest.mark.parametrize("query", ["from=2&to=4", "from=4&to=2"])
def test_two_versions_can_be_ticked_in_either_order(query: str) -> None:
    assert Choice.made(QueryDict(query), changes_page()) == Choice(2, 4, comparable=True)


def test_the_same_version_on_both_sides_is_answered_in_words() -> None:
    choice = Choice.made(QueryDict("from=2&to=2"), changes_page())

    assert not choice.comparable
    assert choice.problem == "You ticked version 2 on both sides. Tick two different versions."


@pytest.mark.parametrize(
    "query",
    [
        *("from=2", "from=x&to=2", "from=2&to=99", "from=٢&to=3", "to="),
        pytest.param(f"from=2&to={'9' * 5_000}", id="to=more digits than Python reads"),
    ],
)
def test_anything_else_asks_for_one_version_on_each_side(query: str) -> None:
    choice = Choice.made(QueryDict(query), changes_page())

    assert not choice.comparable
    assert choice.problem == "Tick one version on each side."
