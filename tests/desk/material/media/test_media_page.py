"""The page of a story's pictures, quoted posts and videos, and how texts choose among them."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from incidents.actions.house.fetching.keeping import Found
from incidents.actions.house.fetching.reading.moments import Moment
from incidents.actions.house.fetching.reading.page import Reading
from incidents.actions.house.fetching.reading.posts import Post
from incidents.actions.inputs import MediumText, StoryEdit
from incidents.actions.stories import editing, media
from incidents.actions.stories.pictures import keeping
from incidents.desk.material.media import views
from incidents.models import Draft, Editor, Fetched, Incident, Medium, Picture, Update
from tests import factories
from tests.desk.filled import filled
from tests.picture_files import photo, png_bomb


@pytest.fixture
def story(desk: Client) -> Incident:
    return factories.story()


def page(story: Incident) -> str:
    return reverse("desk:media", args=[story.pk])


def file(data: bytes, name: str = "ridge.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def described(**fields: object) -> dict[str, object]:
    given = {"image-file": file(photo()), "image-alt": "A ridge.", "image-caption": "At dawn."}
    return {"kind": "image", **given, **fields}


def an_image(story: Incident, seed: int = 0) -> Medium:
    picture = keeping.keep(photo(seed=seed), by=None)
    return media.add(story, MediumText(kind="image", picture=picture, alt="A ridge."), by=None)


def test_a_picture_is_added_and_readers_see_nothing_of_it(desk: Client, story: Incident) -> None:
    answer = desk.post(page(story), described(), follow=True)

    row = Medium.objects.get()
    assert (row.number, row.alt, row.caption) == (1, "A ridge.", "At dawn.")
    assert b"only editors see it" in answer.content
    assert b"At dawn." not in desk.get(story.get_absolute_url()).content


def test_a_missing_description_keeps_the_picture_and_says_how_to_write_one(
    desk: Client, story: Incident
) -> None:
    answer = desk.post(page(story), described(**{"image-alt": ""}))

    shown = answer.content.decode()
    assert "who or what is in it" in shown
    assert "This picture is kept" in shown
    digest = Picture.objects.get().digest
    assert f'value="{digest}"' in shown
    again = {"kind": "image", "image-kept": digest, "image-alt": "A ridge."}
    desk.post(page(story), again)
    assert Medium.objects.get().picture == Picture.objects.get()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (png_bomb(12_000), "black.png", "144 megapixels"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "x.svg", "SVG drawings"),
        (photo()[:300], "cut.jpg", "damaged or cut off"),
        (b"words", "a.txt", "no picture that can be read"),
    ],
)
def test_what_is_no_picture_is_refused_in_the_form(
    desk: Client, story: Incident, data: bytes, name: str, words: str
) -> None:
    answer = desk.post(page(story), described(**{"image-file": file(data, name)}))

    assert words in answer.content.decode()
    assert 'value="At dawn."' in answer.content.decode()
    assert not Medium.objects.exists()


def test_a_dropped_picture_is_kept_at_once(desk: Client, story: Incident) -> None:
    place = reverse("desk:upload-picture", args=[story.pk])

    answer = desk.post(place, {"file": file(photo())})

    told = answer.json()
    assert (answer.status_code, told["size"]) == (201, "900 x 600")
    assert told["kept"] == Picture.objects.get().digest
    assert desk.get(told["thumbnail"]).status_code == 200
    refused = desk.post(place, {"file": file(b"words")})
    assert (refused.status_code, refused.json()["problem"][:10]) == (422, "This is no")


def test_a_post_is_typed_in(desk: Client, story: Incident) -> None:
    typed = {
        "kind": "post",
        "post-text": "All is calm.",
        "post-author": "Ministry",
        "post-platform": "X",
        "post-at": "2017-02-25T10:30",
    }

    desk.post(page(story), typed)

    row = Medium.objects.get()
    assert (row.text, row.author) == ("All is calm.", "Ministry")
    assert row.at is not None
    assert row.at.isoformat() == "2017-02-25T09:30:00+00:00"


def test_a_post_that_cannot_be_fetched_is_said_so_and_nothing_typed_is_lost(
    desk: Client, story: Incident
) -> None:
    typed = {
        "kind": "post",
        "look-up": "1",
        "post-url": "http://127.0.0.1/secret",
        "post-text": "All is calm.",
    }

    shown = desk.post(page(story), typed).content.decode()

    assert "Type in what it says." in shown
    assert "All is calm." in shown
    assert not Medium.objects.exists()


def test_a_fetched_post_is_shown_for_confirmation_before_it_is_added(
    desk: Client, story: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime(2017, 2, 25, 9, 30, tzinfo=UTC)
    said = Post("X", "Ministry", "@ministry", "All is calm.", None, "https://x.com/m/status/1")
    told = Reading("", "X", (), Moment(at.date(), at), said.link, "", "", said.text, said)
    found = Found(Fetched(), told)
    monkeypatch.setattr(views, "look_up", lambda _address, by: found if by else None)
    asked = {"kind": "post", "look-up": "1", "post-url": "https://x.com/m/status/1?s=20"}

    shown = desk.post(page(story), asked).content.decode()

    for words in ("All is calm.", "@ministry", "https://x.com/m/status/1", "2017-02-25T10:30"):
        assert words in shown
    assert "s=20" not in shown
    assert not Medium.objects.exists()


def test_a_video_is_known_by_its_address(desk: Client, story: Incident) -> None:
    place = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3"
    desk.post(page(story), {"kind": "video", "video-url": place})
    refused = desk.post(page(story), {"kind": "video", "video-url": "https://example.org/"})

    row = Medium.objects.get()
    assert (row.provider, row.video) == ("youtube", "dQw4w9WgXcQ")
    assert "no video of YouTube or Vimeo" in refused.content.decode()


def test_the_initial_report_shows_what_is_ticked_with_a_note(desk: Client, story: Incident) -> None:
    an_image(story)
    place = reverse("desk:lead-media", args=[story.pk])

    silent = desk.post(place, {"pictures": ["1"], "base": story.version_number})
    desk.post(place, {"pictures": ["1"], "base": story.version_number, "note": "A picture."})

    assert "needs a public note" in silent.content.decode()
    assert Incident.objects.get().lead_media == [1]
    assert b"<picture>" in desk.get(story.get_absolute_url()).content


def test_where_two_have_to_look_a_picture_goes_out_alone_only_in_an_emergency(
    desk: Client, story: Incident
) -> None:
    an_image(story)
    Incident.objects.update(second_pair=True)
    place = reverse("desk:lead-media", args=[story.pk])
    typed = {"pictures": ["1"], "base": story.version_number, "note": "A picture."}

    refused = desk.post(place, typed)
    desk.post(place, {**typed, "emergency": "on"})

    assert "Publish alone" in refused.content.decode()
    assert Incident.objects.get().lead_media == [1]
    shown = desk.get(f"{story.get_absolute_url()}changes/").content.decode()
    assert "without a second pair of eyes" in shown


def test_an_update_is_posted_with_a_picture(desk: Client, story: Incident) -> None:
    an_image(story)
    typed = filled(desk, reverse("desk:story", args=[story.pk]), body="<p>Calm.</p>", post="1")

    desk.post(reverse("desk:post", args=[story.pk]), {**typed, "pictures": ["1"]})

    assert Update.objects.get().media == [1]


def test_a_draft_keeps_which_pictures_were_ticked(desk: Client, story: Incident) -> None:
    an_image(story)
    typed = filled(desk, reverse("desk:story", args=[story.pk]), body="<p>Calm.</p>", draft="1")
    desk.post(reverse("desk:post", args=[story.pk]), {**typed, "pictures": ["1"]})

    draft = Draft.objects.get()
    opened = desk.get(reverse("desk:draft", args=[story.pk, draft.key])).content.decode()

    assert draft.typed["pictures"] == ["1"]
    ticked = opened.partition('name="pictures"')[2].partition(">")[0]
    assert "checked" in ticked


def test_a_picture_is_taken_off_a_published_update(desk: Client, story: Incident) -> None:
    an_image(story)
    update = factories.update(story, media=[1])
    place = reverse("desk:update", args=[story.pk, update.pk])
    typed = filled(desk, place, note="Not ours.")

    desk.post(place, {**typed, "pictures": []})

    assert Update.objects.get().media == []


def test_a_caption_is_changed_with_a_note(desk: Client, story: Incident) -> None:
    an_image(story)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")
    place = reverse("desk:medium", args=[story.pk, 1])
    typed = filled(desk, place)

    silent = desk.post(place, {**typed, "image-caption": "At dusk."})
    desk.post(place, {**typed, "image-caption": "At dusk.", "image-note": "It was evening."})

    assert "needs a public note" in silent.content.decode()
    assert Medium.objects.get().caption == "At dusk."
    assert b"At dusk." in desk.get(story.get_absolute_url()).content


def test_what_nobody_saw_is_removed_and_what_was_seen_is_not(desk: Client, story: Incident) -> None:
    an_image(story, 1)
    an_image(story, 2)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")

    for number in (1, 2):
        answer = desk.post(reverse("desk:remove-medium", args=[story.pk, number]), follow=True)

    assert [row.number for row in Medium.objects.all()] == [1]
    assert b"is off the list" in answer.content


def test_the_preview_shows_pictures_that_readers_may_not_have(
    desk: Client, story: Incident
) -> None:
    an_image(story)
    factories.draft_update(story, media=[1])

    shown = desk.get(reverse("desk:preview", args=[story.pk])).content.decode()

    place = shown.partition('<img src="')[2].partition('"')[0]
    assert place.startswith("/desk/media/")
    assert desk.get(place).status_code == 200
    assert '"/media/' not in shown


def test_who_only_reads_sees_the_list_and_no_form(story: Incident, client: Client) -> None:
    an_image(story)
    client.force_login(factories.editor("auditor", role=Editor.Role.AUDITOR))

    shown = client.get(page(story)).content.decode()

    assert "Image 1" in shown
    assert "Add a picture" not in shown


def test_the_page_costs_the_same_for_many_pictures(
    desk: Client, story: Incident, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for seed in range(5):
        an_image(story, seed)

    with django_assert_max_num_queries(14):
        desk.get(page(story))
