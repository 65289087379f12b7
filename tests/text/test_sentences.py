"""Splitting text into sentences without loss."""

# ruff: noqa: RUF001  texts in other scripts stand here on purpose
import time

import pytest
from hypothesis import given, strategies as st

from incidents.text.sentences import split
from tests.text.samples.prose import TEXTS


@given(TEXTS | st.text())
def test_no_character_is_lost_or_moved(text: str) -> None:
    sentences = split(text)

    assert "".join(sentences) == text
    assert all(sentences)


@pytest.mark.parametrize(
    "sentences",
    [
        ["It ended. ", "They left."],
        ["Mr. Smith met Gen. Jones. ", "No. 5 was there."],
        ["J. K. Writer spoke of the U.S. President. ", "He left."],
        ["He lives in the U.S. ", "The others do not."],
        ["It rose 9.15 per cent at 09.15 CET. ", "Then it fell."],
        ["The end... and more. ", "Then nothing."],
        ["“It ended.” ", "They left."],
        ["“Stop!” he said. ", "Nobody did."],
        ["Is it true? ", "Yes! ", "No."],
        ["It is set up there.Then losses followed. ", "Next."],
        ["1. First item. ", "Second sentence."],
        ["方言。", "「你好！」", "他說11月9日。"],
        ["هل انتهى؟ ", "نعم."],
        ["First line\n", "second line"],
        ["It was on Feb. 25 at 9 a.m. in Baku. ", "On Sunday it ended."],
    ],
)
def test_text_falls_into_its_sentences(sentences: list[str]) -> None:
    assert split("".join(sentences)) == sentences


@pytest.mark.parametrize("sign", [".", ". ", "\n", "a.", "。", '"', " ", "A. "])
def test_a_hundred_thousand_signs_are_split_in_time(sign: str) -> None:
    start = time.process_time()

    split(sign * 100_000)

    assert time.process_time() - start < 2
