"""Words without their endings, as the dictionaries of PostgreSQL take them off."""

from collections.abc import Iterable, Mapping

from django.db import connection

from incidents.text.body.finding.languages import PLAIN

MOST_KNOWN = 100_000
"""So many words of a language are remembered by a process, then it begins anew."""

LEXIZE = """
SELECT word, ts_lexize(%s::regdictionary, word) FROM unnest(%s::text[]) AS word
"""

_KNOWN: dict[str, dict[str, str]] = {}
_FILLERS: dict[str, set[str]] = {}


def lexemes(stemmer: str, words: Iterable[str]) -> Mapping[str, str]:
    """Words by what is left of them; words that only fill in stay as they are."""
    if stemmer == PLAIN:
        return {word: word for word in words}
    known = _KNOWN.setdefault(stemmer, {})
    wanted = set(words)
    if missing := {word for word in wanted if word not in known}:
        if len(known) + len(missing) > MOST_KNOWN:
            known = _KNOWN[stemmer] = {}
            missing = wanted
        known |= _looked_up(stemmer, missing)
    return {word: known[word] for word in wanted}


def fills_in(stemmer: str, word: str) -> bool:
    """Whether a word, of which `lexemes` was asked, says nothing alone: "the", "и"."""
    return word in _FILLERS.get(stemmer, ())


def _looked_up(stemmer: str, words: set[str]) -> dict[str, str]:
    """A number has no ending: what holds a digit is left alone."""
    spelled = [word for word in words if not any(sign.isdigit() for sign in word)]
    found = {word: word for word in words}
    with connection.cursor() as cursor:
        cursor.execute(LEXIZE, [f"{stemmer}_stem", spelled])
        for word, left in cursor.fetchall():
            if left:
                found[word] = left[0]
            else:
                _FILLERS.setdefault(stemmer, set()).add(word)
    return found
