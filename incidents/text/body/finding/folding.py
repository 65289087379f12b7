"""One spelling for what readers type and what texts print: case, accents, points and widths."""

import unicodedata

from incidents.text.addresses.slugs import FOLDED

_GREEK = range(0x370, 0x400)
_LATIN = (range(0x250), range(0x1E00, 0x2000))
"""Latin letters with signs, and the Greek ones beside them."""

_POINTS = frozenset(
    chr(code)
    for block in (range(0x300, 0x370), range(0x591, 0x5C8), range(0x610, 0x61B))
    for code in block
    if unicodedata.category(chr(code)) == "Mn"
) | frozenset("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u200c\u200d")
"""Signs that stand on letters without making others of them: accents, vowel points, joiners."""

_ALIKE = {"\u0451": "\u0435"}  # Russian leaves the dots of ё out as often as not


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _folded_sign(chr(code))
        return made


_TABLE = _Folded()


def folded(word: str) -> str:
    """A word as it is compared: "Orbán" is "orban", wide letters are plain, "Ёлка" is "елка".

    The signs of other scripts that make another letter stay: "й" is not "и".
    """
    return word.casefold().translate(FOLDED).translate(_TABLE)


def _folded_sign(sign: str) -> str:
    if sign in _POINTS:
        return ""
    if sign in _ALIKE:
        return _ALIKE[sign]
    parts = unicodedata.normalize("NFKD", sign)
    first = ord(parts[0])
    if first in _GREEK or any(first in block for block in _LATIN):
        return "".join(part for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFKC", sign)
