"""What a comparison may leave out without finding anything else."""

import pytest
from hypothesis import given

from incidents.text.body.nodes import Run
from incidents.text.body.words import words
from incidents.text.difference.trimming import differing, plainly_alike, trimmed
from tests.text.lineage.quick import QUICK
from tests.text.samples.prose import PARAGRAPHS, TEXTS


def left(old: str, new: str) -> tuple[str, str]:
    flows = trimmed([Run(old)], [Run(new)])
    return "".join(run.text for run in flows.old), "".join(run.text for run in flows.new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("One two three. Four five.", "One ten three. Four five.", ("two ", "ten ")),
        ("One big three. Four five.", "One three. Four five.", ("big ", "")),
        ("One two.", "One two, said four.", ("One two.", "One two, said four.")),
        ("The same.", "The same.", ("", "")),
        ("A b. C d. E f.", "A b. C d. New one. E f.", ("C d. E f.", "C d. New one. E f.")),
        ("a b b c", "a b b b c", ("a b b c", "a b b b c")),
    ],
)
def test_only_what_differs_is_left_to_compare(
    old: str, new: str, expected: tuple[str, str]
) -> None:
    found = left(old, new)

    assert found == expected


@QUICK
@given(PARAGRAPHS, PARAGRAPHS)
def test_what_is_taken_off_and_what_is_left_are_the_texts(old: str, new: str) -> None:
    flows = trimmed([Run(old)], [Run(new)])

    for side, middle in ((old, flows.old), (new, flows.new)):
        assert "".join(run.text for run in (*flows.start, *middle, *flows.end)) == side


def test_marks_end_what_is_taken_off() -> None:
    old = [Run("One. Two. "), Run("three", strong=True), Run(" four. Five. Six.")]
    new = [Run("One. Two. "), Run("ten", strong=True), Run(" four. Five. Six.")]

    flows = trimmed(old, new)

    assert flows.start == ()
    assert [run.text for run in flows.old] == ["One. Two. ", "three", " four. Five. "]
    assert flows.end == (Run("Six."),)


@QUICK
@given(TEXTS, TEXTS)
def test_the_words_that_differ_make_the_change_in_length(old: str, new: str) -> None:
    went, came = differing(old, new)

    assert words(came) - words(went) == words(new) - words(old)


def test_paragraphs_that_share_their_ends_are_alike() -> None:
    assert plainly_alike("one two three four five", "one two 3 four five")
    assert not plainly_alike("one two three four five", "six seven eight")
