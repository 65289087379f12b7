"""Words that must go, found in whatever form they were written down.

Case, accents, invisible characters, and what stands between the words do not matter: "Jané  Doe",
"jane-doe", "Jane%20Doe", "Jane&nbsp;Doe" and "Jane <em>Doe</em>" are all "Jane Doe".
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from incidents.actions.refusals import NothingWritten, WrongValue
from incidents.text.sanitise import line

REMOVED = "[removed]"
TEXT_REMOVED = "[This text was removed.]"
NAME_REMOVED = "Name removed"
SHORTEST = 3
MOST_TERMS = 50

_BREAK = "\0"
"""Stands for what parts blocks of text: no term reaches from one paragraph into the next."""

_BETWEEN = r"(?:[^\w\0]|_){0,6}"
_ESCAPES = re.compile(
    r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?:%[0-9a-fA-F]{2})+|\\u[0-9a-fA-F]{4}"
)
_TAG = re.compile(r"<[^<>]*>")
_ESCAPES_AND_TAGS = re.compile(f"{_TAG.pattern}|{_ESCAPES.pattern}")
_INLINE_TAG = re.compile(r"</?(?:a|strong|em|b|i|span|mark|ins|del|cite|q|time)\b", re.IGNORECASE)
_FOLDED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"\u0131": "i", "ə": "e", "ħ": "h", "ŋ": "ng", "ŧ": "t"}
)


class Stretch(NamedTuple):
    """From where to where something stands in a text."""

    start: int
    end: int


class _Sign(NamedTuple):
    """A character as it is compared, and the stretch of the text that it comes from."""

    folded: str
    start: int
    end: int
    tag: bool


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
        found = self._found(text, _ESCAPES)
        if "<" in text:
            found += self._found(text, _ESCAPES_AND_TAGS)
        return _joined(sorted(found))

    def masked(self, text: str, mask: str = REMOVED) -> str:
        """The text with a mask in the place of each term; tags between stay."""
        parts, done = [], 0
        for start, end in self.places(text):
            parts += [text[done:start], mask, *_TAG.findall(text[start:end])]
            done = end
        return "".join((*parts, text[done:]))

    def _found(self, text: str, special: re.Pattern[str]) -> list[Stretch]:
        signs = list(_signs(text, special))
        folded = "".join(sign.folded for sign in signs)
        origin = [place for place, sign in enumerate(signs) for _ in sign.folded]
        return [
            Stretch(signs[origin[match.start()]].start, _end(signs, origin[match.end() - 1]))
            for match in self._pattern.finditer(folded)
        ]


def fold(text: str) -> str:
    """A text without what does not matter: case, accents, forms of a letter, invisible signs."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    return apart.translate(_VISIBLE).casefold()


def readings(text: str) -> Iterator[str]:
    """A text as it is compared, folded and with escapes read; then without its tags as well."""
    yield fold(_ESCAPES.sub(_decoded, text))
    if "<" in text:
        yield fold(_ESCAPES_AND_TAGS.sub(_decoded, text))


class _Visible(dict[int, int | None]):
    """What becomes of each sign: accents and invisible ones go. Looked up once for each."""

    def __missing__(self, code: int) -> int | None:
        sign = chr(code)
        goes = unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Mn")
        self[code] = None if goes else code
        return self[code]


_VISIBLE = _Visible()


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
    return _BETWEEN.join(map(re.escape, _parts(word)))


def _signs(text: str, special: re.Pattern[str]) -> Iterator[_Sign]:
    done = 0
    for match in special.finditer(text):
        yield from _plain_signs(text, done, match.start())
        is_tag = match[0].startswith("<")
        yield _Sign(fold(_decoded(match)), match.start(), match.end(), is_tag)
        done = match.end()
    yield from _plain_signs(text, done, len(text))


def _plain_signs(text: str, start: int, end: int) -> Iterator[_Sign]:
    for place in range(start, end):
        yield _Sign(fold(text[place]), place, place + 1, tag=False)


def _decoded(match: re.Match[str]) -> str:
    """What an escape stands for; a tag within a sentence is nothing, any other parts the text."""
    written = match[0]
    if written.startswith("<"):
        return "" if _INLINE_TAG.match(written) else " " if written == "<br>" else _BREAK
    if written.startswith("&"):
        return html.unescape(written)
    if written.startswith("%"):
        return bytes.fromhex(written.replace("%", "")).decode("utf-8", "replace")
    return chr(int(written.removeprefix("\\u"), base=16))


def _end(signs: Sequence[_Sign], last: int) -> int:
    """Where a term ends, the accents that follow its last letter included."""
    while last + 1 < len(signs) and not signs[last + 1].folded and not signs[last + 1].tag:
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
