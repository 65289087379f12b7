"""Slips of typing, sentences that lose the reader, bare addresses, and who says so."""

import html
import re
from collections.abc import Iterator

from incidents.text.body.words import words
from incidents.text.hints.hint import Hint, Surroundings
from incidents.text.hints.passages import Passage

LONGEST_SENTENCE = 60
"""Words of a sentence that a reader can still follow."""

_LEAST_WORDS = 8
_ATTRIBUTION = re.compile(
    r"\b(?:said|says?|saying|told|tells|tweeted|wrote|writes|announced|announces|claim(?:s|ed)?"
    r"|stated|states that|statement|confirm(?:s|ed)|den(?:y|ies|ied)|assert(?:s|ed)"
    r"|accus(?:es?|ed)|alleg(?:es?|ed|edly|ations?)|insist(?:s|ed)|report(?:s|ed|edly)?"
    r"|according to|quot(?:es?|ed|ing)|cit(?:es|ed|ing)|spokes(?:man|woman|person|people)"
    r"|sources?|witnesses)\b",
    re.IGNORECASE,
)
_DOUBLED = re.compile(
    r"\b(the|a|an|of|and|to|for|from|with|at|or) (\1)\b(?![\-'\u2019])", re.IGNORECASE
)
_NO_SPACE = re.compile(r"\b[^\W\d_]*[a-z]{2}[.!?][A-Z][a-z]+\b(?!\.\w)")
_IN_ADDRESS = re.compile(r"(?:https?:|www\.|[/@#])\S*$")
_LONGEST_ADDRESS = 200
_CAPITALS = re.compile(r"(?<![\w\-])[A-Z]{13,}(?![\w\-])")
_BARE_LINK = re.compile(r'<a href="[^"]*">(?:<(?:strong|em)>)*((?:https?://|www\.)[^<\s]+)<')


def unsourced(passages: list[Passage], facts: Surroundings) -> Iterator[Hint]:
    """Ask, once, for the source of a text that cites none."""
    read = [passage for passage in passages if passage.part == "text"]
    if facts.cites_source or sum(words(passage.text) for passage in read) < _LEAST_WORDS:
        return
    for passage in read:
        found = _ATTRIBUTION.search(passage.text)
        if found is not None:
            message = "Who says so is named in the text, but no source is cited."
            yield passage.hint("source", message, found.start(), found.end())
            return
    yield read[0].hint("source", "No source is cited: own reporting?", 0, 0)


def slips(passages: list[Passage], facts: Surroundings) -> Iterator[Hint]:
    """Point at words typed twice, missing spaces, shouting, and sentences that are too long."""
    del facts
    for passage in passages:
        for found in _DOUBLED.finditer(passage.text):
            if found[2].islower():  # "the The Hague court" has a title behind it
                message = f"\u201c{found[2]}\u201d stands here twice."
                yield passage.hint("doubled", message, found.start(), found.end())
        for found in _NO_SPACE.finditer(passage.text):
            before = passage.text[max(0, found.start() - _LONGEST_ADDRESS) : found.start()]
            if _IN_ADDRESS.search(before) is None:
                message = "A space seems to be missing after the end of this sentence."
                yield passage.hint("space", message, found.start(), found.end())
        yield from _capitals(passage)
        yield from _long_sentences(passage)


def bare_addresses(passages: list[Passage], facts: Surroundings) -> Iterator[Hint]:
    """Point at links that show their address in place of words."""
    del facts
    for passage in passages:
        at = 0
        for written in _BARE_LINK.findall(passage.html):
            address = html.unescape(written)
            start = passage.text.find(address, at)
            if start >= 0:
                at = start + len(address)
                message = "This link shows its bare address: say in words where it leads."
                yield passage.hint("address", message, start, at)


def _capitals(passage: Passage) -> Iterator[Hint]:
    """A paragraph all in capitals is a style of its own; one such word among others is not."""
    if not any(sign.islower() for sign in passage.text):
        return
    for found in _CAPITALS.finditer(passage.text):
        message = "This long word is all in capitals: is that meant?"
        yield passage.hint("capitals", message, found.start(), found.end())


def _long_sentences(passage: Passage) -> Iterator[Hint]:
    """What somebody else said is as long as it is: their words do not count."""
    for sentence in passage.sentences:
        number = words(sentence.text)
        if number <= LONGEST_SENTENCE:
            continue
        own = number - sum(
            words(passage.text[max(start, sentence.start) : min(end, sentence.end)])
            for start, end in passage.quoted_between(sentence.start, sentence.end)
        )
        if own > LONGEST_SENTENCE and passage.tag != "blockquote":
            message = f"This sentence has {number} words: could it be two?"
            yield passage.hint("length", message, sentence.start, sentence.end)
