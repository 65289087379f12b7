"""What a reader types into a search field: words, "phrases", -without, or."""

import re
from dataclasses import dataclass

from incidents.text.body.finding.tokens import Words, is_unspaced, words
from incidents.text.body.settling import clean_characters

LONGEST = 200
"""Signs of a search that are read."""

MOST_WORDS = 24
"""Words of a search that are read; a Chinese character counts as one."""

_QUOTES = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u2033", '"')
)
_PART = re.compile(r'(?P<minus>(?<!\S)[-\u2212\u2013])?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_OR = "or"


@dataclass(frozen=True, slots=True)
class Word:
    """A word looked for; in a phrase it stands `after` so many places behind the one before it."""

    word: str
    after: int = 1


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase that has to stand in a text, or must not."""

    words: tuple[Word, ...]
    without: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as it was understood: a text fits where all terms of one of the ways fit.

    `shortened` says that not all that was typed is looked for; `only_without` that a part of it
    names nothing to look for, only what must not stand there.
    """

    ways: tuple[tuple[Term, ...], ...]
    shortened: bool = False
    only_without: bool = False

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Everything that is looked for, each once."""
        return tuple(dict.fromkeys(term for way in self.ways for term in way if not term.without))


def understood(typed: str) -> Asked:
    """What somebody looks for, as `websearch_to_tsquery` of PostgreSQL reads it.

    Words stand for texts that hold all of them, quotation marks for a phrase, "or" for a choice,
    a minus for what must not stand there. Nothing that is typed is an error.
    """
    typed = clean_characters(typed).translate(_QUOTES)
    ways: list[list[Term]] = [[]]
    left = MOST_WORDS
    shortened = len(typed.strip()) > LONGEST
    for part in _PART.finditer(typed.strip()[:LONGEST]):
        bare, without = part["bare"], bool(part["minus"])
        if bare is not None and not without and bare.casefold() == _OR:
            ways.append([])
            continue
        found = _words(list(words(part["quoted"] if bare is None else bare)))
        shortened = shortened or len(found) > left
        if found := found[:left]:
            ways[-1].append(Term(found, without, quoted=bare is None))
            left -= len(found)
    kept = tuple(tuple(way) for way in ways if any(not term.without for term in way))
    return Asked(kept, shortened, only_without=any(ways) and len(kept) < sum(map(bool, ways)))


def _words(places: list[Words]) -> tuple[Word, ...]:
    """A term place by place: of two characters in a row their pair alone, which is rarer."""
    found: list[Word] = []
    last = -1
    for place, here in enumerate(places):
        closes = is_unspaced(here[0]) and len(here) == 1
        if closes and place and is_unspaced(places[place - 1][0]) and len(places[place - 1]) > 1:
            continue  # it stands in the pair before
        found.append(Word(here[-1], place - last if found else 1))
        last = place
    return tuple(found)
