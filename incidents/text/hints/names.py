"""Disputed names that stand without the word the house puts before them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from incidents.text.body.words import CJK
from incidents.text.hints.hint import Hint, Surroundings
from incidents.text.hints.passages import Passage

_GAP = r"[\s\-\u2010\u2011\u2013]{1,3}"
_GAPS = re.compile(r"[\s\-\u2010\u2011\u2013]+")
_SPACELESS = re.compile(f"[{CJK}]")


def bare_names(passages: list[Passage], facts: Surroundings) -> Iterator[Hint]:
    """Point at each disputed name, once a paragraph, in a sentence that has none of its words.

    Somebody else's words stay as they were said: names in quotations are left alone.
    """
    disputed = {_even(name): list(filter(_even, words)) for name, words in facts.disputed.items()}
    disputed.pop("", None)
    if not disputed:
        return
    names = _any_of(disputed)
    qualifiers = {
        name: _any_of(map(_even, words), re.IGNORECASE) for name, words in disputed.items() if words
    }
    for passage in passages:
        for name, start, end in _bare(passage, names, qualifiers):
            message = _message(passage.text[start:end], disputed[name])
            yield passage.hint("name", message, start, end)


def _bare(
    passage: Passage, names: re.Pattern[str], qualifiers: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[str, int, int]]:
    """Give the names without any of their words, each at its first such place."""
    waiting = set(qualifiers)
    for sentence in passage.sentences:
        qualified: set[str] = set()
        for found in names.finditer(sentence.text):
            name = _even(found[0])
            start, end = sentence.start + found.start(), sentence.start + found.end()
            if name not in waiting or name in qualified or passage.is_quoted(start, end):
                continue
            if qualifiers[name].search(sentence.text) is not None:
                qualified.add(name)
                continue
            waiting.remove(name)
            yield name, start, end


def _message(name: str, words: Sequence[str]) -> str:
    *others, last = (f"\u201c{word}\u201d" for word in words)
    listed = f"{', '.join(others)} or {last}" if others else last
    return f"\u201c{name}\u201d is a disputed name: {listed} is missing in this sentence."


def _any_of(texts: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """Match any of some texts as whole words, the longest first, however they are hyphenated."""
    ordered = sorted(set(texts), key=lambda text: (-len(text), text))
    return re.compile("|".join(map(_whole, ordered)), flags)


def _whole(text: str) -> str:
    """Match a text; where words are parted by spaces, not inside another word."""
    before = "" if _SPACELESS.match(text[0]) or not text[0].isalnum() else r"(?<!\w)"
    after = "" if _SPACELESS.match(text[-1]) or not text[-1].isalnum() else r"(?!\w)"
    return before + _GAP.join(map(re.escape, text.split(" "))) + after


def _even(text: str) -> str:
    """Give a text one spelling of its spaces and hyphens."""
    return _GAPS.sub(" ", text).strip()
