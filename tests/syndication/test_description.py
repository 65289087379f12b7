"""The API is described: for machines by OpenAPI, for people by a page."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from incidents.syndication.api import documents

pytestmark = pytest.mark.django_db


def test_the_document_is_valid_and_without_warnings() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


def test_the_document_is_openapi_3_1_and_describes_every_noun(client: Client) -> None:
    described = client.get("/api/v1/schema/").json()

    assert described["openapi"].startswith("3.1")
    assert {path.split("/")[3] for path in described["paths"]} >= {
        *("incidents", "updates", "versions", "changes", "sources", "media", "topics")
    }
    assert all(set(item) == {"get"} for item in described["paths"].values())


def test_every_operation_has_an_id_of_its_own(client: Client) -> None:
    described = client.get("/api/v1/schema/").json()

    ids = [item["get"]["operationId"] for item in described["paths"].values()]

    assert len(set(ids)) == len(ids)
    assert {"list_changes", "list_versions", "list_corrections"} <= set(ids)


def test_every_parameter_and_field_is_told_of(client: Client) -> None:
    described = client.get("/api/v1/schema/").json()

    untold = [
        f"{operation.path} {field.name}"
        for operation in documents.operations(described)
        for field in (*operation.parameters, *operation.fields)
        if not field.told and field.name != "results"
    ]

    assert untold == []


def test_the_page_runs_no_script_and_asks_nobody_else(client: Client) -> None:
    answer = client.get("/api/v1/docs/")

    page = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<script" not in page
    assert not re.search(r"\sstyle=|<style", page)
    assert not re.search(r'(?:src|<link[^>]+href)="(?:https?:)?//', page)
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    "noun", ["incidents", "updates", "versions", "changes", "sources", "media", "topics"]
)
def test_the_page_names_every_address(client: Client, noun: str) -> None:
    page = client.get("/api/v1/docs/").content.decode()

    assert f"/api/v1/{noun}/" in page
