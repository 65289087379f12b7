"""What no picture, post or video may be, and how each is shown."""

import pytest

from incidents import record
from incidents.actions.inputs import MediumText, StoryEdit, UpdateText
from incidents.actions.refusals import (
    NothingWritten,
    UnknownMedium,
    WrongAddress,
)
from incidents.actions.stories import editing, media, updates
from incidents.models import Medium
from tests import factories
from tests.media_texts import image, page, post, video

pytestmark = pytest.mark.django_db

Kind = Medium.Kind


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


def test_a_post_of_several_paragraphs_is_compared_whole() -> None:
    story = factories.story()
    media.add(story, post(text="All is calm along the line.\n\nMore at noon."), by=None)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A post.")

    compared = record.comparison(story.path, 1, 2)

    assert compared is not None
    [shown] = [piece.html for piece in compared.pieces if piece.key == "medium-1"]
    assert "Says: All is calm along the line. More at noon." in shown


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
