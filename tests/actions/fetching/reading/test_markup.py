"""Paragraphs come out in one line each, whichever way is quicker."""

from hypothesis import Phase, given, settings, strategies as st

from incidents.actions.house.fetching.reading.markup import in_one_line
from incidents.text.sanitise import line


@settings(max_examples=200, deadline=None, phases=[Phase.explicit, Phase.generate], database=None)
@given(st.one_of(st.text(" ab~\n\t\r\x0b\x1c\x85", max_size=12), st.text(max_size=12)))
def test_the_quick_way_says_the_same_as_the_thorough_one(text: str) -> None:
    assert in_one_line(text) == line(text)
