"""What a list and an item say of each noun."""

import pytest
from django.test import Client

from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.stories import editing, lifecycle
from incidents.models import Incident, Source, Update, Version
from incidents.syndication.api import documents
from tests import factories
from tests.syndication.asking import ids, path_of, rows
from tests.syndication.scenes import Scene

pytestmark = pytest.mark.django_db


def test_a_story_in_the_list_says_where_it_stands(client: Client, scene: Scene) -> None:
    row = next(row for row in rows(client, "incidents/") if row["id"] == str(scene.live.key))

    assert row["title"] == "Dam gates open (Updated 2)"
    assert (row["status"], row["retracted"]) == ("live", False)
    assert (row["version"], row["position"]) == (scene.live.version_number, scene.live.position)
    assert [topic["slug"] for topic in row["topics"]] == ["harbour", "ministry"]
    assert (row["update_count"], row["source_count"]) == (2, 1)
    assert row["url"].endswith("/news/2017/02/25/dam-gates-open/")
    assert "lead" not in row
    assert "updates" not in row


def test_a_story_alone_has_every_part(client: Client, scene: Scene) -> None:
    story = client.get(f"/api/v1/incidents/{scene.live.key}/").json()

    assert story["lead"]["text"] == "Three villages report shots."
    assert [mark["kind"] for mark in story["lead"]["marks"]] == ["correction"]
    assert [update["number"] for update in story["updates"]] == [2, 1]
    assert [source["name"] for source in story["sources"]] == ["Valley Agency"]
    assert [change["version"] for change in story["changes"]] == [1, 2, 3, 4, 5, 6]
    assert story["id"] == str(scene.live.key)


def test_a_story_alone_says_what_its_json_page_says(client: Client, scene: Scene) -> None:
    page = client.get(f"/news/{scene.live.path}.json").json()

    story = client.get(f"/api/v1/incidents/{scene.live.key}/").json()

    shared = page.keys() & story.keys()
    assert shared >= {"id", "title", "updates", "sources", "changes", "related", "lead", "hash"}
    assert {name: page[name] for name in shared} == {name: story[name] for name in shared}


def test_a_retracted_story_leaves_a_tombstone(client: Client, scene: Scene) -> None:
    row = next(row for row in rows(client, "incidents/") if row["retracted"])
    story = client.get(path_of(row["api_url"])).json()

    assert row["id"] == str(scene.retracted.key)
    assert (row["status"], row["retraction_reason"]) == ("retracted", "The bridge stands.")
    assert (story["lead"], story["updates"], story["sources"]) == (None, [], [])
    assert row == {name: story[name] for name in row}


def test_parts_can_be_added_to_the_rows_of_a_list(client: Client, scene: Scene) -> None:
    whole = client.get(f"/api/v1/incidents/{scene.live.key}/").json()

    found = rows(client, "incidents/?expand=lead,updates,sources")

    row = next(row for row in found if row["id"] == str(scene.live.key))
    assert {name: whole[name] for name in ("lead", "updates", "sources")} == {
        name: row[name] for name in ("lead", "updates", "sources")
    }


def test_fields_can_be_chosen(client: Client, scene: Scene) -> None:
    found = rows(client, "incidents/?fields=title,status&expand=lead")
    one = client.get(f"{path_of(found[0]['api_url'])}?fields=headline").json()

    assert found[0].keys() == {"id", "api_url", "title", "status", "lead"}
    assert one.keys() == {"id", "api_url", "headline"}


def test_an_update_comes_with_its_story_and_its_sources(client: Client, scene: Scene) -> None:
    update = Update.objects.get(incident=scene.live, number=1)

    row = next(row for row in rows(client, "updates/") if row["id"] == str(update.key))

    assert (row["number"], row["text"], row["sources"]) == (1, "The gates are open.", [1])
    assert row["incident"]["id"] == str(scene.live.key)
    assert row["url"].endswith("/dam-gates-open/updates/1/")
    assert client.get(path_of(row["api_url"])).json() == row


def test_a_retracted_update_keeps_number_time_and_reason(client: Client, scene: Scene) -> None:
    row = client.get(f"/api/v1/updates/{scene.withdrawn.key}/").json()

    assert (row["number"], row["retracted"], row["reason"]) == (2, True, "It was another river.")
    assert (row["html"], row["text"], row["title"], row["sources"]) == (None, None, None, [])
    assert row["at"]


def test_an_update_of_a_retracted_story_goes_with_it(client: Client, scene: Scene) -> None:
    row = rows(client, f"updates/?incident={scene.retracted.key}")[0]

    assert (row["retracted"], row["reason"], row["html"]) == (True, "The bridge stands.", None)


def test_every_public_change_is_a_version(client: Client, scene: Scene) -> None:
    found = rows(client, "versions/")

    assert ids(found) == list(
        Version.objects.order_by("-position").values_list("position", flat=True)
    )
    corrected = next(row for row in found if row["kind"] == "correction")
    assert corrected["note"] == "Three villages, not two."
    assert corrected["incident"]["id"] == str(scene.live.key)
    assert client.get(f"/api/v1/versions/{corrected['position']}/").json() == corrected


def test_a_version_says_the_headline_it_had(client: Client) -> None:
    story = factories.story("Old name")
    editing.edit(story, StoryEdit(headline="New name"), by=None, note="Clearer.")

    newest, first = rows(client, f"versions/?incident={story.key}")

    assert (newest["title"], first["title"]) == ("New name", "Old name")


def test_the_history_of_a_retracted_story_tells_the_reason_alone(
    client: Client, scene: Scene
) -> None:
    found = rows(client, f"versions/?incident={scene.retracted.key}")

    assert [row["note"] for row in found] == ["The bridge stands.", None, None]


def test_a_source_keeps_its_identifier_when_the_list_is_reordered(
    client: Client, scene: Scene
) -> None:
    before = rows(client, "sources/")[0]
    kept = Source.objects.get(incident=scene.live, number=1)
    first = SourceText(outlet="Radio")
    second = SourceText(outlet=kept.outlet, id=kept.pk)
    editing.edit(scene.live, StoryEdit(sources=[first, second]), by=None, note="A better source.")

    after = client.get(path_of(before["api_url"])).json()

    assert before["id"] == f"{scene.live.key}.source-1"
    assert (before["number"], after["number"], after["id"]) == (1, 2, before["id"])


def test_a_topic_counts_public_stories_alone(client: Client, scene: Scene) -> None:
    found = {row["slug"]: row for row in rows(client, "topics/")}

    assert found.keys() == {"harbour", "ministry"}
    assert found["harbour"]["story_count"] == 1
    assert client.get("/api/v1/topics/harbour/").json() == found["harbour"]


@pytest.mark.parametrize(
    ("noun", "query"),
    [
        ("incidents", "?expand=lead,updates,sources"),
        *((noun, "") for noun in ("updates", "versions", "sources", "topics")),
    ],
)
def test_a_row_has_the_fields_that_are_described(
    client: Client, scene: Scene, noun: str, query: str
) -> None:
    described = {
        operation.path: {field.name for field in operation.fields}
        for operation in documents.operations(client.get("/api/v1/schema/").json())
    }

    row = rows(client, f"{noun}/{query}")[-1]
    item = client.get(path_of(row["api_url"])).json()

    assert row.keys() == described[f"/api/v1/{noun}/"]
    assert [item.keys()] == [
        fields for path, fields in described.items() if path.startswith(f"/api/v1/{noun}/{{")
    ]


def test_everything_can_be_found_from_the_first_page(client: Client, scene: Scene) -> None:
    start = client.get("/api/v1/").json()

    assert {client.get(path_of(address)).status_code for address in start.values()} == {200}
    assert Incident.objects.count() == 4


def test_no_answer_sets_a_cookie_or_looks_at_one(client: Client, scene: Scene) -> None:
    answers = [client.get(f"/api/v1/{noun}/") for noun in ("incidents", "docs", "schema")]

    assert not any(answer.cookies for answer in answers)
    assert not any("Cookie" in answer.headers.get("Vary", "") for answer in answers)


def test_corrections_are_those_versions_that_put_something_right(
    client: Client, scene: Scene
) -> None:
    found = rows(client, "corrections/")

    kinds = ["correction", "clarification", "retraction"]
    put_right = Version.objects.filter(kind__in=kinds).order_by("-position")
    assert ids(found) == list(put_right.values_list("position", flat=True))
    assert all(client.get(path_of(row["api_url"])).json() == row for row in found)
    error = next(row for row in found if row["kind"] == "correction")["corrections"][0]
    assert (error["piece"], error["noticed"], error["grave"]) == ("initial report", "staff", False)
    assert (error["wrong"], error["right"]) == (
        "Two villages report shots in the night.",
        "Three villages report shots.",
    )
    assert error["stood"] >= 0


def test_a_retracted_story_tells_of_no_correction_what_it_said(client: Client) -> None:
    story = factories.story(lead="<p>CANARY in the lead.</p>")
    edit = StoryEdit(lead="<p>It was something else.</p>")
    editing.edit(story, edit, by=None, kind="correction", note="CANARY was wrong.")
    lifecycle.retract(Incident.objects.get(pk=story.pk), by=None, note="All of it.")

    told = [
        client.get(f"/api/v1/{noun}/").content.decode()
        for noun in ("versions", "changes", "corrections")
    ]

    assert not any("CANARY" in body for body in told)
    assert all("All of it." in body for body in told)
