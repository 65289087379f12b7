"""What was found is shown as it is public now, at the text in which it stands."""

import pytest

from incidents.actions.finding import follow
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.stories import editing, media, updates
from incidents.models import Incident
from incidents.record.finding.searching import search
from incidents.record.pages.search import Sought
from tests import factories
from tests.media_texts import image
from tests.record.finding.finding import excerpt, headline, searched

pytestmark = pytest.mark.django_db


def test_a_hit_leads_to_the_update_in_which_most_words_stand() -> None:
    story = factories.long_story(60)
    factories.update(story, "<p>Shelling at the bridge.</p>", headline="Morning")
    factories.update(story, "<p>The bridge stands.</p>")

    (hit,) = searched("shelling bridge").hits

    assert hit.update is not None
    assert hit.update.number == 61
    assert hit.update_path == f"/news/{story.path}/updates/61"
    assert excerpt(hit) == "Morning: [Shelling] at the [bridge]."


def test_of_several_texts_the_newest_is_shown() -> None:
    story = factories.story("Night", lead="<p>The bridge is closed.</p>")
    for _ in range(3):
        factories.update(story, "<p>The bridge stays closed.</p>")

    (hit,) = searched("bridge").hits

    assert hit.update is not None
    assert hit.update.number == 3


def test_a_phrase_is_shown_where_it_stands_and_not_where_its_words_do() -> None:
    story = factories.story("Night", lead="<p>A state of emergency.</p>")
    factories.update(story, "<p>The emergency of the state.</p>")

    (hit,) = searched('"state of emergency"').hits

    assert hit.update is None
    assert excerpt(hit) == "A [state of emergency]."


def test_words_in_the_headline_alone_are_marked_there_beside_the_report() -> None:
    factories.story("Border & bridge", lead="<p>It is quiet.</p>")

    (hit,) = searched("border").hits

    assert [(span.text, span.found) for span in hit.headline] == [
        ("Border", True),
        (" & bridge", False),
    ]
    assert excerpt(hit) == "It is quiet."
    assert hit.update is None


def test_a_word_of_a_caption_leads_to_its_story() -> None:
    story = factories.story("Ridge", lead="<p>It is calm.</p>")
    media.add(story, image(caption="Wildflowers at dawn."), by=None)
    updates.post(story, UpdateText(body="<p>Still calm.</p>", media=[1]), by=None)

    assert [headline(hit) for hit in searched("wildflower").hits] == ["Ridge"]


def test_a_text_with_a_warning_is_not_quoted() -> None:
    story = factories.story("Night", lead="<p>Quiet.</p>")
    factories.update(story, "<p>Canary of blood.</p>", warning="Injuries are described")

    (hit,) = searched("canary").hits

    assert hit.warning == "Injuries are described"
    assert hit.excerpt == ()


def test_what_is_shown_is_what_is_public_now_even_if_the_index_is_behind() -> None:
    story = factories.story("Night", lead="<p>The old word stood here.</p>")
    follow()
    new = StoryEdit(lead="<p>It is said that the old word stood here.</p>")
    editing.edit(story, new, by=None, kind="addition", note="More is known.")

    (hit,) = search(Sought(q="old")).hits

    assert excerpt(hit) == "It is said that the [old] word stood here."


def test_a_story_that_is_no_longer_public_is_left_out_whatever_the_index_says() -> None:
    story = factories.story("Night", lead="<p>The old word.</p>")
    follow()
    Incident.objects.filter(pk=story.pk).update(
        retracted_at=factories.MORNING, retraction_reason="x"
    )

    assert search(Sought(q="old")).hits == ()


def test_a_very_long_text_is_found_to_its_end() -> None:
    words = "Nothing happens here. " * 8_000
    factories.story("Long", lead=f"<p>{words}</p><p>A zeppelin lands.</p>")

    (hit,) = searched('"zeppelin lands"').hits

    assert headline(hit) == "Long"


def test_the_page_says_up_to_when_it_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    story = factories.story("Night")
    follow()
    monkeypatch.setattr("incidents.record.finding.lag.PATIENCE", 0)
    fresh = search(Sought(q="night"))
    factories.update(story)

    page = search(Sought(q="night"))

    assert (fresh.behind, fresh.complete) == (False, None)
    assert page.behind
    assert page.complete == story.versions.get(number=1).recorded_at


def test_before_anything_can_be_found_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.story("Night")
    monkeypatch.setattr("incidents.record.finding.lag.PATIENCE", 0)

    page = search(Sought(q="night"))

    assert (page.behind, page.complete, page.hits) == (True, None, ())
