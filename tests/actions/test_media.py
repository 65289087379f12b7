"""Images, quoted posts and videos of a story: added, shown, changed, and brought back."""

from datetime import date

import pytest

from incidents import record
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.refusals import (
    NoteNeeded,
    StaleBase,
)
from incidents.actions.stories import editing, lifecycle, media, updates, versions
from incidents.models import Picture, Version
from tests import factories
from tests.media_texts import RIDGE, image, newest, page, post, video

pytestmark = pytest.mark.django_db


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


def test_the_time_of_a_post_follows_the_zone_of_its_story() -> None:
    story = factories.story(time_zone="UTC")
    media.add(story, post(), by=None)
    updates.post(story, UpdateText(body="<p>It is calm.</p>", media=[1]), by=None)
    before = page(story).media[0].printed

    editing.edit(story, StoryEdit(time_zone="Asia/Baku"), by=None)

    assert before.startswith("0930 UTC")
    assert page(story).media[0].printed.startswith("1330 UTC+4")


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
