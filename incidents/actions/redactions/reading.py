"""Texts as they are compared: escapes read, tags left out, letters folded, each sign traced back.

What was escaped several times over ("%2520", "&amp;nbsp;") is read as often as it was escaped.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

BREAK = "\0"
"""Stands for what parts blocks of text: no term reaches from one paragraph into the next."""

_LAYERS = 8
"""How often a text is read anew, at most."""

_ESCAPES = re.compile(
    r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?:%[0-9a-fA-F]{2})+|(?:[\\%]u[0-9a-fA-F]{4})+"
)
TAG = re.compile(r"<[^<>]*>")
_ESCAPES_AND_TAGS = re.compile(f"{TAG.pattern}|{_ESCAPES.pattern}")
_INLINE_TAG = re.compile(
    r"<!--|</?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|em|font|i|ins|kbd|label|mark|q|s|samp"
    r"|small|span|strong|sub|sup|time|tt|u|var|wbr)\b",
    re.IGNORECASE,
)
_SPACING_TAG = re.compile(r"</?(?:br|li|ol|ul)\b", re.IGNORECASE)
"""A line break; and a list, whose items may well be the parts of a name."""

_FOLDED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"\u0131": "i", "ə": "e", "ħ": "h", "ŋ": "ng", "ŧ": "t"}
)
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters in name only: they show nothing."""


class Sign(NamedTuple):
    """A character as it is compared, and the stretch of the text that it comes from.

    Characters that were escaped together come from the same stretch.
    """

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """A text without what does not matter: case, accents, forms of a letter, invisible signs."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    return apart.translate(_VISIBLE).casefold()


def readings(text: str) -> Iterator[str]:
    """A text as it is compared, folded and with escapes read; then without its tags as well."""
    read = _read(text, _ESCAPES)
    yield fold(read)
    if "<" in read:
        yield fold(_read(text, _ESCAPES_AND_TAGS))


def traced(text: str) -> Iterator[list[Sign]]:
    """The same readings, sign by sign."""
    yield _signs(text, _ESCAPES)
    if "<" in _read(text, _ESCAPES):
        yield _signs(text, _ESCAPES_AND_TAGS)


def _read(text: str, special: re.Pattern[str]) -> str:
    for _ in range(_LAYERS):
        read = special.sub(_decoded, text)
        if read == text:
            break
        text = read
    return text


def _signs(text: str, special: re.Pattern[str]) -> list[Sign]:
    signs = [Sign(sign, place, place + 1) for place, sign in enumerate(text)]
    for _ in range(_LAYERS):
        found = list(special.finditer("".join(sign.folded for sign in signs)))
        if not found:
            break
        signs = list(_decoded_signs(signs, found))
    return [sign._replace(folded=fold(sign.folded)) for sign in signs]


def _decoded_signs(signs: Sequence[Sign], found: Sequence[re.Match[str]]) -> Iterator[Sign]:
    """The signs of a text, one character each, with what was found among them read."""
    done = 0
    for match in found:
        yield from signs[done : match.start()]
        start, end = signs[match.start()].start, signs[match.end() - 1].end
        yield from (Sign(sign, start, end) for sign in _decoded(match))
        done = match.end()
    yield from signs[done:]


class _Visible(dict[int, int | None]):
    """What becomes of each sign: accents and invisible ones go. Looked up once for each."""

    def __missing__(self, code: int) -> int | None:
        sign = chr(code)
        goes = sign in _BLANK_LETTERS or unicodedata.category(sign) in ("Cf", "Mn", "Cn")
        self[code] = None if goes or unicodedata.combining(sign) else code
        return self[code]


_VISIBLE = _Visible()


def _decoded(match: re.Match[str]) -> str:
    """What an escape stands for; a tag within a sentence is nothing, any other parts the text."""
    written = match[0]
    if written.startswith("<"):
        if _INLINE_TAG.match(written):
            return ""
        return " " if _SPACING_TAG.match(written) else BREAK
    if written.startswith("&"):
        return html.unescape(written)
    if written[1] == "u":
        units = b"".join(bytes.fromhex(unit) for unit in re.findall(r"u(.{4})", written))
        return units.decode("utf-16-be", "replace")
    return bytes.fromhex(written.replace("%", "")).decode("utf-8", "replace")
