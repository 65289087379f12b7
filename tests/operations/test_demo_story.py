"""The demo newsroom's story: what it shows."""

import pytest

from incidents import record
from incidents.models import Editor, Incident, Topic, Version
from incidents.operations.demo import karabakh_2017
from incidents.operations.demo.newsroom import STORIES
from incidents.operations.demo.playing import load
from tests.conftest import Once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def newsroom(once: Once) -> None:
    """All stories of the demo; loading them takes a second."""
    once(lambda: load(STORIES))


@pytest.fixture
def story(newsroom: None) -> Incident:
    return Incident.objects.get(path=karabakh_2017.PATH)


def test_a_story_that_an_editor_has_renamed_is_not_loaded_again(story: Incident) -> None:
    Incident.objects.filter(pk=story.pk).update(path="2017/02/25/renamed")

    assert load(STORIES) == []


def test_the_story_has_five_updates_at_the_times_of_the_day(story: Incident) -> None:
    page = record.story(story.path)

    assert page is not None
    assert page.printed_headline.endswith("(Updated 5)")
    assert [entry.printed for entry in page.updates] == [
        *("1800 CET", "1630 CET", "1430 CET", "0915 CET", "0900 CET")
    ]


def test_the_story_has_two_corrections_and_an_update_withdrawn_and_restored(
    story: Incident,
) -> None:
    kinds = list(story.versions.order_by("number").values_list("kind", flat=True))

    assert kinds.count("correction") == 2
    assert kinds[2:4] == ["retraction", "restoration"]
    assert set(story.versions.values_list("origin", flat=True)) == {Version.Origin.SAMPLE}


def test_the_headline_grows_with_the_story(story: Incident) -> None:
    first = record.story_at(story.path, 1)

    assert first is not None
    assert story.headline.startswith(first.headline)
    assert story.headline != first.headline


def test_versions_two_and_five_differ_in_one_phrase(story: Incident) -> None:
    page = record.comparison(story.path, 2, 5)

    assert page is not None
    assert [piece.key for piece in page.pieces] == ["update-1"]
    assert page.pieces[0].html.count("<ins>") == 1
    assert page.pieces[0].html.count("<del>") == 0


def test_the_story_cites_many_kinds_of_sources_one_of_them_without_address(
    story: Incident,
) -> None:
    rows = list(story.sources.select_related("link"))

    assert {row.kind for row in rows} >= {"anonymous", "official", "social", "agency", "document"}
    assert any(row.via for row in rows)
    assert any(not row.url for row in rows)


def test_the_story_leads_to_chosen_and_to_shared_stories(story: Incident) -> None:
    page = record.story(story.path)

    assert page is not None
    assert {entry.chosen for entry in page.related} == {True, False}
    assert all(entry.contexts for entry in page.related)


def test_the_story_has_a_notice_and_a_topic_with_a_qualifier(story: Incident) -> None:
    republic = Topic.objects.get(qualifier="self-declared")

    assert story.verification_notice
    assert republic.printed_name == "Nagorno-Karabakh Republic"
    assert story.topic_links.filter(topic=republic).exists()


def test_nobody_can_sign_in_as_an_author_of_the_demo(story: Incident) -> None:
    authors = Editor.objects.filter(username__startswith="demo-")

    assert {author.byline for author in authors} == {"Desk", "Mara Lindqvist", "Tomás Ferreira"}
    assert not any(author.is_active or author.has_usable_password() for author in authors)
