"""The words of a text as they can be found, each at its place.

Scripts that are written without spaces have no words that a program could see: each of their
characters counts as one, and stands there a second time together with the one after it.
"""

import re
from collections.abc import Iterable, Iterator, Set as AbstractSet
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


def vocabulary(texts: Iterable[str]) -> set[str]:
    """The same of several texts, each once and without its place."""
    tokens = {token for text in texts for token in _TOKEN.findall(text)}
    return {word for token in tokens for place in _places(token) for word in place}


class Passed(dict[str, int]):
    """Words as they are printed that are not looked for, by the number of places that they take.

    Of those that are looked for it is -1. Each is looked at when it is first met.
    """

    def __init__(self, wanted: AbstractSet[str]) -> None:
        super().__init__()
        self.wanted = wanted

    def __missing__(self, token: str) -> int:
        places = _places(token)
        passes = all(self.wanted.isdisjoint(place) for place in places)
        made = self[token] = len(places) if passes else -1
        return made


def standing(text: str, passed: Passed) -> Iterator[tuple[int, Placed]]:
    """The places at which stands what is looked for, with their numbers among all places."""
    taken = [passed[token] for token in _TOKEN.findall(text)]
    if -1 not in taken:
        return
    number = 0
    for places, found in zip(taken, _TOKEN.finditer(text), strict=True):
        if places >= 0:
            number += places
            continue
        for place in _placed(found):
            yield number, place
            number += 1


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that is written without spaces."""
    return bool(_IS_UNSPACED.match(word))


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
