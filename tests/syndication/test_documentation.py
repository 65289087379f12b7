"""What partners can ask for is written down in words, not only in the schema."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from incidents.syndication.api import problems
from incidents.syndication.api.resources.corrections import CorrectionFilters
from incidents.syndication.api.resources.incidents import IncidentFilters
from incidents.syndication.api.resources.media import MediaFilters
from incidents.syndication.api.resources.sources import SourceFilters
from incidents.syndication.api.resources.topics import TopicFilters
from incidents.syndication.api.resources.updates import UpdateFilters
from incidents.syndication.api.resources.versions import VersionFilters
from tests.syndication import scenes

GUIDE = Path(__file__).resolve().parents[2] / "docs/partners.md"
FILTERS: dict[str, Any] = {
    "incidents": IncidentFilters,
    "updates": UpdateFilters,
    "versions": VersionFilters,
    "changes": VersionFilters,
    "corrections": CorrectionFilters,
    "sources": SourceFilters,
    "media": MediaFilters,
    "topics": TopicFilters,
}


def test_every_address_and_parameter_of_the_schema_is_in_the_guide(client: Client) -> None:
    described = client.get("/api/v1/schema/").json()
    written = GUIDE.read_text(encoding="utf-8")

    parameters = {
        parameter["name"]
        for item in described["paths"].values()
        for parameter in item["get"]["parameters"]
    }

    assert {path for path in described["paths"] if f"`{path}`" not in written} == set()
    assert {name for name in parameters if not re.search(f"[`{{&?]{name}[`}}=]", written)} == set()


@pytest.mark.parametrize("noun", FILTERS)
def test_the_guide_lists_the_filters_of_each_list(noun: str) -> None:
    row = next(
        line for line in GUIDE.read_text(encoding="utf-8").splitlines() if f"| {noun} |" in line
    )

    assert [name for name in FILTERS[noun].base_filters if f"`{name}`" not in row] == []


def test_every_kind_of_problem_is_in_the_guide() -> None:
    written = GUIDE.read_text(encoding="utf-8")

    assert [kind.name for kind in problems.KINDS if f"`{kind.name}`" not in written] == []


@pytest.mark.django_db
def test_every_query_that_the_guide_shows_is_answered(client: Client) -> None:
    scenes.scene()
    shown = re.findall(r"http://127\.0\.0\.1:8000(/api/v1/[^'\s]*)'", GUIDE.read_text("utf-8"))

    answers = {path: client.get(path).status_code for path in shown}

    assert len(answers) >= 5
    assert set(answers.values()) == {200}
