"""Addresses that are nearly right, and those that a story once had."""

from functools import partial
from urllib.parse import unquote

import pytest
from django.test import Client

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing, lifecycle
from incidents.models import Incident
from tests import factories
from tests.conftest import Once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def story(once: Once) -> str:
    return f"/news/{once(partial(factories.long_story, 2)).path}"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/news/2017/2/25/", "/news/2017/02/25/"),
        ("/news/2017/2/", "/news/2017/02/"),
        ("/news/2017/2/5/index.json", "/news/2017/02/05/index.json"),
        ("/news/2017/2/index.md", "/news/2017/02/index.md"),
        ("/news/2017/02/25", "/news/2017/02/25/"),
        ("/topics/border", "/topics/border/"),
        ("/news/2017/2/25/x/changes/7/?a=b", "/news/2017/02/25/x/changes/7/?a=b"),
        ("/news/2017/02/5/阿/", "/news/2017/02/05/%E9%98%BF/"),
        ("/index.html", "/"),
        ("/news/2017/02/25/index.html", "/news/2017/02/25/"),
        ("/topics.html", "/topics/"),
    ],
)
def test_a_nearly_right_address_leads_to_the_right_one(
    client: Client, story: str, asked: str, answered: str
) -> None:
    response = client.get(asked)

    assert (response.status_code, response.headers.get("Location")) == (301, answered)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (".html", "/"),
        ("", "/"),
        ("/changes", "/changes/"),
        ("/changes.html", "/changes/"),
        ("/changes/2.html", "/changes/2/"),
        ("/changes/1..2.html", "/changes/1..2/"),
        ("/changes/3..1/", "/changes/1..3/"),
        ("/changes/3..1.json", "/changes/1..3.json"),
        ("/changes/2..2/", "/changes/2/"),
        ("/updates/1.html", "/updates/1/"),
    ],
)
def test_below_a_story_there_is_one_address_for_a_page(
    client: Client, story: str, asked: str, answered: str
) -> None:
    response = client.get(f"{story}{asked}")

    assert (response.status_code, response.headers.get("Location")) == (301, f"{story}{answered}")


@pytest.mark.parametrize(
    "below", ["/", ".json", "/changes/", "/changes/2.md", "/updates/1/", "/changes/?from=1&to=2"]
)
def test_every_address_a_story_ever_had_leads_to_it(client: Client, story: str, below: str) -> None:
    incident = Incident.objects.get()
    editing.edit(
        incident, StoryEdit(headline="Calm returns", move=True), by=None, note="Calm again."
    )
    incident.refresh_from_db()
    now = f"/news/{incident.path}"
    assert now != story

    response = client.get(f"{story}{below}")

    assert (response.status_code, response.headers.get("Location")) == (301, f"{now}{below}")


@pytest.mark.parametrize(
    "address",
    [
        *("/news/2017/02/30/", "/news/2017/2/30/", "/news/2017/13/", "/news/2017/02/25/nothing/"),
        *(
            "/topics/nothing/",
            "/index.exe",
            "/nothing/",
            "/news/99999/1/1/",
        ),
    ],
)
def test_what_is_not_there_is_answered_with_help(client: Client, story: str, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert b'href="/topics/"' in response.content


@pytest.mark.parametrize(
    "below",
    [
        *("/updates/9/", "/changes/99/", "/changes/1..99/", "/changes/98..99/", ".exe"),
        *("/at/1999-01-01T00:00Z/", "/changes/2.exe", "/claims-of-old/"),
    ],
)
def test_what_a_story_does_not_have_is_not_there(client: Client, story: str, below: str) -> None:
    assert client.get(f"{story}{below}").status_code == 404


def test_a_moment_leads_to_the_version_that_stood_then(client: Client, story: str) -> None:
    response = client.get(f"{story}/at/2999-01-01T00:00Z/")

    assert response.status_code == 302
    newest = Incident.objects.get().version_number
    assert response.headers["Location"] == f"{story}/changes/{newest}/"


def test_a_retracted_story_is_gone_and_says_why_in_every_format(client: Client) -> None:
    incident = factories.story()
    lifecycle.retract(incident, by=None, note="The film is from another year.")

    for suffix in ("/", ".json", ".xml", ".md"):
        response = client.get(f"/news/{incident.path}{suffix}")
        assert response.status_code == 410
        assert "The film is from another year." in response.content.decode()
        assert "Two villages report" not in response.content.decode()
    assert client.get(f"/news/{incident.path}/changes/").status_code == 200


def test_letters_may_be_composed_in_two_ways(client: Client) -> None:
    incident = factories.story("Новый мост")
    assert "й" in incident.path

    response = client.get("/news/2017/02/25/новыи\N{COMBINING BREVE}-мост/")

    assert response.status_code == 301
    assert unquote(response.headers["Location"]) == incident.get_absolute_url()


def test_the_updates_of_a_retracted_story_are_gone_with_it(client: Client) -> None:
    incident = factories.long_story(1)
    address = incident.get_absolute_url()
    lifecycle.retract(incident, by=None, note="The film is from another year.")

    gone = client.get(f"{address}updates/1/")
    never = client.get(f"{address}updates/2/")

    assert (gone.status_code, never.status_code) == (410, 404)
    assert "The film is from another year." in gone.content.decode()
