"""Sources, slips of typing, long sentences and bare addresses."""

import pytest

from tests.text.hints.around import found, quotes, surroundings

GONE = "Twelve houses near the river are gone since noon."
UNSOURCED = surroundings(cites_source=False)


def test_a_text_without_source_and_attribution_is_asked_for_it_once() -> None:
    (hint,) = found("source", GONE, "So it is.", facts=UNSOURCED)

    assert hint.message == "No source is cited: own reporting?"
    assert (hint.paragraph, hint.start, hint.end, hint.quote) == (0, 0, 0, "")


def test_a_text_that_names_who_says_so_is_asked_for_the_source() -> None:
    text = ("Twelve houses near the river are gone.", "So the mayor said to the police.")

    (hint,) = found("source", *text, facts=UNSOURCED)

    assert hint.message == "Who says so is named in the text, but no source is cited."
    assert (hint.paragraph, hint.quote) == (1, "said")


@pytest.mark.parametrize("text", ["", "More follows soon.", "The state of the river is bad."])
def test_a_few_words_need_no_source(text: str) -> None:
    assert found("source", text, facts=UNSOURCED) == []


def test_a_text_with_a_source_is_not_asked() -> None:
    assert found("source", GONE) == []


@pytest.mark.parametrize("text", ["across the the river", "At at noon", "sent to to Basel"])
def test_a_word_typed_twice_is_pointed_at(text: str) -> None:
    assert len(found("doubled", f"They went {text} today.")) == 1


@pytest.mark.parametrize(
    "text", ["in the The Hague court", "He had had enough", "on and-and-so on"]
)
def test_words_that_may_stand_twice_are_left_alone(text: str) -> None:
    assert found("doubled", text) == []


@pytest.mark.parametrize("place", ["direction.Then", "losses!The"])
def test_a_missing_space_between_sentences_is_pointed_at(place: str) -> None:
    assert quotes("space", f"It went in this {place} it stopped.") == [place]


@pytest.mark.parametrize(
    "text",
    [
        "He holds a Ph.D. and lives in the U.S.A. now.",
        "See https://a.example/some.Page and www.some.Page.example or info@some.Example now.",
        "It rose 9.15 per cent; see fig.A now.",
    ],
)
def test_stops_inside_words_and_addresses_are_left_alone(text: str) -> None:
    assert found("space", text) == []


def test_a_sentence_that_loses_the_reader_is_pointed_at_with_its_words() -> None:
    long = f"Word {' '.join(['word'] * 60)}."

    (hint,) = found("length", f"A short one. {long}")

    assert hint.message == "This sentence has 61 words: could it be two?"
    assert (hint.start, hint.end) == (13, 13 + len(long))
    assert found("length", f"{' '.join(['word'] * 60)}.") == []


def test_a_long_sentence_of_somebody_else_is_as_long_as_it_is() -> None:
    words = " ".join(["word"] * 61)

    assert found("length", f"“{words},” he said on the way.") == []
    assert found("length", f"</p><blockquote><p>{words}.</p></blockquote><p>") == []


def test_a_link_that_shows_its_address_is_pointed_at() -> None:
    text = 'See www.b.example and <a href="https://a.example/?q=1&amp;r">https://a.example/?q=1&amp;r</a>.'

    assert quotes("address", text) == ["https://a.example/?q=1&r"]
    assert quotes("address", 'See <a href="https://a.example/">the report</a>.') == []


def test_a_long_word_in_capitals_is_pointed_at_unless_all_is_set_so() -> None:
    assert quotes("capitals", "This is UNPRECEDENTEDLY bad.") == ["UNPRECEDENTEDLY"]
    assert quotes("capitals", "THIS IS UNPRECEDENTEDLY BAD.") == []
    assert quotes("capitals", "The UNESCO and CENTCOM said so.") == []


@pytest.mark.parametrize("kind", ["source", "doubled", "space", "length", "capitals"])
def test_english_is_not_read_in_other_languages(kind: str) -> None:
    facts = surroundings(language="de", cites_source=False)
    text = f"We saw the the river.Then UNPRECEDENTEDLY {' '.join(['word'] * 61)}."

    assert found(kind, text, facts=facts) == []
    assert found(kind, text, facts=UNSOURCED) != []
