"""What partners are told of images, posts and videos, and which files they get."""

import pytest
from django.test import Client

from incidents.actions.inputs import MediumText, StoryEdit, UpdateText
from incidents.actions.stories import editing, lifecycle, media, updates
from incidents.actions.stories.pictures import keeping
from incidents.models import Incident
from tests import factories
from tests.picture_files import photo

pytestmark = pytest.mark.django_db


def with_media() -> Incident:
    """A story that shows a picture for partners, one that is not, and a post; and hides another."""
    story = factories.story()
    for seed, redistribute in ((1, True), (2, False)):
        text = MediumText(
            kind="image",
            picture=keeping.keep(photo(seed=seed), by=None),
            alt=f"Ridge {seed}.",
            caption="At dawn.",
            credit="Mara Lind",
            redistribute=redistribute,
        )
        media.add(story, text, by=None)
    media.add(story, MediumText(kind="post", text="Calm.", author="Ministry"), by=None)
    media.add(story, MediumText(kind="post", text="CANARY", author="Nobody"), by=None)
    editing.edit(story, StoryEdit(lead_media=[1, 3]), by=None, note="A picture, a post.")
    updates.post(story, UpdateText(body="<p>Text.</p>", media=[2]), by=None)
    return Incident.objects.get()


def rows(client: Client, query: str = "") -> list[dict[str, object]]:
    answer = client.get(f"/api/v1/media/{query}")
    assert answer.status_code == 200
    found: list[dict[str, object]] = answer.json()["results"]
    return found


def test_what_the_stories_show_is_listed_and_nothing_else(client: Client) -> None:
    story = with_media()

    found = rows(client, "?order=oldest")

    assert [(row["number"], row["kind"]) for row in found] == [
        (1, "image"),
        (2, "image"),
        (3, "post"),
    ]
    assert found[0]["id"] == f"{story.key}.medium-1"
    assert client.get(f"/api/v1/media/{story.key}.medium-4/").status_code == 404


def test_partners_get_files_only_where_they_may_use_them(client: Client) -> None:
    story = with_media()

    free, ours, _ = rows(client, "?order=oldest")

    assert [file["media_type"] for file in free["renditions"]] == [  # type: ignore[attr-defined]
        *("image/jpeg", "image/webp", "image/webp"),
    ]
    place = free["renditions"][0]["url"]  # type: ignore[index]
    assert place.startswith("http://127.0.0.1:8000/media/")
    assert (ours["renditions"], ours["caption"], ours["credit"]) == ([], "At dawn.", "Mara Lind")
    for end in (".json", ".xml", ".md"):
        written = client.get(f"/news/{story.path}{end}").content.decode()
        ours_only = media_name(story, 2)
        assert ours_only not in written
        assert media_name(story, 1) in written


def media_name(story: Incident, number: int) -> str:
    """The beginning of the address of a picture's largest file."""
    picture = story.media.get(number=number).picture
    assert picture is not None
    return f"/media/{picture.digest}"


def test_filters_and_one_alone(client: Client) -> None:
    story = with_media()

    assert [row["number"] for row in rows(client, "?kind=post")] == [3]
    assert len(rows(client, f"?incident={story.key}")) == 3
    one = client.get(f"/api/v1/media/{story.key}.medium-3/").json()
    assert (one["text"], one["author"], one["incident"]["id"]) == (
        "Calm.",
        "Ministry",
        str(story.key),
    )


def test_what_is_taken_off_or_retracted_is_no_longer_listed(client: Client) -> None:
    story = with_media()

    editing.edit(story, StoryEdit(lead_media=[3]), by=None, note="Not ours.")
    assert [row["number"] for row in rows(client, "?order=oldest")] == [2, 3]
    lifecycle.retract(story, by=None, note="All wrong.")
    assert rows(client) == []


def test_a_story_names_what_it_shows(client: Client) -> None:
    story = with_media()

    whole = client.get(f"/api/v1/incidents/{story.key}/").json()

    assert [each["number"] for each in whole["media"]] == [1, 2, 3]
    assert (whole["lead"]["media"], whole["updates"][0]["media"]) == ([1, 3], [2])
    assert client.get(whole["media_url"]).json()["results"]


def test_an_update_of_a_retracted_story_shows_nothing_any_more(client: Client) -> None:
    story = with_media()
    updates.post(story, UpdateText(body="<p>Seen.</p>", own_reporting=True, media=[2]), by=None)
    lifecycle.retract(story, by=None, note="All wrong.")

    told = client.get(f"/api/v1/updates/?incident={story.key}").json()["results"]

    assert told
    assert {(str(row["media"]), row["own_reporting"]) for row in told} == {("[]", False)}
