"""Leaving out of a comparison what two texts begin and end with alike: most of an edited text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from incidents.text.body.nodes import Run

_END = re.compile(r"[.!?\u2026]\s+(?=\S)")
_MAY_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964]")
_ALIKE = 0.75


class Flows(NamedTuple):
    """Two flows of text without what both begin with (``start``) and end with (``end``)."""

    start: tuple[Run, ...]
    old: Sequence[Run]
    new: Sequence[Run]
    end: tuple[Run, ...]


def trimmed(old: Sequence[Run], new: Sequence[Run]) -> Flows:
    """Take off what two flows share at their ends, as far as that hardly ever alters what is found.

    That is every word where the change stands inside a sentence. Elsewhere one shared sentence
    stays on each side of what differs; text that goes on under other marks stays whole.
    """
    if not old or not new:
        return Flows((), old, new, ())
    if len(old) == len(new) == 1 and _marks(old[0]) == _marks(new[0]):
        inner = _to_words(old[0].text, new[0].text)
        if inner:
            return _flows(old, new, *inner)
    start = shared_start(old[0].text, new[0].text) if _marks(old[0]) == _marks(new[0]) else 0
    room = min(len(side[-1].text) - (start if len(side) == 1 else 0) for side in (old, new))
    alike = _marks(old[-1]) == _marks(new[-1])
    end = shared_end(old[-1].text, new[-1].text, room) if alike else 0
    return _flows(old, new, _first_whole(old[0].text, start), _last_whole(old[-1].text, end))


def _flows(old: Sequence[Run], new: Sequence[Run], first: int, last: int) -> Flows:
    return Flows(
        (replace(old[0], text=old[0].text[:first]),) if first else (),
        _without(old, first, last),
        _without(new, first, last),
        (replace(old[-1], text=old[-1].text[-last:]),) if last else (),
    )


def differing(old: str, new: str) -> tuple[str, str]:
    """Give what is left of two texts without the words that both begin and end with."""
    start = shared_start(old, new)
    end = shared_end(old, new, min(len(old), len(new)) - start)
    first = old.rfind(" ", 0, start) + 1
    space = old.find(" ", len(old) - end) if end else -1
    last = len(old) - space if space >= first else 0
    return old[first : len(old) - last], new[first : len(new) - last]


def plainly_alike(old: str, new: str) -> bool:
    """Whether two texts share most of their characters at their ends."""
    most = max(len(old), len(new))
    start = shared_start(old, new)
    room = min(len(old), len(new)) - start
    return start + shared_end(old, new, room) >= most * _ALIKE


def shared_start(old: str, new: str) -> int:
    """Count the characters that both texts begin with."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def shared_end(old: str, new: str, most: int) -> int:
    """Count the characters, at most so many, that both texts end with."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle :] == new[len(new) - middle :]:
            low = middle
        else:
            high = middle - 1
    return low


def _marks(run: Run) -> tuple[str, bool, bool]:
    return run.href, run.strong, run.em


def _first_whole(text: str, shared: int) -> int:
    """Count the characters of the shared sentences at the start, but for the last whole one."""
    found = (end.end() for end in _END.finditer(text, 0, shared + 1))
    ends = [end for end in found if end <= shared]
    return ends[-2] if len(ends) > 1 else 0


def _last_whole(text: str, shared: int) -> int:
    """Count the characters of the shared sentences at the end, but for the first whole one."""
    ends = [found.end() for found in islice(_END.finditer(text, len(text) - shared), 2)]
    return len(text) - ends[1] if len(ends) > 1 else 0


def _to_words(old: str, new: str) -> tuple[int, int] | None:
    """Say how much to take off both ends of texts that differ inside one sentence; else None."""
    first = old.rfind(" ", 0, shared_start(old, new)) + 1
    last = shared_end(old, new, min(len(old), len(new)) - first)
    if not all(_begins_word(side, first, len(side) - last) for side in (old, new)):
        space = old.find(" ", len(old) - last) if last else -1
        last = len(old) - space - 1 if space >= 0 else 0
    went, came = old[first : len(old) - last], new[first : len(new) - last]
    if _MAY_END.search(went) or _MAY_END.search(came):
        return None
    if not (went and came) and _may_slide(old[:first], went or came, old[len(old) - last :]):
        return None
    return first, last


def _begins_word(text: str, first: int, place: int) -> bool:
    return place == first or text[place - 1] == " "


def _may_slide(before: str, changed: str, after: str) -> bool:
    """Whether a change could stand one word earlier or later, and the text be the same."""
    return before.rstrip()[-1:] == changed.rstrip()[-1:] or after[:1] == changed[:1]


def _without(runs: Sequence[Run], first: int, last: int) -> Sequence[Run]:
    if not (first or last):
        return runs
    kept = [*runs]
    kept[0] = replace(kept[0], text=kept[0].text[first:])
    kept[-1] = replace(kept[-1], text=kept[-1].text[: len(kept[-1].text) - last])
    return kept
