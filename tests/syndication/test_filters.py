"""Every filter finds what it says, and says what to write where it cannot be understood."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client

from incidents.actions.stories import lifecycle
from incidents.models import Version
from tests.syndication.asking import refused, rows
from tests.syndication.scenes import Scene

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("date_after=2017-02-25&date_before=2017-02-25", {"live", "ended", "retracted"}),
        ("date_after=2017-02-26", set()),
        ("date_before=2017-02-24", set()),
        ("topic=harbour", {"live", "retracted"}),
        ("topic=ministry", {"live"}),
        ("topic=no-such-topic", set()),
        ("status=live", {"live"}),
        ("status=ended", {"ended"}),
        ("status=retracted", {"retracted"}),
        ("source=valley+agency", {"live"}),
        ("source=agency.example", {"live"}),
        ("source=CANARYSOURCE", set()),
        ("source=CANARYRETRACTED", set()),
        ("kind=correction", {"live"}),
        ("kind=retraction", {"live", "retracted"}),
        ("language=en", {"live", "retracted"}),
        ("language=EN-gb", {"live"}),
        ("language=de", {"ended"}),
    ],
)
def test_stories_are_found_by(client: Client, scene: Scene, query: str, found: set[str]) -> None:
    names = {str(getattr(scene, name).key): name for name in ("live", "ended", "retracted")}

    answered = rows(client, f"incidents/?{query}")

    assert {names[row["id"]] for row in answered} == found


def test_stories_are_found_by_when_they_changed_here(client: Client, scene: Scene) -> None:
    latest = Version.objects.get(position=scene.retracted.position).recorded_at
    later = latest + timedelta(microseconds=1)

    since = rows(client, f"incidents/?updated_since={quote(latest.isoformat())}")
    after = rows(client, f"incidents/?updated_since={later.isoformat()}")
    positions = rows(client, f"incidents/?since={scene.live.position}&order=oldest")

    assert [row["id"] for row in since] == [str(scene.retracted.key)]
    assert after == []  # its plus sign had become a space
    assert [row["id"] for row in positions] == [str(scene.ended.key), str(scene.retracted.key)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("date_after=2017-02-25", [2, 1]),
        ("topic=ministry", [2, 1]),
        ("topic=harbour", [1, 2, 1]),
        ("source=Valley", [1]),
        ("source=CANARYSOURCE", []),
        ("updated_since=2017-02-25T00:00:00Z", [1, 2, 1]),
        ("updated_since=2999-01-01T00:00:00Z", []),
    ],
)
def test_updates_are_found_by(client: Client, scene: Scene, query: str, numbers: list[int]) -> None:
    if query.startswith("date"):
        query += "&date_before=2999-12-31&topic=ministry"

    answered = rows(client, f"updates/?{query}")

    assert [row["number"] for row in answered] == numbers


def test_updates_of_a_story_that_was_retracted_count_as_changed(
    client: Client, scene: Scene
) -> None:
    lifecycle.retract(scene.live, by=None, note="All of it.")
    moment = Version.objects.latest("position").recorded_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    answered = rows(client, f"updates/?updated_since={moment}")

    assert [(row["number"], row["reason"]) for row in answered] == [
        (2, "All of it."),
        (1, "All of it."),
    ]


def test_versions_are_found_by(client: Client, scene: Scene) -> None:
    last = Version.objects.latest("position").position

    kinds = rows(client, "versions/?kind=first")
    since = rows(client, f"versions/?since={last - 2}&order=oldest")
    origin = rows(client, "versions/?origin=imported")
    story = rows(client, f"versions/?incident={scene.ended.key}")
    signed = rows(client, "versions/?byline=desk")
    nobody = rows(client, "versions/?byline=nobody")
    span = rows(client, "versions/?at_after=2017-01-01T00:00:00Z&at_before=2017-12-31T00:00Z")

    assert [row["version"] for row in kinds] == [1, 1, 1]
    assert [row["position"] for row in since] == [last - 1, last]
    assert origin == span == nobody == []
    assert len(signed) == Version.objects.count()
    assert [row["kind"] for row in story] == ["status", "first"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=agency", ["Valley Agency"]),
        ("kind=witness", []),
        ("outlet=valley", ["Valley Agency"]),
        ("url=https://agency.example/water", ["Valley Agency"]),
        ("url=https://agency.example/", []),
        ("outlet=CANARY", []),
    ],
)
def test_sources_are_found_by(client: Client, scene: Scene, query: str, names: list[str]) -> None:
    answered = rows(client, f"sources/?{query}")

    assert [row["name"] for row in answered] == names
    assert rows(client, f"sources/?incident={scene.draft.key}") == []


@pytest.mark.parametrize(
    ("query", "slugs"),
    [("kind=other", {"harbour", "ministry"}), ("kind=place", set()), ("name=harb", {"harbour"})],
)
def test_topics_are_found_by(client: Client, scene: Scene, query: str, slugs: set[str]) -> None:
    answered = rows(client, f"topics/?{query}")

    assert {row["slug"] for row in answered} == slugs


@pytest.mark.parametrize(
    ("path", "name", "told"),
    [
        ("incidents/?date_after=25.2.2017", "date_after", "2017-02-25"),
        ("incidents/?date_before=2017-02-30", "date_before", "2017-02-25"),
        ("incidents/?updated_since=yesterday", "updated_since", "2017-02-25T13:30:00Z"),
        ("incidents/?updated_since=2017-02-25T13:30:00", "updated_since", "offset"),
        ("incidents/?status=draft", "status", "live, ended, retracted"),
        ("incidents/?kind=rumour", "kind", "correction"),
        ("incidents/?since=-1", "since", "0"),
        ("incidents/?topic=%01", "topic", "printable"),
        ("incidents/?topic=", "topic", "leave the parameter out"),
        ("incidents/?topic=a&topic=b", "topic", "once"),
        ("incidents/?tpoic=a", "tpoic", "topic"),
        ("incidents/?fields=salary", "fields", "headline"),
        ("incidents/?expand=everything", "expand", "updates"),
        ("incidents/?page_size=0", "page_size", "from 1 to 100"),
        ("incidents/?cursor=xyz", "cursor", "next"),
        ("incidents/?order=best", "order", "newest, oldest"),
        ("updates/?incident=7", "incident", "id"),
        ("versions/?origin=elsewhere", "origin", "imported"),
        ("sources/?kind=gossip", "kind", "agency"),
        ("topics/?kind=thing", "kind", "person"),
        ("topics/?format=xml", "format", "No such parameter"),
    ],
)
def test_what_cannot_be_understood_is_named(
    client: Client, path: str, name: str, told: str
) -> None:
    errors = refused(client, path)

    assert list(errors) == [name]
    assert told in errors[name]


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("", ["retraction", "correction", "retraction"]),
        ("?kind=correction", ["correction"]),
        ("?byline=desk&kind=retraction", ["retraction", "retraction"]),
        ("?origin=imported", []),
    ],
)
def test_corrections_are_found_by(
    client: Client, scene: Scene, query: str, kinds: list[str]
) -> None:
    answered = rows(client, f"corrections/{query}")

    assert sorted(row["kind"] for row in answered) == sorted(kinds)
    assert "kind" in refused(client, "corrections/?kind=update")


@pytest.mark.parametrize(
    "query", ["", "?kind=correction", "?since=3&order=oldest&page_size=2", "?byline=desk"]
)
def test_the_change_feed_has_the_rows_of_versions(client: Client, scene: Scene, query: str) -> None:
    told = client.get(f"/api/v1/changes/{query}").json()

    versions = client.get(f"/api/v1/versions/{query}").json()
    assert told["results"]
    assert told["results"] == versions["results"]
    assert (told["next"] or "").replace("/changes/", "/versions/") == (versions["next"] or "")


def test_the_change_feed_is_found_without_its_slash(client: Client) -> None:
    answer = client.get("/api/v1/changes?since=1&order=oldest")

    assert (answer.status_code, answer["Location"]) == (
        301,
        "/api/v1/changes/?since=1&order=oldest",
    )
