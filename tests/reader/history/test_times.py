"""The versions of a story by their times: the way through time, and the list of all."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.models import Incident
from incidents.record.history import frozen
from tests.reader.history.scenes import address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "version"),
    [
        ("Sat, 25 Feb 2017 07:00:00 GMT", 3),
        ("Sat, 25 Feb 2017 08:35:00 GMT", 4),
        ("Sat, 25 Feb 2017 08:34:59 GMT", 3),
        ("Mon, 01 Jan 2001 00:00:00 GMT", 1),
        ("Tue, 01 Jan 2099 00:00:00 GMT", 7),
        ("Sat, 25 Feb 2017 08:00:00 +0100", 3),
        ("Sat, 01 Jan 0100 00:00:00 +2300", 1),
    ],
)
def test_an_archive_is_led_to_the_version_of_its_time(
    client: Client, story: Incident, header: str, version: int
) -> None:
    response = client.get(f"{address(story)}/at/", headers={"Accept-Datetime": header})

    assert (response.status_code, response["Location"]) == (
        302,
        f"{address(story)}/changes/{version}/",
    )
    assert response["Vary"] == "Accept-Datetime"
    assert 'rel="original"' in response["Link"]
    assert 'rel="timemap"' in response["Link"]


def test_without_a_time_the_way_leads_to_the_newest(client: Client, story: Incident) -> None:
    response = client.get(f"{address(story)}/at/")

    assert response["Location"] == f"{address(story)}/changes/7/"


def test_the_way_to_the_newest_reads_no_list_of_versions(client: Client, story: Incident) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{address(story)}/at/")

    assert [each["sql"] for each in asked if "incidents_version" in each["sql"]] == []


def test_the_way_to_another_reads_one_version(client: Client, story: Incident) -> None:
    header = {"Accept-Datetime": "Sat, 25 Feb 2017 07:00:00 GMT"}

    with CaptureQueriesContext(connection) as asked:
        client.get(f"{address(story)}/at/", headers=header)

    [read] = [each["sql"] for each in asked if "incidents_version" in each["sql"]]
    assert read.endswith("LIMIT 1")


@pytest.mark.parametrize(
    "header",
    [
        "noon",
        "Sat, 99 Feb 2017 07:00:00 GMT",
        "\u0663",
        "Sat, 25 Feb 2017 07:00:00 +99999999999999999999",
        "Sat, 25 Feb 99999999999999999999 07:00:00 GMT",
        "Sat, 25 Feb 9999 23:59:59 -2300",
        "Sat, 25 Feb 9999 07:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 -2300",
    ],
)
def test_a_time_that_is_none_is_answered_in_words(
    client: Client, story: Incident, header: str
) -> None:
    response = client.get(f"{address(story)}/at/", headers={"Accept-Datetime": header})

    assert response.status_code == 400
    assert "Accept-Datetime takes a date such as" in response.content.decode()
    assert response["Vary"] == "Accept-Datetime"


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("9999-12-31T23:59-23:00", 404),
        ("9999-02-25T07:00Z", 404),
        ("0001-01-01T00:00+23:00", 404),
        ("0001-01-01T00:00Z", 404),
        ("0100-01-01T00:00+23:00", 404),
        ("9998-12-31T23:59Z", 302),
        ("2017-02-25T07:00+99:99", 404),
    ],
)
def test_a_moment_at_the_edge_of_the_calendar_is_found_or_refused(
    client: Client, story: Incident, moment: str, status: int
) -> None:
    response = client.get(f"{address(story)}/at/{moment}/")

    assert response.status_code == status


def test_the_list_of_times_names_every_version(client: Client, story: Incident) -> None:
    response = client.get(f"{address(story)}/timemap/")

    said = response.content.decode()
    mementos = re.findall(r'changes/(\d+)/>; rel="([a-z ]+)"; datetime="([^"]+)"', said)
    assert response["Content-Type"] == "application/link-format"
    assert [int(number) for number, *_ in mementos] == list(range(1, 8))
    assert mementos[0][1:] == ("first memento", "Sat, 25 Feb 2017 05:30:00 GMT")
    assert mementos[3][1:] == ("memento", "Sat, 25 Feb 2017 08:35:00 GMT")
    assert mementos[6][1] == "last memento"
    assert f'{address(story)}/>; rel="original"' in said
    assert f'{address(story)}/at/>; rel="timegate"' in said


def test_a_long_list_of_times_comes_in_pages(
    client: Client, story: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frozen, "MEMENTOS_ON_PAGE", 3)

    first = client.get(f"{address(story)}/timemap/").content.decode()
    third = client.get(f"{address(story)}/timemap/3/").content.decode()

    assert re.findall(r'timemap/([^>]*)>; rel="timemap"', first) == ["2/", "3/"]
    assert re.findall(r"changes/(\d+)/", first) == ["1", "2", "3"]
    assert re.findall(r"changes/(\d+)/", third) == ["7"]
    assert client.get(f"{address(story)}/timemap/4/").status_code == 404


def test_the_story_says_where_its_versions_are_and_does_not_vary(
    client: Client, story: Incident
) -> None:
    response = client.get(f"{address(story)}/", headers={"Accept-Datetime": "noon"})

    assert f'{address(story)}/timemap/>; rel="timemap"' in response["Link"]
    assert f'{address(story)}/at/>; rel="timegate"' in response["Link"]
    assert not response.has_header("Vary")


def test_what_is_no_story_has_no_times(client: Client, story: Incident) -> None:
    for below in ("at/", "timemap/"):
        assert client.get(f"/news/2017/02/25/nothing/{below}").status_code == 404
