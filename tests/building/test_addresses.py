"""One place knows where stories stand, and it says what the addresses of the site say."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.urls import resolve

from incidents.record.pages.stretches import Stretch
from incidents.text.addresses import stories
from tests.building import plan

KNOWING = {"incidents/text/addresses/stories.py", "incidents/reader/urls.py"}
FRONT = "newsroom/front/"
"""The front knows addresses by patterns of its own, which its tests hold against the site's."""

STORY = stories.story_path("2017/02/25/clashes")
DAY = date(2017, 2, 25)
PATHS = {
    "year": stories.year_path(DAY),
    "month": stories.month_path(DAY),
    "day": stories.day_path(DAY),
    "story": STORY,
    "update": stories.update_path(STORY, 3),
    "updates": stories.updates_path(STORY, Stretch(51, 100).name),
    "comments": stories.comments_path(STORY),
    "provenance": stories.provenance_path(STORY),
    "changes": stories.changes_path(STORY),
    "version": stories.version_path(STORY, 3),
    "proof": stories.proof_path(STORY, 3),
    "comparison": stories.comparison_path(STORY, 2, 3),
    "time-map": stories.time_map_path(STORY),
    "time-gate": stories.time_gate_path(STORY),
}


@pytest.mark.parametrize("name", PATHS)
def test_what_is_put_together_is_an_address_of_the_site(name: str) -> None:
    assert resolve(f"{PATHS[name]}/").view_name == f"reader:{name}"


def test_later_pages_and_changes_have_addresses_too() -> None:
    assert resolve(f"{stories.time_map_path(STORY, 2)}/").view_name == "reader:time-map"
    assert resolve(stories.after_path(STORY, 0)).view_name == "reader:after"


def test_no_other_place_puts_such_an_address_together() -> None:
    found = [
        plan.place(path, line)
        for path in plan.modules(*plan.HOUSE)
        if plan.place(path) not in KNOWING and not plan.place(path).startswith(FRONT)
        for line in put_together(path)
    ]

    assert found == []


def test_no_template_puts_such_an_address_together() -> None:
    found = [plan.place(path) for path in plan.pages() if "/news/{" in path.read_text("utf-8")]

    assert found == []


def put_together(path: Path) -> Iterator[int]:
    """The lines of a file with a string that begins as the addresses of stories do."""
    tree = plan.tree(path)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            begins = node.value.startswith((f"{stories.NEWS}/", "news/"))
            yield from [node.lineno] if begins else []
