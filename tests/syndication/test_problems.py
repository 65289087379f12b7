"""Whatever goes wrong is said as a problem document, with what to do instead."""

import json
from http import HTTPMethod
from pathlib import Path

import jsonschema
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from incidents.record import across
from incidents.syndication.api import patience, problems
from incidents.syndication.api.endpoint import Endpoint
from tests.syndication import scenes

pytestmark = pytest.mark.django_db

SOMEBODY = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/", 404),
        ("/api/v2/incidents/", 404),
        ("/api/v1/nothing/", 404),
        ("/api/v1/incidents/not-a-key/", 404),
        (f"/api/v1/incidents/{SOMEBODY}/", 404),
        (f"/api/v1/updates/{SOMEBODY}/", 404),
        (f"/api/v1/sources/{SOMEBODY}.source-1/", 404),
        ("/api/v1/sources/1/", 404),
        ("/api/v1/versions/0/", 404),
        (f"/api/v1/versions/{10**30}/", 404),
        ("/api/v1/topics/none/", 404),
        ("/api/v1/incidents/?wrong=1", 400),
        ("/api/v1/?wrong=1", 400),
    ],
)
def test_what_is_not_there_is_a_problem(client: Client, path: str, status: int) -> None:
    answer = client.get(path)

    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert problem["type"].startswith(f"{settings.SITE_URL}/api/v1/docs/#problem-")
    assert problem["title"]
    assert problem["detail"]


@pytest.mark.parametrize("method", [*HTTPMethod])
@pytest.mark.parametrize("path", ["incidents/", "", "docs/", "schema/", "nothing/"])
def test_nothing_but_reading_is_answered(client: Client, method: str, path: str) -> None:
    answer = client.generic(method, f"/api/v1/{path}")

    if method in ("GET", "HEAD"):
        assert answer.status_code in (200, 404)
    elif method == "OPTIONS" and path != "nothing/":
        assert (answer.status_code, answer.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    else:
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*", "nonsense"])
def test_only_json_is_served(client: Client, accept: str) -> None:
    answer = client.get("/api/v1/incidents/", headers={"Accept": accept})

    assert (answer.status_code, answer.json()["status"]) == (406, 406)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("accept", ["*/*", "text/html,*/*;q=0.8", "application/json; indent=8"])
def test_json_is_the_same_however_it_is_asked_for(client: Client, accept: str) -> None:
    scenes.scene()
    plain = client.get("/api/v1/incidents/")

    asked = client.get("/api/v1/incidents/", headers={"Accept": accept})

    assert (asked.status_code, asked.content) == (200, plain.content)
    assert asked.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(("failure", "status"), [(OperationalError, 503), (RuntimeError, 500)])
def test_a_failure_of_ours_is_a_problem_too(
    client: Client, monkeypatch: pytest.MonkeyPatch, failure: type[Exception], status: int
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise failure("SECRET DETAIL")

    monkeypatch.setattr(across, "stories", fail)
    answer = client.get("/api/v1/incidents/")

    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert b"SECRET" not in answer.content
    assert ("Retry-After" in answer.headers) == (status == 503)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", ["incidents/?source=a", "updates/?source=a", "sources/?outlet=a"])
def test_words_that_are_looked_for_too_long_are_a_problem_of_their_own(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(patience, "LONGEST", 20)
    monkeypatch.setattr(Endpoint, "_page", lambda *_: slept())

    answer = client.get(f"/api/v1/{path}")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert answer.json()["type"].endswith("#problem-too-dear")
    assert slept()


def slept() -> bool:
    """Half a second in which the database does nothing, unless it may not take so long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.5)")
        return bool(cursor.rowcount == 1)


def test_a_missing_closing_slash_is_added(client: Client) -> None:
    answer = client.get("/api/v1/incidents?status=live")

    assert answer.status_code == 301
    assert answer.headers["Location"] == "/api/v1/incidents/?status=live"


def test_problems_are_problems_by_the_standard_s_own_schema(client: Client, shared: Path) -> None:
    schema = next((shared / "schemas/problem").glob("*.json"))
    paths = ("incidents/?wrong=ü", "incidents/?topic=", "nothing/%F0%9F%8C%8D")
    documents = [client.get(f"/api/v1/{path}").json() for path in paths]
    documents.append(client.post("/api/v1/incidents/").json())

    for document in documents:
        jsonschema.validate(
            document,
            json.loads(schema.read_text(encoding="utf-8")),
            format_checker=jsonschema.FormatChecker(),
        )


def test_every_kind_of_problem_is_described_where_its_type_leads(client: Client) -> None:
    page = client.get(reverse("syndication:docs")).content.decode()

    assert all(f'id="problem-{kind.name}"' in page for kind in problems.KINDS)
