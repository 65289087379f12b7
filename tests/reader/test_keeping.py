"""How long shared caches keep frozen pages, with and without a way to tell them to forget."""

import pytest
from django.test import Client
from pytest_django import Settings

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing
from incidents.operations import purging
from newsroom.front.memory import caching
from tests import factories
from tests.reader.pages import Newsroom, newsroom

FROZEN = "public, max-age=60, s-maxage=60"
KEPT = "public, max-age=60, s-maxage=31536000"
PURGE_URL = "http://cache.example/purge"

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Newsroom:
    return newsroom()


@pytest.mark.parametrize(
    "below",
    ["changes/3/", "changes/3.json", "changes/2..4/", "changes/2/proof/"],
)
def test_frozen_pages_are_kept_for_a_year_under_the_tag_of_their_story(
    client: Client, room: Newsroom, settings: Settings, below: str
) -> None:
    plain = client.get(f"{room.story}/{below}")
    settings.CACHE_PURGE_URL = PURGE_URL

    tagged = client.get(f"{room.story}/{below}")

    assert (plain["Cache-Control"], "Cache-Tag" in plain) == (FROZEN, False)
    assert tagged["Cache-Control"] == KEPT
    assert tagged["Cache-Tag"] == f"frozen,story:{room.incident.key}"
    assert tagged["Surrogate-Key"] == f"frozen story:{room.incident.key}"
    assert tagged["ETag"] == plain["ETag"]


@pytest.mark.parametrize(
    "below",
    ["changes/3/", "changes/3.json", "changes/2..4/", "changes/2/proof/", "changes/2/card.png"],
)
def test_what_is_kept_for_a_year_shows_its_story_and_the_foot_of_all_pages_alone(
    client: Client, room: Newsroom, settings: Settings, below: str
) -> None:
    settings.CACHE_PURGE_URL = PURGE_URL
    factories.story("Another night", topics=[*room.incident.topics.all()])

    page = client.get(f"{room.story}/{below}")

    assert page["Cache-Control"] == KEPT
    assert set(page["X-Page-Shows"].split()) <= {f"story:{room.incident.pk}", "incidents_sitepage"}


def test_what_came_after_a_version_names_no_other_story_unless_somebody_asks_how_they_stand_now(
    client: Client, settings: Settings
) -> None:
    settings.CACHE_PURGE_URL = PURGE_URL
    topic = factories.topic()
    factories.story("Another flood", topics=[topic])
    story = factories.story("The flood")
    editing.edit(story, StoryEdit(topics=[topic]), by=None, note="It belongs there.")
    factories.update(story)

    versions = client.get(f"/news/{story.path}/changes/after/1")
    now = client.get(f"/news/{story.path}/changes/after/1/00000000")

    assert "Another flood" not in versions.content.decode()
    assert versions["Cache-Control"] == "public, max-age=60"
    assert "Another flood" in now.content.decode()
    assert now["Cache-Control"].startswith("public, max-age=1,")
    for answer in (versions, now):
        assert answer["Cache-Tag"] == answer["Surrogate-Key"] == "live"


def test_who_holds_a_frozen_page_learns_the_same_with_304(
    client: Client, room: Newsroom, settings: Settings
) -> None:
    settings.CACHE_PURGE_URL = PURGE_URL
    address = f"{room.story}/changes/3/"
    held = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": held})

    assert again.status_code == 304
    assert again["Cache-Control"] == KEPT
    assert again["Cache-Tag"] == f"frozen,story:{room.incident.key}"


def test_pages_of_the_newest_version_are_not_settled_yet(
    client: Client, room: Newsroom, settings: Settings
) -> None:
    settings.CACHE_PURGE_URL = PURGE_URL
    newest = room.incident.version_number

    pages = [f"changes/{newest}/", f"changes/2..{newest}/", f"changes/{newest}/proof/"]
    shown = {client.get(f"{room.story}/{page}")["Cache-Control"] for page in pages}
    factories.update(room.incident)
    later = {client.get(f"{room.story}/{page}")["Cache-Control"] for page in pages}

    assert (shown, later) == ({FROZEN}, {KEPT})


@pytest.mark.parametrize("page", ["", "changes/", "updates/2/", "changes.json"])
def test_every_other_page_is_tagged_as_live(
    client: Client, room: Newsroom, settings: Settings, page: str
) -> None:
    settings.CACHE_PURGE_URL = PURGE_URL

    response = client.get(f"{room.story}/{page}")

    assert response["Cache-Control"].startswith("public, max-age=5,")
    assert response["Cache-Tag"] == response["Surrogate-Key"] == "live"


def test_what_is_told_to_caches_is_what_pages_carry(
    client: Client, room: Newsroom, settings: Settings
) -> None:
    settings.CACHE_PURGE_URL = PURGE_URL
    addresses = ("/", f"{room.story}/", f"{room.story}/changes/3/", "/api/v1/versions/")
    carried = {tag for each in addresses for tag in client.get(each)["Cache-Tag"].split(",")}

    told = purging.carried_by_pages(["front", "frozen", f"story:{room.incident.pk}", "day:2017"])

    assert told == carried
    assert purging.LIVE == caching.LIVE_TAG


def test_what_belongs_to_one_person_carries_no_tag(client: Client, settings: Settings) -> None:
    settings.CACHE_PURGE_URL = PURGE_URL

    response = client.get("/desk/login/")

    assert response["Cache-Control"] == "no-store"
    assert "Cache-Tag" not in response


def test_what_could_not_be_answered_is_not_kept_for_long(
    client: Client, room: Newsroom, settings: Settings
) -> None:
    settings.CACHE_PURGE_URL = PURGE_URL

    response = client.get(f"{room.story}/changes/2..4/?piece=nothing")

    assert response.status_code in (400, 404)
    assert "s-maxage=31536000" not in response["Cache-Control"]
