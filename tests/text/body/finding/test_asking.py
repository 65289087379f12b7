"""What readers type is understood as `websearch_to_tsquery` would, and is never an error."""

import pytest
from hypothesis import Phase, given, settings, strategies

from incidents.text.body.finding.asking import LONGEST, MOST_WORDS, understood


def said(typed: str) -> list[list[str]]:
    """The ways of a search, each term as its words."""
    return [
        [("-" if term.without else "") + " ".join(word.word for word in term.words) for term in way]
        for way in understood(typed).ways
    ]


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("Border shelling", [["border", "shelling"]]),
        ('"state of emergency" Baku', [["state of emergency", "baku"]]),
        ("“state of emergency", [["state of emergency"]]),
        ("«état d'urgence»", [["etat d urgence"]]),
        ("ceasefire OR truce border", [["ceasefire"], ["truce", "border"]]),
        ("border -football", [["border", "-football"]]),
        ('border \N{MINUS SIGN}"the match"', [["border", "-the match"]]),
        ("covid-19", [["covid 19"]]),
        ("or border or", [["border"]]),
        ("border or -football", [["border"]]),
        ("猫", [["猫"]]),
        ("北京", [["北京"]]),
        ("北京大学", [["北京 京大 大学"]]),
        ("", []),
        ('"" - -" OR !!', []),
    ],
)
def test_words_phrases_choices_and_what_must_not_be(typed: str, ways: list[list[str]]) -> None:
    assert said(typed) == ways


def test_words_around_characters_without_spaces_keep_their_distance() -> None:
    (way,) = understood("2020年东京abc").ways

    (term,) = way
    assert [(word.word, word.after) for word in term.words] == [
        ("2020", 1),
        ("年东", 1),
        ("东京", 1),
        ("abc", 2),
    ]


def test_it_is_said_where_a_part_names_nothing_to_look_for() -> None:
    assert understood("-football").only_without
    assert understood("border or -football").only_without
    assert not understood("border -football").only_without
    assert not understood("").only_without


def test_of_a_very_long_search_the_beginning_is_read_and_that_is_said() -> None:
    by_signs = understood("x" * (LONGEST + 1))
    by_words = understood("x " * (MOST_WORDS + 1))

    assert by_signs.shortened
    assert by_words.shortened
    assert len(by_words.ways[0]) == MOST_WORDS
    assert not understood("x " * MOST_WORDS).shortened


def test_everything_looked_for_is_named_once() -> None:
    asked = understood("border or border shelling -football")

    assert [term.words[0].word for term in asked.wanted] == ["border", "shelling"]


@given(strategies.text(max_size=300))
@settings(max_examples=200, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    asked = understood(typed)

    assert sum(len(term.words) for way in asked.ways for term in way) <= MOST_WORDS
    assert all(any(not term.without for term in way) for way in asked.ways)
