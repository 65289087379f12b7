"""Words that must go, found in whatever form they were written down.

Case, accents, invisible characters, and what stands between the words do not matter: "Jané  Doe",
"jane-doe", "Jane%2520Doe", "Jane&nbsp;Doe", "J a n e  D o e" and "Jane <em>Doe</em>" are all
"Jane Doe".
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from incidents.actions.redactions.reading import TAG, Sign, fold, readings, traced
from incidents.actions.refusals import NothingWritten, WrongValue
from incidents.text.sanitise import line

REMOVED = "[removed]"
TEXT_REMOVED = "[This text was removed.]"
NAME_REMOVED = "Name removed"
SHORTEST = 3
MOST_TERMS = 50

_BLANK = r"[\s\u2800]"
_BETWEEN = rf"{_BLANK}*(?:(?:[^\w\0\s\u2800]|_){_BLANK}*){{0,6}}"
"""Between two words of a term: white space, however much of it, and a few signs."""


class Stretch(NamedTuple):
    """From where to where something stands in a text."""

    start: int
    end: int


class Terms:
    """Terms that must go; with `whole_words` only where no letter or digit touches them.

    Raises NothingWritten for no term at all, WrongValue for one that is too short.
    """

    def __init__(self, words: Sequence[str], *, whole_words: bool = False) -> None:
        self.words = tuple(dict.fromkeys(filter(None, map(line, words))))
        self.whole_words = whole_words
        _refuse_unfit(self.words)
        by_length = sorted({_pattern(word) for word in self.words}, key=len, reverse=True)
        either = "|".join(by_length)
        bounded = rf"(?<![^\W_])(?:{either})(?![^\W_])" if whole_words else either
        self._pattern = re.compile(bounded)
        if self.stand_in(f"{REMOVED} {TEXT_REMOVED} {NAME_REMOVED}"):
            raise WrongValue("This stands in what takes its place.", field="terms")

    def stand_in(self, text: str) -> bool:
        """Whether any of the terms stands in a text."""
        return any(self._pattern.search(reading) for reading in readings(text))

    def places(self, text: str) -> list[Stretch]:
        """Where the terms stand in a text, in order; what overlaps is one stretch."""
        if not self.stand_in(text):
            return []
        return _joined(sorted(found for signs in traced(text) for found in self._found(signs)))

    def masked(self, text: str, mask: str = REMOVED) -> str:
        """The text with a mask in the place of each term; tags between stay."""
        parts, done = [], 0
        for start, end in self.places(text):
            parts += [text[done:start], mask, *TAG.findall(text[start:end])]
            done = end
        return "".join((*parts, text[done:]))

    def _found(self, signs: Sequence[Sign]) -> list[Stretch]:
        folded = "".join(sign.folded for sign in signs)
        origin = [place for place, sign in enumerate(signs) for _ in sign.folded]
        return [
            Stretch(signs[origin[match.start()]].start, _end(signs, origin[match.end() - 1]))
            for match in self._pattern.finditer(folded)
        ]


def _refuse_unfit(words: Sequence[str]) -> None:
    if not words:
        raise NothingWritten("Write what has to be removed.", field="terms")
    if len(words) > MOST_TERMS:
        raise WrongValue(f"At most {MOST_TERMS} terms at a time.", field="terms")
    for word in words:
        if len("".join(_parts(word))) < SHORTEST:
            raise WrongValue(
                f"Each term needs at least {SHORTEST} letters or digits: a shorter one stands in "
                "too many words.",
                field="terms",
            )


def _parts(word: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(word))


def _pattern(word: str) -> str:
    """The words of a term with what may stand between them; or all of its letters s p a c e d."""
    parts = _parts(word)
    first, *rest = (re.escape(letter) for part in parts for letter in part)
    # The letter stands before what looks back, so that most places are passed over at once.
    apart = "".join(f"{_BLANK}+{letter}" for letter in rest)
    spaced = rf"{first}(?<![^\W_]{first}){apart}(?![^\W_])"
    return rf"{_BETWEEN.join(map(re.escape, parts))}|{spaced}"


def _end(signs: Sequence[Sign], last: int) -> int:
    """Where a term ends, the accents that follow its last letter included."""
    while last + 1 < len(signs) and not signs[last + 1].folded:
        last += 1
    return signs[last].end


def _joined(found: Sequence[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for stretch in found:
        if joined and stretch.start <= joined[-1].end:
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, stretch.end))
        else:
            joined.append(stretch)
    return joined
