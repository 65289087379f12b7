"""Words in pictures: what the font can set, and where lines break."""

import pytest

from incidents.reader.sharing import lettering


@pytest.mark.parametrize(
    "words", ["Shots heard", "Стрельба на границе", "Կրակոցներ", "Σύνορα", "Əhali, çöl"]
)
def test_scripts_of_the_font_can_be_set(words: str) -> None:
    assert lettering.can_show(words)


@pytest.mark.parametrize("words", ["边境枪声", "सीमा पर गोली", "เสียงปืน"])
def test_scripts_that_the_font_lacks_are_left_out(words: str) -> None:
    assert not lettering.can_show(words)


def test_letters_that_join_need_a_machine_that_joins_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lettering, "shapes", lambda: False)

    assert not lettering.can_show("إطلاق نار")
    assert lettering.can_show("Shots heard")


def test_lines_break_between_words_and_lose_none() -> None:
    words = "A night of fighting on the line of contact"

    lines = lettering.lines(words, 66, 700)

    assert len(lines) > 1
    assert " ".join(lines) == words
    assert all(lettering.font(66).getlength(line) <= 700 for line in lines)


def test_a_word_longer_than_a_line_is_broken() -> None:
    lines = lettering.lines("Donau" * 40, 66, 700)

    assert "".join(lines) == "Donau" * 40
    assert all(lettering.font(66).getlength(line) <= 700 for line in lines)


def test_long_words_are_set_smaller_and_then_cut() -> None:
    assert lettering.fitted("Short", (66, 44), 1000, 4) == (66, ["Short"])
    assert lettering.fitted("word " * 30, (66, 44), 1000, 4)[0] == 44
    size, lines = lettering.fitted("word " * 300, (66, 44), 1000, 4)
    assert (size, len(lines), lines[-1][-1]) == (44, 4, lettering.ELLIPSIS)
    assert lettering.font(44).getlength(lines[-1]) <= 1000
