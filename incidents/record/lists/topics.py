"""Topics: all of them by kind and letter, and one with its stories by year."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Left, Lower, NullIf

from incidents.models import Incident, IncidentTopic, Listed, Shelf, Tally, Topic, TopicAddress
from incidents.record.entries import TopicEntry
from incidents.record.lists import shelves
from incidents.record.lists.lines import lines
from incidents.record.pages import TopicLine, TopicPage, TopicsPage, shown
from incidents.record.pages.shown import ANY_VERSION, shows, told

PUBLIC_INCIDENTS = Q(incidents__version_number__gt=0, incidents__retracted_at=None)
ON_PAGE = 200
LIVE_SHOWN = 20
BESIDE_COUNTED = 500
"""So many of a topic's latest stories are looked through for the topics that stand beside it."""

BESIDE_SHOWN = 12
PRINTED = Coalesce(NullIf("public_name", Value("")), "name")
INITIAL = Left(PRINTED, 1)
OTHER = "#"
"""Under this stand names that begin with no letter."""

LATEST = """
SELECT wanted.subject, (
    SELECT max(date) FROM incidents_listed AS listed
    WHERE listed.shelf = %s AND listed.subject = wanted.subject
)
FROM unnest(%s::text[]) AS wanted(subject)
"""


@told
def topics(kind: str = "", letter: str = "", number: int = 1) -> TopicsPage | None:
    """Topics that have a public story, by name, a page of them; None where there is no such page.

    `kind` and `letter` narrow them down.
    """
    shows(ANY_VERSION)
    everything = _with_stories()
    kinds = dict(everything.order_by().values_list("kind").annotate(count=Count("pk")))
    if (kind and kind not in kinds) or (letter and len(letter) > 1):
        return None
    chosen = everything.filter(kind=kind) if kind else everything
    begun = chosen.annotate(initial=INITIAL)
    initials = dict(begun.order_by().values_list("initial").annotate(count=Count("pk")))
    letters: Counter[str] = Counter()
    for initial, count in initials.items():
        letters[folded(initial)] += count
    if letter:
        chosen = begun.filter(initial__in=[each for each in initials if folded(each) == letter])
    count = letters[letter] if letter else letters.total()
    pages = max(1, -(-count // ON_PAGE))
    if not 1 <= number <= pages or (letter and not count):
        return None
    start = (number - 1) * ON_PAGE
    rows = sorted(chosen.order_by(Lower(PRINTED), "pk")[start : start + ON_PAGE], key=_place)
    return TopicsPage(
        topics=_told(rows),
        kind=kind,
        letter=letter,
        kinds=tuple(
            (key, str(label), kinds[key]) for key, label in Topic.Kind.choices if key in kinds
        ),
        letters=tuple(sorted(letters.items(), key=lambda each: (each[0] == OTHER, each[0]))),
        count=count,
        number=number,
        pages=pages,
    )


def _with_stories() -> QuerySet[Topic]:
    """The topics that have a public story."""
    stands = Tally.objects.filter(shelf=Shelf.TOPIC, subject=Cast(OuterRef("pk"), CharField()))
    return Topic.objects.filter(Exists(stands))


def folded(initial: str) -> str:
    """The letter under which a name stands that begins so: "é" stands under "E"."""
    plain = unicodedata.normalize("NFKD", initial.upper())[:1]
    return plain if plain.isalpha() else OTHER


def _place(row: Topic) -> tuple[bool, str, str]:
    """Where a topic stands among those of a page: "Élan" beside "Echo", not behind "Zagreb"."""
    letter = folded(row.printed_name[:1])
    return letter == OTHER, letter, row.printed_name.casefold()


def _told(rows: Iterable[Topic]) -> tuple[TopicLine, ...]:
    found = list(rows)
    shows(*(shown.topic(row.pk) for row in found))
    subjects = [str(row.pk) for row in found]
    counts, last = shelves.totals(Shelf.TOPIC, subjects), latest(Shelf.TOPIC, subjects)
    return tuple(
        TopicLine(topic_entry(row), counts.get(str(row.pk), 0), last.get(str(row.pk)))
        for row in found
    )


def latest(shelf: Shelf, subjects: list[str]) -> dict[str, date | None]:
    """The date of the newest story of each subject."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [shelf.value, subjects])
        return dict(cursor.fetchall())


@told
def topic(slug: str, year: int | None = None, number: int | None = None) -> TopicPage | None:
    """A topic with its latest stories, or a page of those of a year; None where there are none.

    Pages of a year count from its oldest stories on; without a number it is the newest one.
    """
    row = Topic.objects.filter(slug=slug).first()
    if row is None:
        return None
    shows(shown.topic(row.pk))
    years = shelves.years(Shelf.TOPIC, str(row.pk))
    if year is not None:
        return _of_year(row, years, year, number)
    live = _live(row)
    found = shelves.stories(Shelf.TOPIC, str(row.pk), end=shelves.ON_PAGE + len(live))
    others = [story for story in found if story not in live][: shelves.ON_PAGE]
    told = lines([*live, *others])
    if not told:
        return None
    count = sum(stories for _, stories in years)
    return TopicPage(
        topic=topic_entry(row),
        description=row.description,
        live=told[: len(live)],
        stories=told[len(live) :],
        years=years,
        beside=_beside(row),
        counted=min(count, BESIDE_COUNTED),
        count=count,
    )


def _of_year(
    row: Topic, years: tuple[tuple[int, int], ...], year: int, number: int | None
) -> TopicPage | None:
    count = dict(years).get(year, 0)
    part = shelves.portion(count, number)
    if part is None or not count:
        return None
    subject = str(row.pk)
    found = shelves.stories(Shelf.TOPIC, subject, start=part.start, end=part.end, year=year)
    return TopicPage(
        topic=topic_entry(row),
        description=row.description,
        stories=lines(found),
        years=years,
        count=count,
        year=year,
        number=part.number,
        pages=part.pages,
    )


def _live(row: Topic) -> list[Incident]:
    """What is live of a topic, the latest change first."""
    rows = Incident.objects.public().filter(status=Incident.Status.LIVE, topic_links__topic=row)
    found = list(rows.order_by("-position")[:LIVE_SHOWN])
    if len(found) == LIVE_SHOWN:  # the next change of one that is left out brings it in
        shows(ANY_VERSION)
    return found


def _beside(row: Topic) -> tuple[TopicLine, ...]:
    """The topics that stand most often beside this one on its latest stories, with how often."""
    recent = Listed.objects.filter(shelf=Shelf.TOPIC, subject=str(row.pk))
    newest = recent.order_by("-date", "-incident_id").values("incident")[:BESIDE_COUNTED]
    links = IncidentTopic.objects.filter(incident__in=newest).exclude(topic=row).order_by()
    often = links.values_list("topic").annotate(count=Count("pk")).order_by("-count", "topic")
    counts = dict(often[:BESIDE_SHOWN])
    rows = Topic.objects.in_bulk(counts)
    shows(*(shown.topic(key) for key in counts))
    return tuple(TopicLine(topic_entry(rows[key]), count, None) for key, count in counts.items())


def topic_moved(slug: str) -> str | None:
    """The slug of the public topic to which a former address leads; None where it is none."""
    public = Topic.objects.filter(PUBLIC_INCIDENTS)
    rows = TopicAddress.objects.filter(slug=slug, topic__in=public)
    return rows.values_list("topic__slug", flat=True).first()


def topic_entry(row: Topic) -> TopicEntry:
    """A topic as the public knows it."""
    return TopicEntry(
        name=row.printed_name,
        qualifier=row.qualifier,
        slug=row.slug,
        kind=row.kind,
        wikidata=row.wikidata,
    )
