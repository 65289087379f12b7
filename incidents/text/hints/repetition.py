"""Sentences that the story has said already, word for word or lightly reworded.

Runs of four words lead to the few paragraphs that are worth a closer look, so that the whole
story is read once and only split at white space. A sentence counts as said when nearly all its
words and most pairs of neighbours stand in one earlier sentence, with every number and negation,
and with the names in the same order: what one side says of the other is not what the other says.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import chain, pairwise
from typing import NamedTuple

from incidents.text import sanitise
from incidents.text.body.words import CJK, words_of
from incidents.text.hints.hint import Hint, Surroundings, shortened
from incidents.text.hints.marks import read
from incidents.text.hints.passages import Passage, Sentence, sentences
from incidents.text.lineage.vocabulary import CALENDAR, COMMON, NEGATIONS, NUMBER_WORDS

_RUN = 4
_MOST_SENTENCES_OF_A_RUN = 20
_MOST_PLACES = 4
_LEAST_WORDS = 9
_LONGEST_SHARED_QUOTATION = 8
_STANDING = 2
"""What stands in so many earlier passages stands there on purpose: background, a disclaimer."""

_USUAL = (0.85, 0.6)
_STRICT = (0.95, 0.85)
"""The least shares of the words, and of the pairs of neighbours, that an earlier sentence has."""

_SPACELESS = re.compile(f"[{CJK}]")
_POSSESSIVE = re.compile("['\u2019]s$")


class _Words(NamedTuple):
    """A sentence as it is compared: its words, those of them that are names, those that tell."""

    all: tuple[str, ...]
    names: tuple[str, ...]
    numbers: frozenset[str]
    negations: frozenset[str]


class _Unit(NamedTuple):
    """A sentence of the text that is long enough to count as repeated."""

    number: int
    order: int
    passage: Passage
    sentence: Sentence
    words: _Words


class _Place(NamedTuple):
    """Where something may stand already: an earlier paragraph, in HTML, or a sentence of this text.

    ``source`` counts earlier passages, ``number`` the sentences of this text; -1 is the other kind.
    """

    label: str
    text: str
    source: int = -1
    number: int = -1


class _Said(NamedTuple):
    """A sentence of the text, and where it was said before, in which words."""

    unit: _Unit
    place: _Place
    before: str

    @property
    def is_same(self) -> bool:
        """Whether it was said word for word."""
        return self.before == self.unit.sentence.text


def repetitions(passages: list[Passage], facts: Surroundings) -> Iterator[Hint]:
    """Point at what stands already in an earlier passage of the story, or before in this text."""
    units = list(_units(passages, facts.language))
    if not units:
        return
    near = _near(units, chain(_earlier(facts), _own(units)))
    closely = _Closely(facts.language)
    found = [closely.found(unit, places) for unit, places in zip(units, near, strict=True)]
    yield from map(_hint, _together(found))


def _together(found: Iterable[_Said | None]) -> Iterator[list[_Said]]:
    """Make one of neighbours in a paragraph that were said in the same place."""
    group: list[_Said] = []
    for one in found:
        last = group[-1] if group else None
        goes_on = (
            one is not None
            and last is not None
            and one.unit.order == last.unit.order
            and one.place.label == last.place.label
        )
        if group and not goes_on:
            yield group
            group = []
        group += [one] if one is not None else []
    if group:
        yield group


def _hint(said: Sequence[_Said]) -> Hint:
    first, last = said[0], said[-1]
    where = first.place.label
    message = (
        f"This was already said in {where}."
        if all(one.is_same for one in said)
        else f"This says much the same as {where}: \u201c{shortened(first.before)}\u201d"
    )
    start, end = first.unit.sentence.start, last.unit.sentence.end
    return first.unit.passage.hint("repeated", message, start, end)


def _units(passages: Iterable[Passage], language: str) -> Iterator[_Unit]:
    number = 0
    for order, passage in enumerate(passages):
        for sentence in passage.sentences:
            words = _words(sentence.text, language)
            if _weight(words.all) >= _LEAST_WORDS:
                yield _Unit(number, order, passage, sentence, words)
                number += 1


def _weight(words: Sequence[str]) -> float:
    """Count words; those of a single character say little, and in Chinese are half a word."""
    return sum(1 if len(word) > 1 else 0.5 for word in words)


def _earlier(facts: Surroundings) -> Iterator[_Place]:
    for source, (label, html) in enumerate(facts.earlier):
        for line in html.split("\n"):
            yield _Place(label, line, source)


def _own(units: Iterable[_Unit]) -> Iterator[_Place]:
    for unit in units:
        yield _Place(f"{unit.passage.name} of this text", unit.sentence.text, number=unit.number)


def _near(units: Sequence[_Unit], places: Iterable[_Place]) -> list[list[_Place]]:
    """Give for each unit the few places that share most runs of words with it."""
    spaceless = any(_SPACELESS.search(unit.sentence.text) for unit in units)
    tokens: Callable[[str], list[str]] = words_of if spaceless else str.split
    known: dict[tuple[str, ...], list[int]] = {}
    for unit in units:
        for run in set(_runs(tokens(unit.sentence.text.lower()))):
            having = known.setdefault(run, [])
            if len(having) < _MOST_SENTENCES_OF_A_RUN:
                having.append(unit.number)
    ranked: list[list[tuple[int, int, _Place]]] = [[] for _ in units]
    for at, place in enumerate(places):
        shared = list(filter(known.__contains__, _runs(tokens(place.text.lower()), step=2)))
        found = Counter(number for run in shared for number in known[run]) if shared else {}
        for number, runs in found.items():
            if place.number < number:
                ranked[number].append((-runs, at, place))
    return [[place for *_, place in nsmallest(_MOST_PLACES, ranks, _rank)] for ranks in ranked]


def _rank(ranked: tuple[int, int, _Place]) -> tuple[int, int]:
    return ranked[:2]


def _runs(tokens: list[str], step: int = 1) -> Iterator[tuple[str, ...]]:
    """Give runs of words; every second of them still meets each stretch of one word more."""
    return zip(*(tokens[shift::step] for shift in range(_RUN)), strict=False)


@dataclass(slots=True)
class _Closely:
    """Compares sentence by sentence, so many times and no more, however the texts are made."""

    language: str
    comparisons: int = 20_000
    known: dict[_Place, list[tuple[str, _Words]]] = field(default_factory=dict)

    def found(self, unit: _Unit, places: Iterable[_Place]) -> _Said | None:
        """Say where a sentence was said before; not where it was said nowhere, or everywhere."""
        found: list[_Said] = []
        for place in places:
            compared = self._sentences(place)[: self.comparisons]
            self.comparisons -= len(compared)
            before = next((text for text, words in compared if _is_said(unit.words, words)), None)
            found += [_Said(unit, place, before)] if before is not None else []
        passages = {one.place.source for one in found if one.place.source >= 0}
        if not found or len(passages) >= _STANDING:
            return None
        return min(found, key=lambda one: (not one.is_same, one.place.number, one.place.source))

    def _sentences(self, place: _Place) -> list[tuple[str, _Words]]:
        """Take the sentences of a place; an earlier paragraph is only now read out of its HTML."""
        if place not in self.known:
            own = place.source < 0
            texts = [place.text] if own else [one.text for one in sanitise.blocks(place.text)]
            split = texts if own else [one.text for text in texts for one in sentences(text)]
            self.known[place] = [(text, _words(text, self.language)) for text in split]
        return self.known[place]


def _is_said(new: _Words, old: _Words) -> bool:
    """Say whether a sentence says nothing that an earlier one has not said."""
    if not new.numbers <= old.numbers or new.negations != old.negations:
        return False
    is_longer = len(old.all) * 3 > len(new.all) * 4
    words, pairs = _STRICT if is_longer or _is_spaceless(new.all) else _USUAL
    if _shared(new.all, old.all) < words or _shared(pairwise(new.all), pairwise(old.all)) < pairs:
        return False
    return _in_order(new.names, old.all) and (is_longer or _in_order(old.names, new.all))


def _is_spaceless(words: Sequence[str]) -> bool:
    """Whether most words are a single character: few of them make a name."""
    return sum(len(word) == 1 for word in words) * 2 > len(words)


def _shared(new: Iterable[object], old: Iterable[object]) -> float:
    counts = Counter(new)
    return (counts & Counter(old)).total() / max(1, counts.total())


def _in_order(names: Iterable[str], words: Iterable[str]) -> bool:
    left = iter(words)
    return all(name in left for name in names)


def _words(text: str, language: str) -> _Words:
    """Take the words for comparing, without short quotations, which many a sentence shares."""
    for start, end in reversed(read(text, language).closed):
        if len(words_of(text[start:end])) < _LONGEST_SHARED_QUOTATION:
            text = f"{text[:start]} {text[end:]}"
    printed = [_POSSESSIVE.sub("", word) for word in words_of(text)]
    lower = tuple(word.lower() for word in printed)
    names = tuple(
        word.lower()
        for number, word in enumerate(printed)
        if word[0].isupper() and (number or word.lower() not in COMMON)
    )
    numbers = frozenset(word for word in lower if _is_telling(word))
    bare = {re.sub("['\u2019]", "", word) for word in lower}
    return _Words(lower, names, numbers, frozenset(bare & NEGATIONS))


def _is_telling(word: str) -> bool:
    """Whether a word is a number or a day, which make other news of the same sentence."""
    return word in NUMBER_WORDS or word in CALENDAR or any(sign.isdigit() for sign in word)
