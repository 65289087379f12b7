"""The stories that were found, shown from the history as it stands and not from the index."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from incidents.record.finding.matching import Match
from incidents.record.finding.quoted import Quoted, quoted
from incidents.record.finding.stems import lexemes
from incidents.record.finding.wording import lexemes_of
from incidents.record.pages.search import Hit
from incidents.record.printing import moment_printed, status_label
from incidents.text.body.finding import tokens
from incidents.text.body.finding.asking import Asked, Term
from incidents.text.body.finding.languages import stemmer
from incidents.text.body.finding.marking import Marking, found_at

PLACES = """
SELECT held.id, held.stemmer, held.numbers, held.starts, word.lexeme, word.positions
FROM incidents_findable AS held
LEFT JOIN LATERAL unnest(held.vector) AS word(lexeme, positions, weights)
    ON word.lexeme = ANY(%s)
WHERE held.id = ANY(%s)
"""


@dataclass(slots=True)
class _Places:
    """Where in a portion the words stand, and which of its texts begins where."""

    stemmer: str
    numbers: Sequence[int]
    starts: Sequence[int]
    words: dict[str, Sequence[int]] = field(default_factory=dict)


def hits(found: Sequence[Match], asked: Asked, stemmers: Sequence[str]) -> tuple[Hit, ...]:
    """Stories with the text in which most of what was looked for stands, the newest of several.

    `stemmers` are the dictionaries of all that can be found.

    What is no longer public, though the index still knew it, is left out.
    """
    public = quoted(_numbers(found, asked, stemmers))
    texts: dict[str, list[str]] = defaultdict(list)
    for story in public.values():
        texts[stemmer(story.language)] += story.headline, story.text
    marking = {name: _marking(name, said, asked) for name, said in texts.items()}
    return tuple(
        _hit(match, each, marking[stemmer(each.language)])
        for match in found
        if (each := public.get(match.incident))
    )


def _marking(name: str, texts: Iterable[str], asked: Asked) -> Marking:
    """What marks texts whose words lose their endings by one dictionary."""
    words = tokens.vocabulary(texts)
    known = {**lexemes(name, words), **lexemes_of(asked, name)}
    return Marking(asked.wanted, known, words)


def _numbers(found: Sequence[Match], asked: Asked, stemmers: Iterable[str]) -> dict[int, int]:
    """By story, the number of the update to show; 0 is the initial report, -1 is any."""
    known = {name: lexemes_of(asked, name) for name in stemmers}
    places = _places(found, {word for each in known.values() for word in each.values()})
    return {
        match.incident: _best(held, asked.wanted, known[held.stemmer])
        for match in found
        if (held := places.get(match.id)) and held.stemmer in known
    }


def _places(found: Sequence[Match], words: Collection[str]) -> dict[int, _Places]:
    places: dict[int, _Places] = {}
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [list(words), [match.id for match in found]])
        for key, name, numbers, starts, lexeme, positions in cursor.fetchall():
            held = places.setdefault(key, _Places(name, numbers, starts))
            if lexeme is not None:
                held.words[lexeme] = positions or ()
    return places


def _best(places: _Places, wanted: Iterable[Term], known: Mapping[str, str]) -> int:
    """The text in which most terms stand, the newest of several; -1 where none stands in any."""
    standing: dict[int, int] = defaultdict(int)
    for term in wanted:
        begins = found_at(places.words, term, known)
        within = {bisect_right(places.starts, place) - 1 for place in begins} - {-1}
        for number in {places.numbers[place] for place in within}:
            standing[number] += 1
    return max(standing, key=lambda number: (standing[number], number), default=-1)


def _hit(match: Match, story: Quoted, marking: Marking) -> Hit:
    return Hit(
        path=story.path,
        headline=marking.marked(story.headline),
        topic_line=story.topic_line,
        excerpt=() if story.warning else marking.excerpt(story.text),
        warning=story.warning,
        update=story.update,
        date=story.date,
        language=story.language,
        status=story.status,
        status_label=status_label(story.status),
        update_count=story.update_count,
        corrected=story.corrected,
        at=match.at,
        printed=moment_printed(match.at, story.time_zone),
    )
