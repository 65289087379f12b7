"""The stories that were found, shown from the history as it stands and not from the index."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import connection

from incidents.models import Incident, Update
from incidents.record import across
from incidents.record.entries import UpdateEntry
from incidents.record.finding.matching import Match
from incidents.record.finding.stems import lexemes
from incidents.record.finding.wording import lexemes_of
from incidents.record.pages.search import Hit
from incidents.record.pages.stories import StoryPage
from incidents.record.printing import moment_printed
from incidents.record.stories import WORKING
from incidents.text.body.finding import tokens
from incidents.text.body.finding.asking import Asked, Term
from incidents.text.body.finding.languages import stemmer
from incidents.text.body.finding.marking import excerpt, found_at, marked
from incidents.text.sanitise import plain

LONGEST_READ = 60_000
"""Signs of a text in which words are marked."""

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


@dataclass(frozen=True, slots=True)
class _Shown:
    """A story and the text of it that is shown."""

    match: Match
    page: StoryPage
    update: UpdateEntry | None
    warning: str
    text: str
    corrected: bool


def hits(found: Sequence[Match], asked: Asked) -> tuple[Hit, ...]:
    """Stories with the text in which most of what was looked for stands, the newest of several.

    What is no longer public, though the index still knew it, is left out.
    """
    shown = _shown(found, _numbers(found, asked))
    words: dict[str, set[str]] = defaultdict(set)
    for one in shown:
        for text in (one.page.headline, one.text):
            words[stemmer(one.page.language)].update(*tokens.words(text))
    known = {
        name: {**lexemes(name, spoken), **lexemes_of(asked, name)} for name, spoken in words.items()
    }
    wanted = asked.wanted
    return tuple(_hit(one, wanted, known[stemmer(one.page.language)]) for one in shown)


def _numbers(found: Sequence[Match], asked: Asked) -> dict[int, int]:
    """By story, the number of the update to show; 0 is the initial report, -1 is any."""
    places = _places(found, asked)
    known = {name: lexemes_of(asked, name) for name in {one.stemmer for one in places.values()}}
    return {
        match.incident: _best(places[match.id], asked.wanted, known[places[match.id].stemmer])
        for match in found
        if match.id in places
    }


def _places(found: Sequence[Match], asked: Asked) -> dict[int, _Places]:
    keys = [match.id for match in found]
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT stemmer FROM incidents_findable WHERE id = ANY(%s)", [keys])
        spoken = [row[0] for row in cursor.fetchall()]
        every = {word for name in spoken for word in lexemes_of(asked, name).values()}
        cursor.execute(PLACES, [list(every), keys])
        places: dict[int, _Places] = {}
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


def _shown(found: Sequence[Match], numbers: Mapping[int, int]) -> list[_Shown]:
    """What is public of these stories now, in their order: two questions for all of them."""
    keys = [match.incident for match in found if match.incident in numbers]
    rows = {row.pk: row for row in Incident.objects.public().filter(pk__in=keys).defer(*WORKING)}
    listed = across.stories(list(rows.values()))
    pages = dict(zip(rows, (one.page for one in listed), strict=True))
    wanted = [
        Update(incident=rows[key], number=number)
        for key in rows
        if (number := numbers[key] or _newest(rows[key], pages[key])) > 0
    ]
    entries = across.updates(wanted)
    updates = {
        row.incident_id: entry
        for row, entry in zip(wanted, entries, strict=True)
        if entry is not None and not entry.retracted
    }
    return [
        _text(match, rows[match.incident], pages[match.incident], updates.get(match.incident))
        for match in found
        if match.incident in pages
    ]


def _newest(row: Incident, page: StoryPage) -> int:
    """Of a story without an initial report the newest update."""
    return 0 if page.lead_html else row.update_counter


def _text(match: Match, row: Incident, page: StoryPage, update: UpdateEntry | None) -> _Shown:
    if update is None:
        warning, text = page.highlights.warning, _running(page.lead_html)
    else:
        title = f"{update.headline}: " if update.headline else ""
        warning, text = update.warning, title + _running(update.html)
    return _Shown(match, page, update, warning, text, row.corrected)


def _running(html: str) -> str:
    return " ".join(plain(html).split())[:LONGEST_READ]


def _hit(one: _Shown, wanted: Sequence[Term], known: Mapping[str, str]) -> Hit:
    page = one.page
    return Hit(
        path=page.path,
        headline=marked(page.headline, wanted, known),
        topic_line=page.topic_line,
        excerpt=() if one.warning else excerpt(one.text, wanted, known),
        warning=one.warning,
        update=replace(one.update, html="", fragment="") if one.update else None,
        date=page.date,
        language=page.language,
        status=page.status,
        status_label=page.status_label,
        update_count=page.update_count,
        corrected=one.corrected,
        at=one.match.at,
        printed=moment_printed(one.match.at, page.time_zone),
    )
