"""Walks through lists: nothing lost, nothing endless, whatever is published meanwhile."""

import re

import pytest
from django.test import Client

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing
from incidents.models import Incident, Version
from tests import factories
from tests.syndication.asking import ids, path_of, walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_stories_that_change_during_a_walk_are_not_lost(client: Client, order: str) -> None:
    stories = [factories.story(f"Story {number}") for number in range(9)]

    def change(page: int) -> None:
        if page < 3:
            story = Incident.objects.get(pk=stories[3 - page].pk)
            editing.edit(story, StoryEdit(headline=f"Changed {page}"), by=None, note="Clearer.")
            factories.story(f"New {page}")

    walked = walk(client, f"incidents/?page_size=2&order={order}", change)

    public = {str(key) for key in Incident.objects.values_list("key", flat=True)}
    assert set(ids(walked)) == public
    latest = {row["id"]: row["headline"] for row in sorted(walked, key=lambda row: row["position"])}
    assert {f"Changed {page}" for page in range(3)} <= set(latest.values())


def test_versions_made_during_a_walk_are_met_too(client: Client) -> None:
    story = factories.story()
    for _ in range(6):
        factories.update(story)

    walked = walk(
        client, "versions/?page_size=3", lambda page: page < 2 and factories.update(story)
    )

    positions = list(Version.objects.values_list("position", flat=True))
    assert sorted(int(str(key)) for key in ids(walked)) == sorted(positions)


def test_one_can_walk_back(client: Client) -> None:
    for number in range(7):
        factories.story(f"Story {number}")
    for order in ("newest", "oldest"):
        first = client.get(f"/api/v1/incidents/?page_size=3&order={order}").json()
        second = client.get(path_of(first["next"])).json()
        third = client.get(path_of(second["next"])).json()

        back = client.get(path_of(third["previous"])).json()
        start = client.get(path_of(back["previous"])).json()

        assert ids(back["results"]) == ids(second["results"])
        assert ids(start["results"]) == ids(first["results"])
        assert (first["previous"], start["previous"], third["next"]) == (None, None, None)


def test_the_ways_on_stand_in_the_head_of_the_answer_too(client: Client) -> None:
    for number in range(5):
        factories.story(f"Story {number}")
    first = client.get("/api/v1/incidents/?page_size=2&language=en")
    second = client.get(path_of(first.json()["next"]))

    found = re.findall('<([^>]+)>; rel="([a-z]+)"', second.headers["Link"])
    links = {relation: address for address, relation in found}

    assert links == {"next": second.json()["next"], "prev": second.json()["previous"]}
    assert "language=en" in links["next"]


def test_a_page_is_never_longer_than_the_most(client: Client) -> None:
    story = factories.story()
    for _ in range(104):
        factories.update(story)

    answer = client.get("/api/v1/versions/?page_size=100000").json()
    default = client.get("/api/v1/versions/").json()

    assert (len(answer["results"]), len(default["results"])) == (100, 50)
