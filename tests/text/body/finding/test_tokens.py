"""What of a text can be found, and under which spelling."""

import pytest

from incidents.text.body.finding.folding import folded
from incidents.text.body.finding.tokens import LONGEST, Passed, standing, vocabulary, words


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Orbán", "orban"),
        ("ERDOĞAN", "erdogan"),
        ("Əliyev", "eliyev"),
        ("Straße", "strasse"),
        ("Malmö", "malmo"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Αθήνα", "αθηνα"),
        ("Ёлка", "елка"),
        ("كِتَاب", "كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("\uff25\uff35", "eu"),
    ],
)
def test_accents_points_and_widths_do_not_matter(printed: str, typed: str) -> None:
    assert folded(printed) == folded(typed)


@pytest.mark.parametrize("letter", ["й", "ї", "ハ", "가", "कि"])
def test_signs_that_make_another_letter_stay(letter: str) -> None:
    assert folded(letter) == letter


def test_words_are_parted_at_signs_and_lose_a_possessive() -> None:
    found = [
        here
        for (here,) in words(
            "Russia\N{RIGHT SINGLE QUOTATION MARK}s “F-16s”, al_Qaeda: 1,000 "
            "co-op\N{RIGHT SINGLE QUOTATION MARK}s"
        )
    ]

    assert found == ["russia", "f", "16s", "al", "qaeda", "1", "000", "co", "op"]


def test_scripts_without_spaces_are_taken_by_characters_and_pairs() -> None:
    assert list(words("在北京abc")) == [("在", "在北"), ("北", "北京"), ("京",), ("abc",)]


def test_vowel_signs_do_not_part_a_word() -> None:
    assert list(words("हिन्दी भाषा")) == [("हिन्दी",), ("भाषा",)]


def test_a_place_says_where_it_stands_in_the_text() -> None:
    text = "Orbán\N{RIGHT SINGLE QUOTATION MARK}s 北京"

    found = [
        (number, text[each.start : each.end], each.words)
        for number, each in standing(text, Passed(vocabulary([text])))
    ]

    assert found == [(0, "Orbán", ("orban",)), (1, "北", ("北", "北京")), (2, "京", ("京",))]


@pytest.mark.parametrize("wanted", ["orban", "京", "b", "nothing"])
def test_places_are_counted_also_where_nothing_is_looked_for(wanted: str) -> None:
    text = "北京 Orbán a-b, a\N{COMBINING ACUTE ACCENT} b 北京"
    places = list(words(text))

    found = [(number, each.words) for number, each in standing(text, Passed({wanted}))]

    whole_runs = {"京": ("北", "京")}.get(wanted, (wanted,))
    assert found == [
        (number, here) for number, here in enumerate(places) if set(here) & set(whole_runs)
    ]


def test_the_vocabulary_of_a_text_is_each_of_its_words_once() -> None:
    assert vocabulary(["Rain, rain in", "in 北京"]) == {"rain", "in", "北", "北京", "京"}


def test_of_a_very_long_word_the_beginning_counts() -> None:
    assert list(words("x" * 100_000)) == [("x" * LONGEST,)]
