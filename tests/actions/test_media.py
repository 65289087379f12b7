"""Images, quoted posts and videos of a story: added, shown, changed, and brought back."""

from datetime import UTC, date, datetime

import pytest

from incidents import record
from incidents.actions.house.pictures import keeping
from incidents.actions.inputs import MediumText, StoryEdit, UpdateText
from incidents.actions.refusals import (
    NoteNeeded,
    NothingWritten,
    StaleBase,
    UnknownMedium,
    WrongAddress,
)
from incidents.actions.stories import editing, lifecycle, media, updates, versions
from incidents.models import Incident, Medium, Picture, Version
from incidents.record.pages import StoryPage
from tests import factories
from tests.picture_files import photo

pytestmark = pytest.mark.django_db
Kind = Medium.Kind

RIDGE = "A bare ridge; two soldiers walk along it."


def image(seed: int = 0, **fields: object) -> MediumText:
    """An image as an editor gives it."""
    given = {"picture": keeping.keep(photo(seed=seed), by=None), "alt": RIDGE} | fields
    return MediumText(kind=Kind.IMAGE, **given)  # type: ignore[arg-type]


def post(**fields: object) -> MediumText:
    """A quoted post."""
    given = {
        "author": "Ministry of Defence",
        "handle": "@ministry",
        "platform": "X",
        "text": "All is calm.\n\nWe will say more.",
        "url": "https://x.com/ministry/status/1",
        "at": datetime(2017, 2, 25, 9, 30, tzinfo=UTC),
    }
    return MediumText(kind=Kind.POST, **(given | fields))  # type: ignore[arg-type]


def video(url: str = "https://youtu.be/dQw4w9WgXcQ", **fields: object) -> MediumText:
    """A video elsewhere."""
    return MediumText(kind=Kind.VIDEO, url=url, **fields)  # type: ignore[arg-type]


def page(incident: Incident, at: int | None = None) -> StoryPage:
    """The public page, now or as it stood."""
    path = Incident.objects.get(pk=incident.pk).path
    found = record.story(path) if at is None else record.story_at(path, at)
    assert found is not None
    return found


def newest(incident: Incident) -> Version:
    return Version.objects.filter(incident=incident).latest("number")


def test_what_is_added_makes_no_version_before_a_text_shows_it() -> None:
    story = factories.story()

    medium = media.add(story, image(), by=None)

    assert medium.number == 1
    assert newest(story).number == 1
    assert page(story).media == ()
    assert Picture.objects.get().published_at is None


def test_numbers_are_never_given_twice() -> None:
    story = factories.story()
    media.remove(media.add(story, post(), by=None), by=None)

    assert media.add(story, post(), by=None).number == 2


def test_a_new_update_shows_a_picture_in_one_version_of_its_kind() -> None:
    story = factories.story()
    media.add(story, image(caption="The ridge at dawn."), by=None)

    updates.post(story, UpdateText(body="<p>It is calm.</p>", media=[1]), by=None)

    made, shown = newest(story), page(story)
    assert (made.number, made.kind) == (2, Version.Kind.UPDATE)
    assert shown.updates[0].media == (1,)
    assert shown.media[0].caption == "The ridge at dawn."
    assert Picture.objects.get().published_at is not None
    assert f'alt="{RIDGE}"' in shown.updates[0].fragment
    assert "The ridge at dawn." in shown.article


def test_pictures_added_to_a_published_text_are_a_change_of_media_with_a_note() -> None:
    story = factories.story()
    media.add(story, image(), by=None)
    update = factories.update(story)

    with pytest.raises(NoteNeeded):
        updates.edit(update, UpdateText(media=[1]), by=None)
    updates.edit(update, UpdateText(media=[1]), by=None, note="A picture has come in.")

    assert newest(story).kind == Version.Kind.MEDIA
    assert (newest(story).words_added, newest(story).words_removed) == (0, 0)


def test_the_initial_report_shows_what_it_is_told_to_in_order() -> None:
    story = factories.story()
    for text in (image(1), post(), video()):
        media.add(story, text, by=None)

    editing.edit(story, StoryEdit(lead_media=[3, 1]), by=None, note="A video and a picture.")

    shown = page(story)
    assert shown.lead_media == (3, 1)
    assert [entry.number for entry in shown.media] == [1, 3]
    assert shown.lead_fragment.index("video-link") < shown.lead_fragment.index("<picture>")
    assert newest(story).kind == Version.Kind.MEDIA


def test_a_draft_story_is_published_with_its_pictures_in_its_first_version() -> None:
    draft = factories.draft()
    media.add(draft, image(), by=None)
    editing.edit(draft, StoryEdit(lead_media=[1]), by=None)
    assert Picture.objects.get().published_at is None

    lifecycle.publish(draft, by=None)

    assert [entry.number for entry in page(draft).media] == [1]
    assert (newest(draft).number, newest(draft).kind) == (1, Version.Kind.FIRST)


def test_a_changed_caption_is_told_and_old_versions_keep_the_old_one() -> None:
    story = factories.story()
    medium = media.add(story, image(caption="The ridge at dawn."), by=None)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")

    with pytest.raises(NoteNeeded):
        media.edit(medium, image(caption="The ridge at dusk."), by=None)
    media.edit(medium, image(caption="The ridge at dusk."), by=None, note="It was evening.")

    assert newest(story).kind == Version.Kind.MEDIA
    assert "dusk" in page(story).article
    assert "dawn" in page(story, at=2).article
    compared = record.comparison(story.path, 2, 3)
    assert compared is not None
    assert compared.sentence == "1 item of media described anew."
    [piece] = compared.pieces
    assert piece.name == "Image 1"
    assert "dusk" in piece.html
    assert "dawn" in piece.html


def test_a_replaced_picture_is_told_as_such() -> None:
    story = factories.story()
    medium = media.add(story, image(1), by=None)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")

    media.edit(medium, image(2), by=None, note="The wrong ridge.")

    compared = record.comparison(story.path, 2, 3)
    assert compared is not None
    assert compared.sentence == "1 picture replaced."
    assert page(story).media[0].sha256 != page(story, at=2).media[0].sha256
    assert Picture.objects.filter(published_at__isnull=False).count() == 2


def test_an_edit_that_others_overtook_is_refused() -> None:
    story = factories.story()
    medium = media.add(story, image(), by=None)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")
    media.edit(medium, image(caption="Dusk."), by=None, note="Evening.")

    with pytest.raises(StaleBase):
        media.edit(medium, image(caption="Night."), by=None, note="Night.", base=2)


def test_what_two_editors_chose_for_one_update_is_put_together() -> None:
    story = factories.story()
    for seed in (1, 2, 3):
        media.add(story, image(seed), by=None)
    update = factories.update(story, media=[1])
    base = newest(story).number
    updates.edit(update, UpdateText(media=[1, 2]), by=None, note="More.", base=base)

    updates.edit(update, UpdateText(media=[3]), by=None, note="Another.", base=base)

    assert page(story).updates[0].media == (2, 3)


def test_undoing_takes_a_picture_off_again() -> None:
    story = factories.story()
    media.add(story, image(), by=None)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")

    versions.undo(story, 2, by=None, note="Not ours.")

    assert page(story).media == ()
    assert "<picture>" not in page(story).article
    assert "<picture>" in page(story, at=2).article


def test_undoing_gives_a_caption_and_a_picture_back() -> None:
    story = factories.story()
    medium = media.add(story, image(1, caption="Dawn.", date=date(2017, 2, 24)), by=None)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")
    before = page(story).media
    media.edit(medium, image(2, caption="Dusk."), by=None, note="Another.")

    versions.undo(story, 3, by=None, note="The first was right.")

    assert page(story).media == before


def test_restoring_brings_back_what_the_texts_showed() -> None:
    story = factories.story()
    for seed in (1, 2):
        media.add(story, image(seed), by=None)
    update = factories.update(story, media=[1])
    updates.edit(update, UpdateText(media=[2]), by=None, note="A better one.")

    versions.restore(story, 2, by=None, note="Back.")

    assert page(story).updates[0].media == (1,)
    assert newest(story).kind == Version.Kind.RESTORATION


def test_a_retracted_update_shows_nothing_and_restored_it_shows_all_again() -> None:
    story = factories.story()
    media.add(story, image(), by=None)
    update = factories.update(story, media=[1])

    updates.retract(update, by=None, note="Not confirmed.")
    assert page(story).media == ()
    updates.restore(update, by=None, note="Confirmed.")

    assert page(story).updates[0].media == (1,)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (MediumText(kind=Kind.IMAGE, alt="Alone."), "file"),
        (MediumText(kind=Kind.POST, author="A"), "text"),
        (MediumText(kind=Kind.POST, text="Words."), "author"),
    ],
)
def test_what_is_missing_is_named(text: MediumText, field: str) -> None:
    story = factories.story()

    with pytest.raises(NothingWritten) as refused:
        media.add(story, text, by=None)

    assert refused.value.field == field


def test_a_picture_without_a_description_is_refused_with_a_hint_how_to_write_one() -> None:
    story = factories.story()

    with pytest.raises(NothingWritten, match="who or what is in it") as refused:
        media.add(story, image(alt=" "), by=None)

    assert refused.value.field == "alt"


def test_what_is_not_on_the_list_cannot_be_shown() -> None:
    story, other = factories.story(), factories.story("Another")
    media.add(other, image(), by=None)

    with pytest.raises(UnknownMedium):
        updates.post(story, UpdateText(body="<p>Text.</p>", media=[1]), by=None)


def test_what_readers_have_seen_stays_on_the_list() -> None:
    story = factories.story()
    medium = media.add(story, image(), by=None)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")
    editing.edit(story, StoryEdit(lead_media=[]), by=None, note="Off again.")

    with pytest.raises(media.AlreadyShown):
        media.remove(medium, by=None)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/page",
        "https://example.org/clip.mp4",
        "javascript:alert(1)",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        'https://www.youtube.com/watch?v="><script>',
    ],
)
def test_a_video_that_no_provider_plays_is_refused(url: str) -> None:
    with pytest.raises(WrongAddress):
        media.add(factories.story(), video(url), by=None)


def test_a_video_asks_nobody_before_it_is_pressed() -> None:
    story = factories.story()
    media.add(story, video(caption="Said to show the ridge."), by=None)

    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A video.")

    fragment = page(story).lead_fragment
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in fragment
    assert "<iframe" not in fragment
    assert "src=" not in fragment


def test_a_post_says_who_wrote_it_where_and_when() -> None:
    story = factories.story()
    media.add(story, post(text="<b>All</b> is calm."), by=None)

    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A post.")

    fragment = page(story).lead_fragment
    assert "<p>&lt;b&gt;All&lt;/b&gt; is calm.</p>" in fragment
    assert "Ministry of Defence" in fragment
    assert "1030 CET, 25 February 2017" in fragment
    assert 'href="https://x.com/ministry/status/1"' in fragment


def test_a_content_warning_hides_the_picture_until_it_is_opened() -> None:
    story = factories.story()
    media.add(story, image(warning="Shows injured people."), by=None)

    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")

    fragment = page(story).lead_fragment
    inside = fragment.partition('<details class="content-warning">')[2].partition("</details>")[0]
    assert "Shows injured people." in inside
    assert "<picture>" in inside
    assert "<picture>" not in fragment.replace(inside, "")


def test_only_the_first_picture_of_a_page_is_loaded_at_once() -> None:
    story = factories.story()
    for seed in (1, 2):
        media.add(story, image(seed), by=None)
    factories.update(story, media=[1])
    editing.edit(story, StoryEdit(lead_media=[2]), by=None, note="A picture.")

    shown = page(story)
    assert "lazy" not in shown.updates[0].fragment
    assert "lazy" in shown.lead_fragment
