"""All hints for a text, in the order of the text."""

from collections.abc import Callable, Iterable

from incidents.text.hints.clock import future_times
from incidents.text.hints.days import doubtful_days
from incidents.text.hints.hint import KINDS, Hint, Surroundings
from incidents.text.hints.names import bare_names
from incidents.text.hints.passages import Passage, passages
from incidents.text.hints.quotations import unpaired_marks
from incidents.text.hints.repetition import repetitions
from incidents.text.hints.wording import bare_addresses, slips, unsourced

MOST = 40
"""Hints shown at once; who settles these sees the next."""

_Check = Callable[[list[Passage], Surroundings], Iterable[Hint]]
_IN_EVERY_LANGUAGE: tuple[_Check, ...] = (repetitions, bare_names, unpaired_marks, bare_addresses)
_IN_ENGLISH: tuple[_Check, ...] = (doubtful_days, future_times, unsourced, slips)


def hints(text_html: str, facts: Surroundings) -> list[Hint]:
    """Give the places worth a look in a text that is being written, from first to last.

    Never more than ``MOST``. The same text with the same surroundings has the same hints. Any text
    may come in; ``printed_at`` must be aware.
    """
    read = passages(text_html, facts)
    checks = (*_IN_EVERY_LANGUAGE, *(_IN_ENGLISH if facts.is_english else ()))
    found = {hint for check in checks for hint in check(read, facts)}
    return sorted(found, key=_place)[:MOST]


def _place(hint: Hint) -> tuple[bool, int, int, int, int, str]:
    order = KINDS.index(hint.kind)
    return (hint.part == "caption", hint.paragraph, hint.start, hint.end, order, hint.message)
