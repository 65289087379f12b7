"""Where there is no page, people find the story that they may have meant, at a bounded cost."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing, lifecycle
from tests import factories
from tests.reader.reading import page_of, strings

pytestmark = pytest.mark.django_db
MEANT = "//section[@aria-labelledby='likely']//a/@href"


def meant(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 404
    return strings(page_of(response.content), MEANT)


@pytest.mark.parametrize(
    "address",
    [
        "/news/2017/03/01/shots-heard-near-the-border/",
        "/news/2017/02/25/shots-heard-near-the-bor/",
        "/news/2017/02/25/shots-heard-neer-the-boarder/updates/3/",
        "/news/2017/2/26/Shots-Heard-Near-The-Border.html",
        "/shots-heard-near-the-border/",
    ],
)
def test_a_story_that_was_meant_is_offered(client: Client, address: str) -> None:
    story = factories.story()
    factories.story("Something else entirely")

    found = meant(client, address) if "/2/26/" not in address else meant_after(client, address)

    assert found == [f"/news/{story.path}/"]


def meant_after(client: Client, address: str) -> list[str]:
    """An unpadded day leads to the padded one first."""
    return meant(client, client.get(address)["Location"])


def test_a_story_is_offered_under_the_address_that_it_has_now(client: Client) -> None:
    story = factories.story()
    edit = StoryEdit(headline="Quiet again at the border", move=True)
    editing.edit(story, edit, by=None, note="It is over.")
    story.refresh_from_db()

    assert meant(client, "/news/2017/02/24/shots-heard-near-the-border/") == [
        f"/news/{story.path}/"
    ]


def test_drafts_and_withdrawn_stories_are_never_offered(client: Client) -> None:
    factories.draft("Shots heard near the bridge")
    gone = factories.story()
    lifecycle.retract(gone, by=None, note="It was not so.")

    response = client.get("/news/2017/02/24/shots-heard-near-the-border/")

    assert strings(page_of(response.content), MEANT) == []
    assert b"bridge" not in response.content


def test_the_page_offers_a_search_and_what_is_live(client: Client) -> None:
    story = factories.story()

    page = page_of(client.get("/nowhere/").content)

    assert strings(page, "//main//form/@action") == ["/search/"]
    assert f"/news/{story.path}/" in strings(page, "//main//a/@href")
    assert strings(page, MEANT) == []


@pytest.mark.parametrize(
    "address", ["/nowhere.json", "/news/2017/02/24/nothing.xml", "/topics/no.md"]
)
def test_programs_get_a_problem(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 404


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/wp-login.php", "/a-b-c-d-e-f-g/", "/x/" + "a" * 900]
)
def test_an_address_that_never_was_costs_little(client: Client, address: str) -> None:
    for number in range(5):
        factories.story(f"A story with number {number}")

    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 404

    assert (
        len(asked) <= 3
    )  # one for what is live, one for the links at the foot, one for the likely


def test_signs_of_a_pattern_are_taken_as_they_are(client: Client) -> None:
    factories.story("Percent")

    assert meant(client, "/news/2017/02/24/%25%25%25%25%25%25%25%25/") == []
    assert meant(client, "/news/2017/02/24/______________/") == []


def test_without_a_database_the_page_still_comes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise DatabaseError

    for name in ("likely.live_now", "standing.site_pages"):
        monkeypatch.setattr(f"incidents.record.lists.{name}", broken)
    monkeypatch.setattr("incidents.reader.views.missing.likely", broken)

    response = client.get("/news/2017/02/24/shots-heard-near-the-border/")

    assert response.status_code == 404
    assert b"/about/ethics/" in response.content
