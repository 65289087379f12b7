"""Slugs: the part of an address that names a story, an outlet or a topic."""

import re
import string
import unicodedata

LATIN_LIMIT = 140
"""A Latin headline is cut to so many characters before its slug is made."""

OTHER_LIMIT = 60
"""Headlines in other scripts are cut here: percent-encoded, a character takes up to nine bytes."""

FALLBACK = "story"
"""The slug of a headline that holds neither letter nor digit."""

RESERVED = frozenset({"index"})
"""Names that a day's own pages have taken (``/news/2017/02/25/index.json``)."""

FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"\u0131": "i", "ə": "e", "ħ": "h", "ŋ": "ng", "ŧ": "t"}
)
"""Latin letters that no decomposition makes plain."""

_BETWEEN_WORDS = frozenset({"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp"})
_OF_WORDS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Nl"})
"""The categories of Unicode that all databases read alike."""


def slug(title: str, *, limit: int = LATIN_LIMIT) -> str:
    """Make the slug of a headline; never empty, never with a dot or a slash.

    A Latin title is cut to ``limit`` characters, accents are folded, every run of other
    characters becomes one hyphen. A title mostly in another script keeps its letters and digits
    (NFC) and is cut to 60 characters at most.
    """
    title = unicodedata.normalize("NFC", title).strip()
    made = _latin(title[:limit]) if _is_latin(title) else _other(title[: min(limit, OTHER_LIMIT)])
    made = made or FALLBACK
    return f"{made}-{FALLBACK}" if made in RESERVED else made


def outlet(name: str) -> str:
    """Make the part of an outlet's address that names it, as the database does for its lists.

    Empty where the name has no letter or digit, or a sign that databases read in different ways:
    to PostgreSQL 15 most accents that stand alone are punctuation, to 18 they are not.
    """
    signs = [_in_outlet(sign) for sign in name[:LATIN_LIMIT]]
    return "" if "" in signs else re.sub("-+", "-", "".join(signs)).strip("-")


def _in_outlet(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign in string.whitespace + string.punctuation or category in _BETWEEN_WORDS:
        return "-"
    plain = category in _OF_WORDS and len(sign.lower()) == 1
    return sign.lower() if plain else ""


def _is_latin(title: str) -> bool:
    letters = [sign for sign in title if sign.isalpha()]
    latin = sum(sign < "\u0250" or "LATIN" in unicodedata.name(sign, "") for sign in letters)
    return latin * 2 >= len(letters)


def _latin(title: str) -> str:
    folded = unicodedata.normalize("NFKD", title.lower().translate(FOLDED))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return re.sub("[^a-z0-9]+", "-", bare).strip("-")


def _other(title: str) -> str:
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else "-" for sign in title.lower()
    )
    return unicodedata.normalize("NFC", re.sub("-+", "-", kept)).strip("-")
