"""What editors put on top stands on the front page, in every format."""

import pytest
from django.test import Client
from lxml import etree

from incidents.actions.house import front
from incidents.actions.house.front import Place
from incidents.actions.stories import lifecycle
from incidents.formats import every
from incidents.reader.templatetags.change import differing
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_lead_stands_first_and_once_in_the_page(client: Client) -> None:
    lead, other = factories.story("The lead"), factories.story("Something live")
    front.arrange([Place(lead)], by=None, base=0)

    shown = client.get("/").content.decode()

    assert shown.count("The lead") == 1
    assert shown.index("Top stories") < shown.index("The lead") < shown.index(other.headline)


def test_a_page_without_an_order_by_hand_has_no_such_part(client: Client) -> None:
    factories.story()

    assert "Top stories" not in client.get("/").content.decode()


def test_every_format_leads_with_what_is_on_top(client: Client) -> None:
    lead, live = factories.story("The lead"), factories.story("Something live")
    front.arrange([Place(lead)], by=None, base=0)

    for format_ in every():
        text = client.get(f"/index.{format_.suffix}").content.decode()
        assert text.index("The lead") < text.index(live.headline), format_.suffix

    document = client.get("/index.json").json()
    assert [story["headline"] for story in document["top"]] == ["The lead"]
    root = etree.fromstring(client.get("/index.xml").content)
    assert [node.findtext("headline") for node in root.findall("top/story")] == ["The lead"]


def test_a_retracted_story_leads_nothing(client: Client) -> None:
    lead = factories.story("The lead")
    front.arrange([Place(lead)], by=None, base=0)
    lifecycle.retract(lead, by=None, note="It was not so.")

    assert client.get("/index.json").json()["top"] == []
    shown = client.get("/").content.decode()
    assert "Top stories" not in shown
    assert shown.index("Recently corrected") < shown.index("The lead")


def test_the_page_costs_one_question_more_however_much_is_on_top(
    client: Client, django_assert_max_num_queries: object
) -> None:
    stories = [factories.story(f"Story {number}") for number in range(6)]
    front.arrange([Place(story) for story in stories], by=None, base=0)

    with django_assert_max_num_queries(11):  # type: ignore[operator]
        client.get("/")


def test_a_correction_on_the_front_page_shows_where_two_long_sentences_differ() -> None:
    before, after = (
        "one two three four five six seven eight nine ten eleven",
        "a b c d e f g h i j k",
    )
    wrong, right = f"{before} 55 {after}", f"{before} 50 of its own {after}"

    shown = [differing(wrong, right), differing(right, wrong)]

    assert shown == [
        "… seven eight nine ten eleven 55 a b c d e …",
        "… seven eight nine ten eleven 50 of its own a b c d e …",
    ]


def test_a_short_sentence_stays_whole_and_an_endless_one_is_cut() -> None:
    endless = " ".join(str(number) for number in range(100))

    shown = [differing("It said 55 dead.", "It said 50 dead."), differing(endless, "Nothing.")]

    assert shown[0] == "It said 55 dead."
    assert shown[1].endswith(" 39 …")
