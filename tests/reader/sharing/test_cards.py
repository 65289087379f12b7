"""The pictures beside shared links: what they say, and what they cost."""

import io
import threading

import pytest
from django.test import Client
from PIL import Image

from incidents import record
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Incident
from incidents.reader.sharing import cards
from incidents.reader.sharing.drawing import HEIGHT, WIDTH, Card, draw
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Incident:
    return factories.story()


def card(incident: Incident, update: int | None = None) -> Card:
    page = record.story(Incident.objects.get(pk=incident.pk).path)
    assert page is not None
    shown = page.alone(update) if update else page
    assert shown is not None
    return cards.card_of(shown)


def test_a_picture_is_a_png_of_the_size_that_sites_ask_for(client: Client, story: Incident) -> None:
    response = client.get(f"{story.get_absolute_url()}card.png")

    image = Image.open(io.BytesIO(response.content))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert response["Content-Type"] == "image/png"
    assert len(response.content) < 60_000


def test_it_says_headline_update_time_and_site(story: Incident) -> None:
    factories.update(story, at=factories.MORNING)

    said = card(story)

    assert said.words == story.headline
    assert said.foot == "Update 1 · 0900 CET"
    assert said.site == "The Newsroom"


def test_an_update_stands_under_its_own_headline(story: Incident) -> None:
    factories.update(story, headline="Two named", at=factories.MORNING)

    said = card(story, update=1)

    assert (said.above, said.words, said.foot) == (
        *(story.headline, "Two named"),
        "Update 1 · 0900 CET",
    )


def test_what_has_a_warning_is_told_no_further_than_the_story(story: Incident) -> None:
    factories.update(story, headline="What was found", warning="Graphic detail")

    said = card(story, update=1)

    assert said.words == story.headline
    assert "found" not in repr(said)


def test_what_is_withdrawn_says_so_and_no_more(story: Incident) -> None:
    update = factories.update(story, headline="Two dead")
    updates.retract(update, by=None, note="Not so.")

    assert card(story, update=1).words == "We have withdrawn Update 1"
    assert "Two dead" not in repr(card(story, update=1))

    lifecycle.retract(story, by=None, note="Not so.")

    assert card(story).words == "We have withdrawn this story"
    assert story.headline not in repr(card(story))


def test_a_withdrawn_story_has_one_picture_for_all_its_updates(
    client: Client, story: Incident
) -> None:
    factories.update(story)
    lifecycle.retract(story, by=None, note="Not so.")

    whole = client.get(f"{story.get_absolute_url()}card.png")
    one = client.get(f"{story.get_absolute_url()}updates/1/card.png")

    assert whole.content == one.content


def test_a_headline_that_cannot_be_set_is_left_out(story: Incident) -> None:
    editing.edit(story, StoryEdit(headline="边境枪声"), by=None, note="Translated.")

    assert card(story).words == "The Newsroom"
    assert card(story).site == ""


def test_a_story_that_runs_from_right_to_left_is_drawn_so() -> None:
    story = factories.story(language="ar")

    said = card(story)

    assert said.right_to_left
    image = Image.open(io.BytesIO(draw(said))).convert("RGB")
    assert image.getpixel((WIDTH - 5, 300)) != image.getpixel((5, 300))


def test_a_picture_that_is_held_is_not_drawn_again(
    client: Client, story: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{story.get_absolute_url()}card.png"
    tag = client.get(address)["ETag"]
    monkeypatch.setattr(cards, "picture", None)

    response = client.get(address, headers={"If-None-Match": tag})

    assert (response.status_code, response["ETag"]) == (304, tag)


def test_a_changed_headline_has_another_tag(client: Client, story: Incident) -> None:
    address = f"{story.get_absolute_url()}card.png"
    before = client.get(address)["ETag"]

    editing.edit(story, StoryEdit(headline="Another headline"), by=None, note="Better.")

    assert client.get(address)["ETag"] != before


def test_a_version_keeps_its_picture(client: Client, story: Incident) -> None:
    address = f"{story.get_absolute_url()}changes/1/card.png"
    before = client.get(address)

    editing.edit(story, StoryEdit(headline="Another headline"), by=None, note="Better.")

    assert client.get(address).content == before.content
    assert before["Cache-Control"].startswith("public, max-age=60")


def test_many_at_once_are_told_to_come_back(
    client: Client, story: Incident, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "PATIENCE", 0.0)
    monkeypatch.setattr(cards, "_pen", threading.BoundedSemaphore(1))
    kept = factories.story("Drawn before")
    cards.KEPT.forget()
    assert client.get(f"{kept.get_absolute_url()}card.png").status_code == 200
    assert cards._pen.acquire()

    response = client.get(f"{story.get_absolute_url()}card.png")

    assert client.get(f"{kept.get_absolute_url()}card.png").status_code == 200
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "no-store" in response["Cache-Control"]


def test_what_is_not_there_has_no_picture(client: Client, story: Incident) -> None:
    hidden = factories.draft()

    for address in (
        f"{story.get_absolute_url()}updates/1/card.png",
        f"{story.get_absolute_url()}changes/2/card.png",
        f"/news/2017/02/25/{hidden.pk}/card.png",
    ):
        assert client.get(address).status_code == 404, address


def test_a_story_that_has_moved_leads_to_its_picture(client: Client, story: Incident) -> None:
    old = story.get_absolute_url()
    moved = editing.edit(
        story, StoryEdit(headline="Another headline", move=True), by=None, note="Better."
    )

    response = client.get(f"{old}card.png")

    assert response.status_code == 301
    assert response["Location"] == f"{moved.get_absolute_url()}card.png"


def test_an_update_without_words_of_its_own_is_not_confused_with_its_story(story: Incident) -> None:
    updates.post(story, UpdateText(body="<p>More.</p>", at=factories.MORNING), by=None)

    assert card(story, update=1).words == story.headline
    assert card(story, update=1).foot == "Update 1 · 0900 CET"
