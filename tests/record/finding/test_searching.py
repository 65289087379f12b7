"""What readers look for is found in what is public, whatever they type."""

from datetime import timedelta

import pytest

from incidents.actions.house import topics
from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.stories import editing, lifecycle, updates
from incidents.record.pages.search import FoundKind, Order, Problem
from tests import factories
from tests.record.finding.finding import found, headline, searched

pytestmark = pytest.mark.django_db


def test_a_word_is_found_in_headline_report_and_updates_in_any_form() -> None:
    factories.story("Bridge closed", lead="<p>Water rises.</p>")
    other = factories.story("Quiet night", lead="<p>Nothing moved on the bridges.</p>")
    factories.update(other, "<p>A ferry sails.</p>")

    assert found("bridge") == ["Quiet night", "Bridge closed"]
    assert found("ferries") == ["Quiet night"]
    assert found("harbour") == []


def test_words_are_found_together_as_phrases_by_choice_and_without() -> None:
    factories.story("One", lead="<p>A state of emergency holds.</p>")
    factories.story("Two", lead="<p>The emergency of a state.</p>")

    assert found("state emergency") == ["Two", "One"]
    assert found('"state of emergency"') == ["One"]
    assert found("holds or emergency") == ["Two", "One"]
    assert found("emergency -holds") == ["Two"]


def test_no_phrase_reaches_from_one_text_into_the_next() -> None:
    story = factories.story("Night", lead="<p>Shots at the border</p>")
    factories.update(story, "<p>Guards deny it.</p>")

    assert found('"border guards"') == []
    assert found("border guards") == ["Night"]


def test_filling_words_count_only_where_nothing_else_is_asked() -> None:
    factories.story("Who was it", lead="<p>Nobody knows.</p>")
    factories.story("Rain", lead="<p>It rains.</p>")

    assert found("the rain") == ["Rain"]
    assert found("was") == ["Who was it"]
    assert found('"who was"') == ["Who was it"]


def test_accents_and_capitals_do_not_matter() -> None:
    factories.story("ORBÁN speaks", lead="<p>In Malmö.</p>")

    assert found("orban malmo") == ["ORBÁN speaks"]
    assert found("Orbán MALMÖ") == ["ORBÁN speaks"]


def test_each_story_is_found_by_the_endings_of_its_own_language() -> None:
    factories.story("Выборы", lead="<p>Жители города голосуют.</p>", language="ru")
    factories.story("Elections", lead="<p>Cities vote.</p>", language="en")
    factories.story("Élections", lead="<p>Les villes votent.</p>", language="fr")

    assert found("городам") == ["Выборы"]
    assert found("city") == ["Elections"]
    assert found("ville") == ["Élections"]
    assert found("election") == ["Élections", "Elections"]


def test_what_must_not_stand_there_is_taken_by_each_language_s_own_endings() -> None:
    factories.story("War in Ukraine", lead="<p>It goes on.</p>", language="en")
    factories.story("War elsewhere", lead="<p>It goes on.</p>", language="zu")

    assert found("war -ukraine") == ["War elsewhere"]


def test_scripts_without_spaces_are_found_by_any_stretch() -> None:
    factories.story("在北京大学门口", lead="<p>猫来了。</p>", language="zh")
    factories.story("東京の夜", lead="<p>静かです。</p>", language="ja")
    factories.story("서울에서", lead="<p>조용하다.</p>", language="ko")
    factories.story("กรุงเทพ", lead="<p>ฝนตก</p>", language="th")

    assert found("北京") == ["在北京大学门口"]
    assert found("猫") == ["在北京大学门口"]
    assert found("京大") == ["在北京大学门口"]
    assert found("東京") == ["東京の夜"]
    assert found("서울") == ["서울에서"]
    assert found("กรุง") == ["กรุงเทพ"]
    assert found("北学") == []


def test_newest_is_what_has_the_newest_report_and_relevance_prefers_headlines() -> None:
    first = factories.story("Shelling", lead="<p>Two villages.</p>")
    factories.story("Harvest", lead="<p>Late, because of the shelling.</p>")

    assert found("shelling") == ["Harvest", "Shelling"]
    assert found("shelling", order=Order.RELEVANCE) == ["Shelling", "Harvest"]

    factories.update(first, "<p>Nothing more.</p>")
    assert found("shelling") == ["Shelling", "Harvest"]


def test_a_correction_does_not_move_a_story_to_the_top() -> None:
    older = factories.story("Older", lead="<p>Shelling.</p>")
    factories.story("Newer", lead="<p>Shelling.</p>")
    edit = StoryEdit(lead="<p>Heavy shelling.</p>")
    editing.edit(older, edit, by=None, kind="correction", note="It was heavy.")

    assert found("shelling") == ["Newer", "Older"]
    assert found("heavy") == ["Older"]


def test_stories_are_narrowed_by_days_on_which_they_have_reports() -> None:
    story = factories.story("February", lead="<p>Shelling.</p>")
    factories.update(story, "<p>More.</p>", at=factories.MORNING + timedelta(days=2))

    assert found("shelling", since="2017-02-26") == ["February"]
    assert found("shelling", until="2017-02-25") == ["February"]
    assert found("shelling", since="2017-02-25", until="2017-02-25") == ["February"]
    assert found("shelling", since="2017-02-28") == []
    assert found("shelling", until="2017-02-24") == []
    assert found("shelling", since="2001-01-01") == ["February"]
    assert found("shelling", since="1066-01-01", until="2020-01-01") == ["February"]


def test_stories_are_narrowed_by_topic_source_and_language() -> None:
    both = factories.story("Both", topics=topics.named(["Border", "Ministry"], by=None))
    factories.story("Other", topics=topics.named(["Border"], by=None), language="ru")
    sources = StoryEdit(sources=[SourceText(outlet="Le Monde")])
    editing.edit(both, sources, by=None, note="A source.")

    assert found("border", topic="border") == ["Other", "Both"]
    assert found("border", topic="ministry") == ["Both"]
    assert found("border", topic="nowhere") == []
    assert found("border", source="le-monde") == ["Both"]
    assert found("border", source="reuters") == []
    assert found("border", language="ru") == ["Other"]
    assert found("border", topic="border", language="en", source="le-monde") == ["Both"]


def test_stories_are_narrowed_by_what_became_of_them() -> None:
    live = factories.story("Live")
    lifecycle.end(factories.story("Ended"), by=None)
    withdrawn = factories.update(live, "<p>False alarm.</p>")
    updates.retract(withdrawn, by=None, note="It was another village.")
    corrected = factories.story("Corrected")
    text = UpdateText(body="<p>Three houses.</p>")
    updates.edit(
        factories.update(corrected, "<p>Two houses.</p>"),
        text,
        by=None,
        kind="correction",
        note="Three.",
    )

    assert found("villages", kind=FoundKind.LIVE) == ["Corrected", "Live"]
    assert found("villages", kind=FoundKind.ENDED) == ["Ended"]
    assert found("villages", kind=FoundKind.RETRACTED) == ["Live"]
    assert found("villages", kind=FoundKind.CORRECTED) == ["Corrected"]
    assert found("villages", kind=FoundKind.MEDIA) == []


def test_pages_go_on_after_a_story_and_what_comes_meanwhile_shifts_nothing() -> None:
    stories = [factories.story(f"Number {number}", lead="<p>Shelling.</p>") for number in range(45)]
    first = searched("shelling")
    factories.story("Meanwhile", lead="<p>Shelling.</p>")
    factories.update(stories[44], "<p>More shelling.</p>")

    assert first.next is not None
    second = searched("shelling", after=first.next.after)
    assert second.next is not None
    third = searched("shelling", after=second.next.after)

    names = [headline(hit) for page in (first, second, third) for hit in page.hits]
    assert names == [f"Number {number}" for number in range(44, -1, -1)]
    assert (first.first, first.last, first.count, first.previous) == (1, 20, 45, None)
    assert third.next is None
    assert third.previous is not None
    assert [headline(hit) for hit in searched("shelling", after=third.previous.after).hits] == (
        [headline(hit) for hit in second.hits]
    )


def test_pages_by_relevance_hold_each_story_once() -> None:
    for number in range(25):
        factories.story(f"Number {number}", lead=f"<p>{'Shelling. ' * (1 + number % 5)}</p>")

    first = searched("shelling", order=Order.RELEVANCE)
    assert first.next is not None
    second = searched("shelling", order=Order.RELEVANCE, after=first.next.after)

    names = [headline(hit) for page in (first, second) for hit in page.hits]
    assert sorted(names) == sorted(f"Number {number}" for number in range(25))


@pytest.mark.parametrize("after", ["x", "1", "1_2_3", "1__2", "9" * 100, "1_2_3_4"])
def test_a_place_that_is_none_is_no_page(after: str) -> None:
    assert searched("shelling", after=after).problem == Problem.WRONG_FILTER


@pytest.mark.parametrize(
    "chosen",
    [
        {"since": "yesterday"},
        {"until": "2017-02-30"},
        {"since": "9999-12-31"},
        {"until": "0001-01-01"},
    ],
)
def test_a_day_that_no_calendar_has_is_no_filter(chosen: dict[str, str]) -> None:
    assert searched("shelling", **chosen).problem == Problem.WRONG_FILTER


def test_there_are_ways_to_fewer_stories_but_none_that_changes_nothing() -> None:
    for name, source in (("Ministry", "Agency"), ("Ministry", "Agency"), ("Court", "Le Monde")):
        story = factories.story(name, topics=topics.named(["Border", name], by=None))
        edit = StoryEdit(sources=[SourceText(outlet=source)])
        editing.edit(story, edit, by=None, note="A source.")

    ways = searched("border").narrower

    assert [(way.field, way.value, way.name, way.stories) for way in ways] == [
        ("topic", "ministry", "Ministry", 2),
        ("topic", "court", "Court", 1),
        ("source", "agency", "Agency", 2),
        ("source", "le-monde", "Le Monde", 1),
    ]


@pytest.mark.parametrize(
    ("languages", "ways"),
    [
        (("en", "en-GB"), []),
        (("en", "ru", "en-GB"), [("en", 2), ("ru", 1)]),
        (("nb", "nn"), [("nb", 1), ("nn", 1)]),
        (("zu", "xh", "zu"), [("zu", 2), ("xh", 1)]),
    ],
)
def test_there_are_ways_to_stories_in_one_language_where_there_are_several(
    languages: tuple[str, ...], ways: list[tuple[str, int]]
) -> None:
    for language in languages:
        factories.story("Oslo", lead="<p>Oslo.</p>", language=language)

    offered = searched("oslo").narrower

    assert [(way.value, way.stories) for way in offered if way.field == "language"] == ways


def test_what_was_chosen_is_named_and_a_topic_that_nobody_can_see_is_not() -> None:
    factories.story("Public", topics=topics.named(["Border"], by=None))
    factories.draft("Draft", topics=topics.named(["Secret Name"], by=None))

    known = searched("shots", topic="border", source="agency").chosen
    hidden = searched("shots", topic="secret-name").chosen

    assert [(one.field, one.name) for one in known] == [("topic", "Border"), ("source", "agency")]
    assert [one.name for one in hidden] == ["secret-name"]


def test_where_nothing_is_found_other_searches_are_offered() -> None:
    factories.story("Border")

    page = searched('border "zeppelin lands"', kind="live", since="2017-01-01")

    assert page.hits == ()
    assert [name for name, _ in page.others] == ["since", "kind", "filters", "quotes", "any"]
    others = dict(page.others)
    assert others["any"].q == 'border or "zeppelin lands"'
    assert others["filters"].filters == ()
    assert searched(others["any"].q).count == 1


def test_a_search_without_anything_to_look_for_says_so() -> None:
    assert searched("-football").problem == Problem.ONLY_WITHOUT
    assert searched("").problem == ""
    assert searched("!!!").hits == ()


def test_what_is_filtered_by_is_no_word() -> None:
    factories.story("Border", topics=topics.named(["Ministry"], by=None))

    assert found("topic") == []
    assert found("english") == []
