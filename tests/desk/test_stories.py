"""Opening, publishing, ending, retracting; the lists on a story; the desk's front page."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.stories import lifecycle
from incidents.models import Editor, House, Incident, Topic, Version
from tests import factories
from tests.desk.filled import filled, text


def address(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def test_a_new_incident_is_kept_as_a_draft(desk: Client) -> None:
    typed = filled(desk, address("new"), headline="Shots heard", lead="Two villages.", draft="1")

    answer = desk.post(address("new"), typed, follow=True)

    assert Incident.objects.get().lead == "<p>Two villages.</p>"
    assert "This story is a draft" in text(answer.content)
    assert not Version.objects.exists()


def test_a_new_incident_is_published_at_once_and_only_once(desk: Client) -> None:
    typed = filled(desk, address("new"), headline="Shots heard", lead="Two villages.", publish="1")

    for _ in range(2):
        answer = desk.post(address("new"), typed, follow=True)

    assert Incident.objects.get().status == "live"
    assert "Published - View" in text(answer.content)


@pytest.mark.parametrize(
    ("field", "value"),
    [("headline", ""), ("time_zone", "Mars/Olympus"), ("date", "31 February"), ("language", "?")],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    desk: Client, field: str, value: str
) -> None:
    typed = filled(desk, address("new"), headline="Shots heard", lead="Kept text.")

    answer = desk.post(address("new"), typed | {field: value})

    assert answer.context["form"].errors[field]
    assert "Kept text." in answer.content.decode()
    assert not Incident.objects.exists()


def test_a_draft_is_published_from_its_screen(desk: Client) -> None:
    story = factories.draft()
    typed = filled(desk, address("story", story.pk), form="/publish/")

    desk.post(address("publish", story.pk), typed)

    assert Version.objects.get().kind == "first"


def test_a_story_is_ended_and_reopened(desk: Client) -> None:
    story = factories.story()
    ending = filled(desk, address("end", story.pk), status_line="This story is over.")
    desk.post(address("end", story.pk), ending)
    ended = Incident.objects.get()

    desk.post(address("reopen", story.pk), filled(desk, address("reopen", story.pk)))

    assert (ended.status, ended.status_line) == ("ended", "This story is over.")
    assert Incident.objects.get().status == "live"


def test_what_cannot_be_done_is_said_in_words(desk: Client) -> None:
    story = factories.story()

    answer = desk.post(address("reopen", story.pk), filled(desk, address("reopen", story.pk)))

    assert "live already" in answer.context["form"].non_field_errors()[0]


def test_a_whole_story_is_retracted_and_restored(desk: Client) -> None:
    story = factories.story()
    page = address("retract", story.pk)
    without = desk.post(page, filled(desk, page))
    desk.post(page, filled(desk, page, note="None of it happened."))
    gone = desk.get(story.get_absolute_url()).status_code
    page = address("restore", story.pk)

    desk.post(page, filled(desk, page, note="It happened after all."))

    assert without.context["form"].errors["note"]
    assert gone == 410
    assert desk.get(story.get_absolute_url()).status_code == 200


def test_a_draft_story_is_thrown_away_but_a_published_one_is_not(desk: Client) -> None:
    draft, story = factories.draft(), factories.story()

    desk.post(address("discard", draft.pk), filled(desk, address("discard", draft.pk)))
    answer = desk.post(address("discard", story.pk), filled(desk, address("discard", story.pk)))

    assert list(Incident.objects.all()) == [story]
    assert "retract it instead" in answer.context["form"].non_field_errors()[0]


def test_the_desk_offers_to_continue_where_the_editor_was(desk: Client, anna: Editor) -> None:
    mine, other = factories.draft("Mine"), factories.draft("Other")
    lifecycle.publish(mine, by=anna)
    lifecycle.publish(other, by=None)

    page = text(desk.get(address("home")).content)

    assert "Continue Mine" in page
    assert "New incident" in page


def test_a_newcomer_is_offered_what_is_live(desk: Client) -> None:
    factories.story("Before")
    factories.story("Newest")
    factories.draft("Not yet")

    assert "Continue Newest" in text(desk.get(address("home")).content)


@pytest.mark.parametrize("status", ["live", "drafts", "ended", "retracted"])
def test_an_empty_shelf_says_what_to_do(desk: Client, status: str) -> None:
    answer = desk.get(address("home"), {"status": status})

    assert b"desk-empty" in answer.content


def test_a_search_finds_stories_of_every_status(desk: Client) -> None:
    factories.draft("Bridge closed")
    factories.story("Bridge open")
    factories.story("Ferry late")

    found = desk.get(address("home"), {"q": "bridge"}).context["stories"]

    assert {story.headline for story in found} == {"Bridge closed", "Bridge open"}


def test_a_page_number_that_is_no_number_shows_a_page(desk: Client) -> None:
    factories.story()

    answer = desk.get(address("home"), {"page": "x", "status": "'", "q": "\x00"})

    assert answer.status_code == 200


def test_a_story_that_cannot_be_is_not_found(desk: Client) -> None:
    assert desk.get(address("story", 10**30)).status_code == 404


def test_the_list_asks_as_often_for_many_stories_as_for_few(
    desk: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        factories.story(f"Story {number}")

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        desk.get(address("home"))


def test_the_screen_of_a_long_story_asks_seldom(
    desk: Client, django_assert_max_num_queries: object
) -> None:
    story = factories.long_story(15)
    desk.get(address("story", story.pk))  # which writes the visit down, for some minutes

    with django_assert_max_num_queries(15):  # type: ignore[operator]
        desk.get(address("story", story.pk))


def test_the_notice_of_the_house_reaches_live_stories(desk: Client, anna: Editor) -> None:
    story = factories.story()
    anna.role = Editor.Role.CHIEF
    anna.save()

    desk.post(address("notice"), filled(desk, address("notice"), verification_notice="We check."))

    assert House.current().verification_notice == "We check."
    assert b"We check." in desk.get(story.get_absolute_url()).content


def test_an_editor_chooses_the_name_that_readers_see(desk: Client, anna: Editor) -> None:
    page = address("profile")
    without = desk.post(page, filled(desk, page, byline_mode="pseudonym", pseudonym=" "))

    desk.post(page, filled(desk, page, byline_mode="pseudonym", pseudonym="A. Border"))

    anna.refresh_from_db()
    assert without.context["form"].errors["pseudonym"]
    assert anna.byline == "A. Border"


def test_topics_are_typed_by_name_and_new_ones_are_made(desk: Client) -> None:
    factories.topic("Border")
    story = factories.story()
    page = address("topics", story.pk)
    names = {"topics-0-name": "Ministry", "topics-1-name": "Border"}

    refused = desk.post(page, filled(desk, page, **names))
    desk.post(page, filled(desk, page, **names, note="What it is about."))

    assert refused.context["form"].errors["note"]
    links = Incident.objects.get().topic_links.all()
    assert [link.topic.name for link in links] == ["Ministry", "Border"]
    assert Topic.objects.count() == 2


def test_a_refused_list_of_topics_makes_no_topic(desk: Client) -> None:
    story = factories.story()
    page = address("topics", story.pk)

    desk.post(page, filled(desk, page, **{"topics-0-name": "Ministry"}))

    assert not Topic.objects.exists()
