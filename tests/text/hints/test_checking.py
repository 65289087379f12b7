"""All hints together: for any text, the same twice, in order, and at a bounded cost."""

# ruff: noqa: RUF001  marks of many languages stand here on purpose
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from types import FrameType

import pytest
from hypothesis import Phase, given, settings, strategies as st

from incidents.text import sanitise
from incidents.text.hints import KINDS, Surroundings, hints
from incidents.text.hints.checking import MOST
from tests.text.hints.around import SATURDAY, TUESDAY, surroundings
from tests.text.samples.prose import MARKUP

QUICK = settings(max_examples=150, deadline=None, phases=[Phase.explicit, Phase.generate])
WORDS = st.sampled_from([
    "the", "said", "At 1800", "today,", "Friday", "night", "13 September", "2022", "Lowland", "the",
    "(Saturday)", "“", "”", "‘no", "’", "'", '"', "«", "»", "„", "。", ".", ".Then", "yesterday",
    "31 June", "two", "losses", "near", "ministry", "the border.", "\n", "</p><p>", "<blockquote>",
    "<ul><li>", "<br>", '<a href="https://a.example/">https://a.example/</a>', "UNPRECEDENTEDLY",
    "战争", "May 5", "at 6 p.m.",
])  # fmt: skip
TIMES = st.none() | st.sampled_from([SATURDAY, TUESDAY]) | st.datetimes(timezones=st.just(UTC))
PROSE = st.lists(WORDS, max_size=60).map(" ".join)
TEXTS = PROSE | MARKUP | st.text(max_size=80)
AROUND = st.builds(
    Surroundings,
    cites_source=st.booleans(),
    language=st.sampled_from(["en", "en-GB", "de", "sv", "he", "zh", ""]),
    earlier=st.lists(st.tuples(st.sampled_from(["Update 1", "Update 2"]), TEXTS), max_size=3),
    printed_at=TIMES,
    disputed=st.dictionaries(
        st.sampled_from(["Lowland", "the border", "战争", " ", "("]) | st.text(max_size=3),
        st.lists(st.sampled_from(["near", "", "two"]) | st.text(max_size=3), max_size=2),
        max_size=3,
    ),
    captions=st.lists(TEXTS.map(lambda text: text[:60]), max_size=3),
)
HARD = {
    "straight marks": '"',
    "opening marks": "“",
    "apostrophes": "'",
    "single marks": "‘a ",
    "one word": "a",
    "one word in capitals": "A",
    "the same word": "the ",
    "the same sentence": "The ministry said it had seen no losses near the border of the region. ",
    "the same paragraph": "The ministry said it had seen no losses near the border at all.\n\n",
    "dates": "13 September ",
    "days of one day": "today, Friday, 13 September (today) ",
    "nights": "Friday night ",
    "times": "at 1800, ",
    "names": "Lowland ",
    "quoted names": "“Lowland ",
    "quotations": "“today” ",
    "quoted paragraphs": "“We left.\n\n",
    "list items": "<ul><li>“a",
    "stops without spaces": "aa.Bb",
    "addresses": "/aa.Bb ",
    "links": '<a href="https://a.example/">https://a.example/</a> ',
    "numbers": "1 ",
    "Chinese": "战争开始了。",
}
"""What repeats in texts made to be hard."""

SIZE = 100_000
LONGEST_SECONDS = 10


@given(TEXTS, AROUND)
@QUICK
def test_any_text_has_hints_that_point_at_what_they_quote(text: str, facts: Surroundings) -> None:
    found = hints(text, facts)

    blocks = [block.text for block in sanitise.blocks(sanitise.body(text))]
    for hint in found:
        said = (facts.captions if hint.part == "caption" else blocks)[hint.paragraph]
        assert hint.kind in KINDS
        assert 0 <= hint.start <= hint.end <= len(said)
        assert said[hint.start : hint.end].startswith(hint.quote.removesuffix("…"))
        assert (hint.start < hint.end) == bool(hint.quote)
        assert hint.message.endswith((".", "?", "”"))


@given(TEXTS, AROUND)
@QUICK
def test_the_same_text_has_the_same_hints(text: str, facts: Surroundings) -> None:
    assert hints(text, facts) == hints(text, facts)


def test_hints_come_in_the_order_of_the_text_and_captions_last() -> None:
    facts = surroundings(printed_at=TUESDAY, captions=["The the river"])

    found = hints("<p>It began on Friday night at the the river.</p><p>“So it is.</p>", facts)

    assert [(hint.kind, hint.part, hint.paragraph) for hint in found] == [
        ("day", "text", 0),
        ("doubled", "text", 0),
        ("quotation", "text", 1),
        ("doubled", "caption", 0),
    ]


def test_no_more_hints_are_shown_than_a_person_can_settle() -> None:
    found = hints("<p>At the the river.</p>" * (MOST + 5), surroundings())

    assert [hint.paragraph for hint in found] == list(range(MOST))


def test_places_count_in_the_text_without_marks() -> None:
    (hint,) = hints("<p>A &amp; B <strong>saw the</strong> the river.</p>", surroundings())

    assert ("A & B saw the the river."[hint.start : hint.end], hint.quote) == ("the the",) * 2


def test_a_text_without_fault_has_no_hints() -> None:
    text = "<p>On Saturday (25 February) the ministry said: “We left.” It gave no reason.</p>"

    assert hints(text, surroundings()) == []


@pytest.mark.parametrize("name", HARD)
def test_twice_the_text_is_about_twice_the_work(name: str) -> None:
    sizes = (SIZE // 20, SIZE // 10)
    once, twice = (steps(partial(worked, HARD[name], size)) for size in sizes)

    assert twice < 2.5 * once + 1_000


@pytest.mark.parametrize("name", HARD)
def test_a_hundred_thousand_signs_are_read_in_time(name: str) -> None:
    start = time.process_time()

    worked(HARD[name], SIZE)

    assert time.process_time() - start < LONGEST_SECONDS


def worked(sign: str, size: int) -> None:
    """Read a text of one repeated sign, with the same before it."""
    text = sign * (size // len(sign)) + " it will old was"
    facts = Surroundings(
        cites_source=False,
        earlier=[("Update 1", sanitise.body(text))],
        printed_at=datetime(2026, 1, 6, 12, tzinfo=UTC),
        disputed={"Lowland": ["old"]},
        captions=["Near the river"],
    )
    hints(text, facts)


def steps(work: Callable[[], None]) -> int:
    """Count the calls that some work makes, of functions in Python and in C alike."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted
