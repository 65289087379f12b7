"""Outlets that stories name as their sources: all of them, and one with the stories that cite it.

People who spoke as witnesses or without a name have no page: it would gather what they said.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Left

from incidents.models import Incident, Shelf, Tally
from incidents.record.entries import StoryLine
from incidents.record.lists import shelves
from incidents.record.lists.lines import lines
from incidents.record.lists.topics import OTHER, folded, latest
from incidents.record.pages import shown
from incidents.record.pages.lists import Cited, CitedSource, OutletLine, OutletPage, OutletsPage

ON_PAGE = 200

NAMES = """
SELECT wanted.slug, named.outlet
FROM unnest(%s::text[]) AS wanted(slug)
CROSS JOIN LATERAL (
    SELECT source.outlet FROM incidents_listed AS listed
    JOIN incidents_incident AS incident ON incident.id = listed.incident_id
        AND incident.version_number > 0 AND incident.retracted_at IS NULL
    JOIN incidents_source AS source ON source.incident_id = incident.id
        AND source.number IS NOT NULL AND source.kind NOT IN ('witness', 'anonymous')
        AND incidents_outlet_slug(source.outlet) = wanted.slug
    WHERE listed.shelf = 'outlet' AND listed.subject = wanted.slug
    ORDER BY listed.date DESC, listed.incident_id DESC, source.number LIMIT 1
) AS named
"""
"""What each outlet is called by the newest story that cites it."""

CITED = """
SELECT source.incident_id, source.number, source.title, coalesce(link.url, ''),
    array_remove(array_agg(entry.number ORDER BY entry.number DESC), NULL)
FROM incidents_source AS source
LEFT JOIN incidents_link AS link ON link.id = source.link_id
LEFT JOIN incidents_citation AS citation ON citation.source_id = source.id
LEFT JOIN incidents_update AS entry ON entry.id = citation.update_id
    AND entry.state = 'published'
WHERE source.incident_id = ANY(%s) AND source.number IS NOT NULL
    AND source.kind NOT IN ('witness', 'anonymous')
    AND incidents_outlet_slug(source.outlet) = %s
GROUP BY source.id, link.url ORDER BY source.incident_id, source.number
"""


@shown.told
def outlets(letter: str = "", number: int = 1) -> OutletsPage | None:
    """Outlets that public stories cite, by name, a page of them; None where there is no such page.

    `letter` narrows them down.
    """
    shown.shows(shown.ANY_VERSION)
    rows = Tally.objects.filter(shelf=Shelf.OUTLET).order_by()
    initials = rows.annotate(initial=Left("subject", 1)).values_list("initial", "subject")
    letters: Counter[str] = Counter()
    chars: dict[str, set[str]] = defaultdict(set)
    for initial, _ in initials.distinct():
        letters[folded(initial)] += 1
        chars[folded(initial)].add(initial)
    count = letters[letter] if letter else letters.total()
    pages = max(1, -(-count // ON_PAGE))
    if not 1 <= number <= pages or (letter and not count):
        return None
    if letter:
        rows = rows.annotate(initial=Left("subject", 1)).filter(initial__in=chars[letter])
    start = (number - 1) * ON_PAGE
    counted = rows.values_list("subject").annotate(total=Sum("stories")).order_by("subject")
    return OutletsPage(
        outlets=_told(dict(counted[start : start + ON_PAGE])),
        letter=letter,
        letters=tuple(sorted(letters.items(), key=lambda each: (each[0] == OTHER, each[0]))),
        count=count,
        number=number,
        pages=pages,
    )


@shown.told
def outlet(slug: str, year: int | None = None, number: int | None = None) -> OutletPage | None:
    """An outlet with the latest stories that cite it, or a page of those of a year."""
    # Its name is what the newest story calls it, which a page of a year need not show.
    shown.shows(shown.outlet(slug), *([shown.ANY_VERSION] if year is not None else []))
    years = shelves.years(Shelf.OUTLET, slug)
    count = dict(years).get(year, 0) if year is not None else sum(each for _, each in years)
    part = shelves.portion(count, number) if year is not None else None
    if not count or (year is not None and part is None):
        return None
    start, end = (part.start, part.end) if part else (0, shelves.ON_PAGE)
    rows = shelves.stories(Shelf.OUTLET, slug, start=start, end=end, year=year)
    name = outlet_names([slug]).get(slug)
    if not rows or name is None:
        return None
    return OutletPage(
        name=name,
        slug=slug,
        stories=_cited(slug, rows, lines(rows)),
        years=years,
        count=count,
        year=year,
        number=part.number if part else 1,
        pages=part.pages if part else 1,
    )


def _told(counted: dict[str, int]) -> tuple[OutletLine, ...]:
    slugs = list(counted)
    names, last = outlet_names(slugs), latest(Shelf.OUTLET, slugs)
    return tuple(
        OutletLine(names[slug], slug, counted[slug], last.get(slug))
        for slug in slugs
        if slug in names
    )


def outlet_names(slugs: Sequence[str]) -> dict[str, str]:
    """The names of outlets by their slugs; of those that no public story cites, none."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [list(slugs)])
        return dict(cursor.fetchall())


def _cited(slug: str, rows: Sequence[Incident], told: Sequence[StoryLine]) -> tuple[Cited, ...]:
    """Stories with what they cite of an outlet, and in which updates."""
    sources: dict[int, list[CitedSource]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(CITED, [[row.pk for row in rows], slug])
        for story, number, title, url, updates in cursor.fetchall():
            source = CitedSource(number, title, url, tuple(updates))
            sources[story].append(source)
    return tuple(Cited(line, tuple(sources[row.pk])) for row, line in zip(rows, told, strict=True))
