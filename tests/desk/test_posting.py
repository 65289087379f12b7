"""Posting an update: the one thing that has to be quick and sure."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.drafts import keeping
from incidents.models import Draft, Editor, Incident, Source, Update, Version
from tests import factories
from tests.desk.filled import filled, text


def address(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def written(desk: Client, story: Incident, **changes: object) -> dict[str, object]:
    return filled(desk, address("story", story.pk), form="/updates/", **changes)


def test_an_update_with_a_new_source_is_posted_in_one_form(desk: Client, anna: Editor) -> None:
    story = factories.story()
    typed = written(
        desk,
        story,
        body="Two more villages report shots.\n\nThe ministry confirms it.",
        source_outlet="Reuters",
        source_title="Shots at the border",
        post="1",
    )

    answer = desk.post(address("post", story.pk), typed, follow=True)

    update = Update.objects.get()
    assert "Update 1 published - View - Correct" in text(answer.content)
    assert update.body == "<p>Two more villages report shots.</p>\n<p>The ministry confirms it.</p>"
    assert [source.outlet for source in update.sources.all()] == ["Reuters"]
    assert Version.objects.latest("position").kind == "update"
    assert Version.objects.latest("position").author == anna


def test_the_message_leads_to_the_update_and_to_its_correction(desk: Client) -> None:
    story = factories.story()
    typed = written(desk, story, body="News.")

    answer = desk.post(address("post", story.pk), typed, follow=True)

    update = Update.objects.get()
    view = rf'href="{update.incident.get_absolute_url()}\?seen=\d+#update-1"'
    assert re.search(view, answer.content.decode())
    assert f'href="{address("update", story.pk, update.pk)}"' in answer.content.decode()


def test_a_second_press_posts_nothing_twice_and_says_the_same(desk: Client) -> None:
    story = factories.story()
    typed = written(desk, story, body="News.")
    desk.post(address("post", story.pk), typed)

    answer = desk.post(address("post", story.pk), typed, follow=True)

    assert Update.objects.count() == 1
    assert "Update 1 published" in text(answer.content)


def test_a_second_press_keeps_one_draft(desk: Client) -> None:
    story = factories.story()
    typed = written(desk, story, body="News.", draft="1")

    for _ in range(2):
        answer = desk.post(address("post", story.pk), typed, follow=True)

    assert [draft.state for draft in Draft.objects.all()] == ["draft"]
    assert not Update.objects.exists()
    assert "Draft saved" in text(answer.content)


@pytest.mark.parametrize("again", ["draft", "post"])
def test_a_second_press_after_the_draft_was_discarded_says_so_and_keeps_the_words(
    desk: Client, anna: Editor, again: str
) -> None:
    story = factories.story()
    typed = written(desk, story, body="News.", draft="1")
    desk.post(address("post", story.pk), typed)
    keeping.discard(Draft.objects.get(), by=anna)
    del typed["draft"]

    told = desk.post(address("post", story.pk), typed | {again: "1"})
    stood = Draft.objects.open().count()
    key = told.context["form"]["request_key"].value()
    desk.post(address("post", story.pk), typed | {again: "1", "request_key": key})

    assert "This draft was thrown away since" in text(told.content)
    assert told.context["form"]["body"].value() == "News."
    assert (stood, Draft.objects.exclude(state="discarded").count()) == (0, 1)


def test_the_time_left_as_offered_is_the_moment_of_posting(desk: Client) -> None:
    story = factories.story()
    typed = written(desk, story, body="News.")
    before = datetime.now(UTC)

    desk.post(address("post", story.pk), typed)

    assert before <= Update.objects.get().at <= datetime.now(UTC)


def test_a_typed_time_is_on_the_clock_of_the_story(desk: Client) -> None:
    story = factories.story()
    typed = written(desk, story, body="News.", at="2017-02-25T14:30")

    desk.post(address("post", story.pk), typed)

    assert Update.objects.get().at == datetime(2017, 2, 25, 13, 30, tzinfo=UTC)


def test_a_time_that_clocks_skipped_is_refused_at_its_field(desk: Client) -> None:
    story = factories.story()
    typed = written(desk, story, body="News.", at="2017-03-26T02:30")

    answer = desk.post(address("post", story.pk), typed)

    assert "skipped this time" in answer.context["form"].errors["at"][0]
    assert not Update.objects.exists()


def test_a_time_that_clocks_showed_twice_asks_which(desk: Client) -> None:
    story = factories.story()
    typed = written(desk, story, body="News.", at="2017-10-29T02:30")

    answer = desk.post(address("post", story.pk), typed)
    words = text(answer.content)
    desk.post(address("post", story.pk), typed | {"fold": "1"})

    assert "the first, 0230 CEST" in words
    assert "the second, 0230 CET" in words
    assert Update.objects.get().at == datetime(2017, 10, 29, 1, 30, tzinfo=UTC)


def test_no_time_at_all_is_refused_in_words(desk: Client) -> None:
    story = factories.story()
    typed = written(desk, story, body="News.", at="half past two")

    answer = desk.post(address("post", story.pk), typed)

    assert "This is not a time" in answer.context["form"].errors["at"][0]
    assert '<input type="text" name="at" value="half past two"' in answer.content.decode()


def test_everything_typed_is_kept_when_something_is_wrong(desk: Client) -> None:
    story = factories.story()
    typed = written(
        desk,
        story,
        body="<p>Kept text.</p>",
        headline="Kept headline",
        source_outlet="Kept outlet",
        source_url="no address",
        source_via="Kept relay",
        story_headline="Kept new headline",
        move="on",
    )

    answer = desk.post(address("post", story.pk), typed)

    page = answer.content.decode()
    assert answer.context["form"].errors["source_url"]
    assert not Update.objects.exists()
    for kept in ("Kept text.", "Kept headline", "Kept outlet", "no address", "Kept relay"):
        assert kept in page
    assert 'value="Kept new headline"' in page
    assert 'name="move"' in page
    assert "checked" in page


def test_an_empty_update_is_refused(desk: Client) -> None:
    story = factories.story()

    answer = desk.post(address("post", story.pk), written(desk, story, body="  "))

    assert "Write something first" in answer.context["form"].errors["body"][0]


def test_a_source_that_is_not_on_the_list_is_refused(desk: Client) -> None:
    story, other = factories.story(), factories.long_story(1)
    foreign = Source.objects.get(incident=other)
    typed = written(desk, story, body="News.", cites=[foreign.pk])

    answer = desk.post(address("post", story.pk), typed)

    assert answer.context["form"].errors["cites"]
    assert not Update.objects.filter(incident=story).exists()


def test_a_new_headline_comes_with_the_update_in_one_version(desk: Client) -> None:
    story = factories.story()
    old = story.path
    typed = written(desk, story, body="News.", story_headline="Fighting at the border", move="on")

    desk.post(address("post", story.pk), typed)

    story.refresh_from_db()
    assert (story.headline, story.version_number) == ("Fighting at the border", 2)
    assert story.path != old


def test_enter_in_a_line_of_text_never_publishes(desk: Client) -> None:
    story = factories.story()

    page = desk.get(address("story", story.pk)).content.decode()

    form = page[page.index(f'action="{address("post", story.pk)}"') :]
    assert form.index('name="draft"') < form.index('name="post"')


def test_a_less_than_sign_typed_without_script_is_kept(desk: Client) -> None:
    story = factories.story()
    typed = filled(desk, address("story", story.pk), form="/updates/", body="Wind a <b, b > 3.")

    desk.post(address("post", story.pk), {**typed, "post": "1"})

    assert Update.objects.get().body == "<p>Wind a &lt;b, b &gt; 3.</p>"
