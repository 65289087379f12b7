"""What a change touches that a mere spelling change must not: numbers, names, quotations, denials.

English is read; in other languages digits, capital letters and quotation marks still count. When
in doubt a change is a risk: confirming costs an editor one click, a number changed in silence
costs more.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from incidents.text.body.words import WORD
from incidents.text.difference import Row, compare, compare_lines
from incidents.text.difference.matching import Match, common
from incidents.text.lineage.vocabulary import (
    ADMISSION,
    CALENDAR,
    COMMON,
    NEGATING_PREFIXES,
    NEGATIONS,
    NUMBER_WORDS,
)
from incidents.text.sanitise import blocks

_BODY = re.compile(r"<(?:p|h2|h3|ul|ol|blockquote)>")
_TOKEN = re.compile(rf"[-\u2212+]?[$\u20ac\u00a3\u00a5]?(?:{WORD})%?")
_NUMBER = re.compile(
    r"[-\u2212+]?[$\u20ac\u00a3\u00a5]?\d[\d.,:/]*(?:[a-z]{1,3}\b)?%?", re.IGNORECASE
)
_MISSING_SPACE = re.compile(r"(?<=[^\W\d_][^\W\d_][.,;:!?])(?=[^\W\d_])")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)")
_UNIT = re.compile(r"(?<=\d)(?!(?:k|m|mn|b|bn|tn)%?$)[a-z]+$")
_QUOTED = re.compile(
    "\u201c([^\u201d]*)(?:\u201d|$)|\u201e([^\u201c\u201d]*)(?:[\u201c\u201d]|$)"
    '|\u00ab([^\u00bb]*)(?:\u00bb|$)|"([^"]*)(?:"|$)'
    "|(?<!\\w)\u2018((?:[^\u2019]|\u2019(?=\\w))*)(?:\u2019|$)|(?<!\\w)'((?:[^']|'(?=\\w))*)'(?!\\w)"
)
_SENTENCE_END = re.compile(r"(?:^|[.!?\u2026:\n])[\s\"'\u201c\u2018\u00ab(\[\u201d\u2019\u00bb)]*$")
_LIKE = 0.66
_SHORT = 20
_LONGEST_SHOWN = 60


class _Word(NamedTuple):
    """A word as printed, without its apostrophes and in lower case, and whether it starts."""

    text: str
    starts: bool

    @property
    def plain(self) -> str:
        return re.sub("['\u2019]", "", self.text.lower())


class _Change(NamedTuple):
    """The words that went and those that came at one place of the text."""

    old: Sequence[_Word]
    new: Sequence[_Word]


def risks(old: str, new: str) -> tuple[str, ...]:
    """Say in a sentence for an editor each number, name, quotation or negation that changed.

    Takes two bodies or two plain lines; gives nothing for what may be a mere slip of spelling.
    """
    is_body = _BODY.match(old) or _BODY.match(new)
    difference = compare(blocks(old), blocks(new)) if is_body else compare_lines(old, new)
    found = [risk for row in difference.rows for risk in _of_row(row, quoted=False)]
    return tuple(dict.fromkeys(found))


def sounds_like_correction(note: str) -> bool:
    """Say whether a public note admits an error, whatever kind of change it is filed as."""
    return ADMISSION.search(note) is not None


def _of_row(row: Row, *, quoted: bool) -> Iterator[str]:
    """Give the risks of one block; in a quotation all words but the attribution are quoted."""
    quoted = quoted or row.block.tag == "blockquote"
    if row.kind == "equal" or (row.kind == "moved" and not row.is_edited):
        return
    if row.rows:
        yield from _of_text("".join(_own(row, "old")), "".join(_own(row, "new")), quoted=quoted)
        for child in row.rows:
            yield from _of_row(child, quoted=quoted and child.block.tag != "footer")
        return
    texts = (block.text if block else "" for block in (row.old, row.new))
    yield from _of_text(*texts, quoted=quoted)


def _own(row: Row, side: str) -> Iterator[str]:
    hidden = "inserted" if side == "old" else "deleted"
    return (span.text for span in row.spans if span.kind != hidden)


def _of_text(old: str, new: str, *, quoted: bool) -> Iterator[str]:
    if old == new:
        return
    changes = list(_changes(_words(old), _words(new)))
    for change in changes:
        yield from _said("number", _numbers(change.old), _numbers(change.new))
        yield from _said("name", *_names(change))
        yield from _said("negation", *_negations(change))
    before, after = ([old], [new]) if quoted else (_quotations(old), _quotations(new))
    yield from _said("quotation", before, after, key=lambda said: " ".join(_plain_words(said)))


def _words(text: str) -> list[_Word]:
    found = []
    text = _MISSING_SPACE.sub(" ", text)
    text = _THOUSANDS.sub(lambda number: re.sub(r"\D", "", number[0]), text)
    for match in _TOKEN.finditer(text):
        starts = _SENTENCE_END.search(text, max(0, match.start() - 8), match.start())
        found.append(_Word(match[0], starts is not None))
    return found


def _plain_words(text: str) -> list[str]:
    return [word.plain for word in _words(text)]


def _changes(old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[_Change]:
    """Give the stretches in which the words differ."""
    last_old = last_new = 0
    matches = common([word.text for word in old], [word.text for word in new])
    for match in (*matches, Match(len(old), len(new), 0)):
        if match.old > last_old or match.new > last_new:
            yield _Change(old[last_old : match.old], new[last_new : match.new])
        last_old, last_new = match.old + match.size, match.new + match.size


def _numbers(words: Iterable[_Word]) -> list[str]:
    found = []
    for word in words:
        parts = re.split("[-\u2010\u2011]", word.text)
        if any(sign.isdigit() for sign in word.text):
            found += _NUMBER.findall(word.text)
        else:
            found += [part for part in parts if part.lower() in NUMBER_WORDS]
    return found


def _names(change: _Change) -> tuple[list[str], list[str]]:
    sides = []
    for words, others in ((change.old, change.new), (change.new, change.old)):
        sides.append([word.text for word in words if _is_name(word, others)])
    return sides[0], sides[1]


def _is_name(word: _Word, others: Sequence[_Word]) -> bool:
    """Say whether a word may be a name; ``others`` are those on the other side of the change."""
    capitals = sum(sign.isupper() for sign in word.text)
    if not capitals or word.text == "I" or any(sign.isdigit() for sign in word.text):
        return False
    # A slip of one word among many that changed would take the square of their number to find.
    others = others if len(others) <= _SHORT else ()
    known = CALENDAR if not word.starts else CALENDAR | COMMON | NUMBER_WORDS | NEGATIONS
    near = [other.plain for other in others if _alike(word.plain, other.plain)]
    if word.plain in CALENDAR and near:
        return any(other in CALENDAR for other in near)
    if any(other in known for other in near):
        return False
    if not word.starts or capitals > 1:
        return True
    lower = any(other.text == word.text.lower() for other in others)
    return not lower and word.plain not in COMMON | NUMBER_WORDS | NEGATIONS


def _alike(one: str, other: str) -> bool:
    """Whether one word may be a slip of the other."""
    return one != other and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE


def _negations(change: _Change) -> tuple[list[str], list[str]]:
    sides = [[word.text for word in side if _negates(word)] for side in (change.old, change.new)]
    if len(change.old) == len(change.new):
        for old, new in zip(change.old, change.new, strict=True):
            if _opposite(old.plain, new.plain) or _opposite(new.plain, old.plain):
                sides[0].append(old.text)
                sides[1].append(new.text)
    return sides[0], sides[1]


def _negates(word: _Word) -> bool:
    return word.plain in NEGATIONS or word.text.lower().endswith(("n't", "n\u2019t"))


def _opposite(word: str, other: str) -> bool:
    return any(prefix + word == other for prefix in NEGATING_PREFIXES)


def _quotations(text: str) -> list[str]:
    return ["".join(groups) for groups in _QUOTED.findall(text) if "".join(groups).strip()]


def _said(
    kind: str, old: Sequence[str], new: Sequence[str], key: Callable[[str], str] | None = None
) -> Iterator[str]:
    """Say what went, came or became something else, in the order of the text."""
    key = key or _SAME[kind]
    last_old = last_new = 0
    matches = common([key(one) for one in old], [key(one) for one in new])
    for match in (*matches, Match(len(old), len(new), 0)):
        went, came = old[last_old : match.old], new[last_new : match.new]
        both = min(len(went), len(came))
        for one, other in zip(map(_shown, went[:both]), map(_shown, came[:both]), strict=True):
            became = "" if one == other else f" became {other}"
            yield f"{_SUBJECT[kind]} changed: {one}{became}."
        yield from (f"{_SUBJECT[kind]} went: {_shown(one)}." for one in went[both:])
        yield from (f"{_SUBJECT[kind]} came: {_shown(one)}." for one in came[both:])
        last_old, last_new = match.old + match.size, match.new + match.size


_SUBJECT = {
    "number": "A number",
    "name": "A name",
    "negation": "A negation",
    "quotation": "A quotation",
}
_SAME: dict[str, Callable[[str], str]] = {
    "number": lambda number: _UNIT.sub("", number.lower()),
    "name": lambda name: re.sub("['\u2019.\u2010\u2011-]", "", name),
    "negation": lambda word: re.sub("['\u2019]", "", word.lower()),
}


def _shown(text: str) -> str:
    words = " ".join(text.split()).rstrip(",;")
    cut = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN].rstrip()}\u2026"
    return f"\u201c{cut}\u201d"
