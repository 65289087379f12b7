"""The words of a text as they can be found, each at its place.

Scripts that are written without spaces have no words that a program could see: each of their
characters counts as one, and stands there a second time together with the one after it.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from incidents.text.body.finding.folding import folded
from incidents.text.body.words import CJK, MARK

UNSPACED = CJK + "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\uac00-\ud7af\uff66-\uff9f"
"""Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer (regular-expression set). Korean has
spaces, but hangs its particles onto the words."""

LONGEST = 60
"""Signs of a word that count; who looks for a longer one finds it by its beginning."""

_LETTER = rf"[^\W_{UNSPACED}]"
_TOKEN = re.compile(rf"([{UNSPACED}]+|{_LETTER}+(?:{MARK}+{_LETTER}*)*)(?:['\u2019][sS](?!\w))?")
"""A word, whose English possessive does not belong to it, or a run of characters without spaces."""

_IS_UNSPACED = re.compile(f"[{UNSPACED}]")

Words = tuple[str, ...]
"""What stands at one place: a word, or a character alone and with the next one."""


class Placed(NamedTuple):
    """What stands at one place of a text, and from where to where in it."""

    start: int
    end: int
    words: Words


def words(text: str) -> Iterator[Words]:
    """What can be found in a plain text, place by place."""
    for token in _TOKEN.findall(text):
        yield from _places(token)


def vocabulary(text: str) -> set[str]:
    """The same, each once and without its place."""
    tokens = set(_TOKEN.findall(text))
    return {word for token in tokens for place in _places(token) for word in place}


def standing(text: str, fits: Callable[[str], bool]) -> Iterator[tuple[int, Placed]]:
    """The places at which a word stands that fits, with their numbers among all places."""
    tokens = set(_TOKEN.findall(text))
    passed = {token: len(places) for token in tokens if not _any(places := _places(token), fits)}
    if len(passed) == len(tokens):
        return
    number = 0
    for found in _TOKEN.finditer(text):
        if found[1] in passed:
            number += passed[found[1]]
            continue
        for place in _placed(found):
            yield number, place
            number += 1


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that is written without spaces."""
    return bool(_IS_UNSPACED.match(word))


def _any(places: tuple[Words, ...], fits: Callable[[str], bool]) -> bool:
    return any(fits(word) for place in places for word in place)


def _placed(found: re.Match[str]) -> Iterator[Placed]:
    """What stands at the place, or the places, of a word or a run."""
    start, end = found.span(1)
    token = found[1]
    if _IS_UNSPACED.match(token):
        for offset, spelled in enumerate(_pairs(token)):
            yield Placed(start + offset, start + offset + 1, spelled)
    else:
        for spelled in _places(token):
            yield Placed(start, end, spelled)


def _places(token: str) -> tuple[Words, ...]:
    return _words(token) if len(token) <= LONGEST else _anew(token)


def _anew(token: str) -> tuple[Words, ...]:
    if _IS_UNSPACED.match(token):
        return _pairs(token)
    word = folded(token[: 2 * LONGEST])[:LONGEST]
    return ((word,),) if word else ()


_words = lru_cache(maxsize=100_000)(_anew)


def _pairs(run: str) -> tuple[Words, ...]:
    """Each character of a run, and each but the last with the next one."""
    signs = [folded(sign) or sign for sign in run]
    return (*((sign, f"{sign}{after}") for sign, after in pairwise(signs)), (signs[-1],))
