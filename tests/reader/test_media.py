"""The files of pictures as readers get them, and that nobody gets one before its time."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from incidents.actions.inputs import MediumText, StoryEdit, UpdateText
from incidents.actions.stories import editing, lifecycle, media, updates
from incidents.actions.stories.pictures import keeping
from incidents.models import Incident, Picture
from tests import factories
from tests.picture_files import photo

pytestmark = pytest.mark.django_db


def with_image(story: Incident, **fields: object) -> Picture:
    picture = keeping.keep(photo(), by=None)
    text = MediumText(kind="image", picture=picture, alt="A ridge.", **fields)  # type: ignore[arg-type]
    media.add(story, text, by=None)
    return picture


def addresses(html: str) -> set[str]:
    return set(re.findall(r"/media/[0-9a-f]{64}\.\w+", html))


def named(picture: Picture) -> list[str]:
    return [f"/media/{row.name.rpartition('/')[2]}" for row in picture.renditions.all()]


def test_no_file_is_served_before_a_published_version_shows_it(client: Client) -> None:
    draft = factories.draft()
    picture = with_image(draft)
    editing.edit(draft, StoryEdit(lead_media=[1]), by=None)

    assert {client.get(place).status_code for place in named(picture)} == {404}
    lifecycle.publish(draft, by=None)
    assert {client.get(place).status_code for place in named(picture)} == {200}


def test_a_picture_of_an_unpublished_draft_is_served_to_nobody(client: Client) -> None:
    story = factories.story()
    picture = with_image(story)
    factories.draft_update(story, media=[1])

    assert {client.get(place).status_code for place in named(picture)} == {404}
    assert addresses(client.get(story.get_absolute_url()).content.decode()) == set()


def test_the_page_names_files_that_are_there_with_their_size(client: Client) -> None:
    story = factories.story()
    with_image(story, caption="At dawn.")
    updates.post(story, UpdateText(body="<p>Calm.</p>", media=[1]), by=None)

    shown = client.get(story.get_absolute_url()).content.decode()

    assert 'width="900" height="600"' in shown
    assert 'type="image/webp"' in shown
    for place in addresses(shown):
        answer = client.get(place)
        assert answer.status_code == 200
        assert answer["Content-Type"] in {"image/webp", "image/jpeg"}


def test_a_file_is_sent_with_care(client: Client) -> None:
    story = factories.story()
    picture = with_image(story)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")

    answer = client.get(named(picture)[0])

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" not in answer["Cache-Control"]
    assert "max-age=86400" in answer["Cache-Control"]
    again = client.get(named(picture)[0], headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post(named(picture)[0]).status_code == 405


def test_a_shared_cache_that_can_be_told_keeps_pictures_for_a_year(
    client: Client, settings: Settings
) -> None:
    settings.CACHE_PURGE_URL = "https://cache.example/purge"
    story = factories.story()
    picture = with_image(story)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")

    answer = client.get(named(picture)[0])

    assert "s-maxage=31536000" in answer["Cache-Control"]
    assert answer["Cache-Tag"] == "pictures"


@pytest.mark.parametrize(
    "path",
    [
        f"/media/{'0' * 64}.webp",
        f"/media/{'0' * 64}.svg",
        "/media/../settings.py",
        "/media/pictures/",
    ],
)
def test_nothing_else_lies_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_file_answers_only_under_its_own_type(client: Client) -> None:
    story = factories.story()
    picture = with_image(story)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")
    place = next(each for each in named(picture) if each.endswith(".webp"))

    assert client.get(place.replace(".webp", ".jpg")).status_code == 404


def test_a_picture_stays_as_long_as_an_old_version_shows_it(client: Client) -> None:
    story = factories.story()
    picture = with_image(story)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")
    editing.edit(story, StoryEdit(lead_media=[]), by=None, note="Off again.")
    Picture.objects.update(used_at=timezone.now() - timedelta(days=900))

    assert keeping.sweep() == 0
    assert client.get(named(picture)[0]).status_code == 200
    frozen = client.get(f"{story.get_absolute_url()}changes/2/").content.decode()
    assert addresses(frozen) == set(named(picture))


def test_no_page_asks_anybody_else(client: Client) -> None:
    story = factories.story()
    url = "https://vimeo.com/123456789"
    media.add(story, MediumText(kind="video", url=url), by=None)
    updates.post(story, UpdateText(body="<p>Calm.</p>", media=[1]), by=None)

    answer = client.get(story.get_absolute_url())

    policy = answer["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com https://player.vimeo.com" in policy
    assert "<iframe" not in answer.content.decode()
    assert f'href="{url}"' in answer.content.decode()
