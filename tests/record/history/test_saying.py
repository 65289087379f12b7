"""What happened between two versions, said in words."""

from typing import Any

import pytest
from django.utils import translation

from incidents.record.history.differing.saying import COUNTED, sentence
from incidents.record.history.differing.tallying import Counts
from incidents.record.printing import byline_printed, listed
from incidents.text.difference import SentenceCounts
from incidents.text.fragments.credits import Credits


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            Counts(SentenceCounts(changed=1), sources_added=1, updates_retracted=(3,)),
            "1 sentence changed, 1 source added, Update 3 retracted.",
        ),
        (Counts(SentenceCounts(added=2, moved=1)), "2 sentences added, 1 paragraph moved."),
        (Counts(headline_changed=True, status="ended"), "Headline changed, story ended."),
        (Counts(updates_added=(4, 5, 6)), "Updates 4, 5 and 6 added."),
        (Counts(captions_added=1, sources_added=1), "1 caption added, 1 source added."),
        (Counts(related_added=2, topics_removed=1), "1 topic removed, 2 related stories added."),
        (Counts(uncounted=True, sources_added=1), "Many changes in the text, 1 source added."),
        (Counts(sources_changed=1200), "1,200 sources changed."),
        (
            Counts(updates_restored=(2,), media_changed=2),
            "2 items of media described anew, Update 2 restored.",
        ),
        (Counts(), ""),
    ],
)
def test_counts_are_said_in_one_sentence(counts: Counts, said: str) -> None:
    assert sentence(counts) == said


def test_whatever_is_counted_is_said() -> None:
    for place in COUNTED:
        name = place.removeprefix("sentences.")
        given: dict[str, Any] = {name: 2}
        counts = Counts(SentenceCounts(**given)) if name != place else Counts(**given)

        assert sentence(counts).startswith("2 "), place


def test_thousands_stand_apart_as_the_language_has_it() -> None:
    with translation.override("de"):
        said = sentence(Counts(sources_changed=1200))

    assert said.startswith("1.200 ")


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        (Credits(), ""),
        (Credits(("Ann", "Bob", "Cy"), "AFP", "Baku"), "Baku - By Ann, Bob and Cy, with AFP"),
        (Credits(("Ann",)), "By Ann"),
        (Credits((), "AFP and DPA"), "With AFP and DPA"),
        (Credits((), "", "Baku"), "Baku"),
        (Credits(("100 % Ann",), "", "50 %s"), "50 %s - By 100 % Ann"),
    ],
)
def test_a_byline_is_printed_as_the_history_stores_it(told: Credits, printed: str) -> None:
    assert byline_printed(told) == printed == told.in_words


def test_a_list_ends_with_a_word_between_its_last_two() -> None:
    assert [listed("4"), listed("45"), listed("456")] == ["4", "4 and 5", "4, 5 and 6"]
