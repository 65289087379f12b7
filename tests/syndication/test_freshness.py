"""What a client holds is still good, or it is not: entity tags and how long to keep an answer."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from incidents.actions.house import topics
from tests import factories
from tests.syndication.scenes import Scene

pytestmark = pytest.mark.django_db

LIVE = "public, max-age=5, stale-while-revalidate=30, stale-if-error=86400"
LISTS = ("incidents/", "updates/", "versions/", "changes/", "sources/", "topics/")


@pytest.mark.parametrize("path", [*LISTS, "", "schema/", "docs/", "topics/harbour/"])
def test_an_answer_that_is_held_is_not_sent_again(client: Client, scene: Scene, path: str) -> None:
    address = f"/api/v1/{path}"
    first = client.get(address)
    tag = first.headers["ETag"]

    again = [
        client.get(address, headers={"If-None-Match": held})
        for held in (tag, f'"other", {tag}', f"W/{tag}", "*")
    ]
    head = client.head(address, headers={"If-None-Match": tag})
    changed = client.get(address, headers={"If-None-Match": '"other"'})

    assert tag.startswith('"')
    assert [answer.status_code for answer in (*again, head, changed)] == [304] * 5 + [200]
    assert {answer.headers["ETag"] for answer in (*again, head)} == {tag}
    assert {answer.headers["Cache-Control"] for answer in (first, *again, head)} == {LIVE}
    assert not any(answer.content for answer in (*again, head))


@pytest.mark.parametrize("path", LISTS)
def test_head_says_what_get_says(client: Client, scene: Scene, path: str) -> None:
    got, headed = (ask(f"/api/v1/{path}") for ask in (client.get, client.head))

    assert dict(got.headers) == dict(headed.headers)
    assert headed.content == b""


@pytest.mark.parametrize("path", LISTS)
def test_a_public_change_changes_the_tag(client: Client, scene: Scene, path: str) -> None:
    before = client.get(f"/api/v1/{path}").headers["ETag"]
    factories.story("Another", topics=[factories.topic("Another")])
    factories.update(scene.live)

    after = client.get(f"/api/v1/{path}", headers={"If-None-Match": before})

    assert after.status_code == 200
    assert after.headers["ETag"] != before


def test_a_draft_changes_no_tag(client: Client, scene: Scene) -> None:
    before = client.get("/api/v1/incidents/").headers["ETag"]
    factories.draft("Another")

    after = client.get("/api/v1/incidents/", headers={"If-None-Match": before})

    assert after.status_code == 304


def test_what_a_topic_is_may_change_without_a_version(client: Client) -> None:
    topic = factories.topic("Ports")
    factories.story(topics=[topic])
    before = client.get("/api/v1/topics/ports/").headers["ETag"]
    topics.edit(topic, by=None, note="Told.", description="Where ships lie.")

    after = client.get("/api/v1/topics/ports/", headers={"If-None-Match": before})

    assert after.json()["description"] == "Where ships lie."


def test_each_address_and_each_site_has_its_own_tag(
    client: Client, scene: Scene, settings: Settings
) -> None:
    one = client.get("/api/v1/incidents/").headers["ETag"]
    two = client.get("/api/v1/incidents/?status=live").headers["ETag"]

    settings.SITE_URL = "https://elsewhere.example"

    assert len({one, two, client.get("/api/v1/incidents/").headers["ETag"]}) == 3


def test_what_is_held_costs_one_query(
    client: Client, scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for address in ("/api/v1/incidents/", f"/api/v1/incidents/{scene.live.key}/"):
        tag = client.get(address).headers["ETag"]

        with django_assert_num_queries(1):
            client.get(address, headers={"If-None-Match": tag})


def test_a_star_does_not_stand_for_what_is_not_there(client: Client) -> None:
    answer = client.get("/api/v1/topics/none/", headers={"If-None-Match": "*"})

    assert answer.status_code == 404
    assert "ETag" not in answer.headers
