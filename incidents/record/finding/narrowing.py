"""What can be chosen to find fewer stories: topics, sources and languages of those found."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db import connection
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from incidents.models import Listed, Shelf, Topic
from incidents.record.lists.outlets import outlet_names
from incidents.record.pages.search import Narrower, Sought
from incidents.text.body.finding.languages import told_apart

LOOKED_AT = 60
"""So many of the stories found are looked through: each lies elsewhere on the disk."""

OFFERED = 8
"""So many topics, and as many sources, are offered."""

COUNTED = """
SELECT shelf, subject, count(DISTINCT incident_id) FROM incidents_listed
WHERE incident_id = ANY(%s) AND shelf = ANY(%s) GROUP BY 1, 2 ORDER BY 3 DESC, 2
"""

SPOKEN = """
SELECT 'language', split_part(lower(language), '-', 1), count(*) FROM incidents_incident
WHERE id = ANY(%s) GROUP BY 2 ORDER BY 3 DESC, 2
"""


def narrower(
    stories: Sequence[int], sought: Sought, stemmers: Collection[str]
) -> tuple[Narrower, ...]:
    """Ways to fewer of these stories, the most frequent first; none that all of them share.

    `stemmers` are the dictionaries of all that can be found.
    """
    looked_at = list(stories[:LOOKED_AT])
    shelves = [Shelf.TOPIC, Shelf.OUTLET]
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [looked_at, shelves])
        counted = cursor.fetchall()
        if told_apart(stemmers):
            cursor.execute(SPOKEN, [looked_at])
            counted += cursor.fetchall()
        for kind, value, count in counted:
            if count < len(looked_at):
                found[kind].append((value, count))
    topics, outlets, languages = (found[kind][:OFFERED] for kind in (*shelves, "language"))
    return (
        *([] if sought.topic else _topics(topics)),
        *([] if sought.source else _outlets(outlets)),
        *(
            []
            if sought.language
            else (Narrower("language", said, said, n) for said, n in languages)
        ),
    )


def chosen(sought: Sought) -> tuple[Narrower, ...]:
    """The topic and the source that were chosen, under their names where these are public."""
    found = []
    if sought.topic:
        listed = Listed.objects.filter(shelf=Shelf.TOPIC, subject=Cast(OuterRef("pk"), CharField()))
        row = Topic.objects.filter(Exists(listed), slug=sought.topic).first()
        name = row.printed_name if row else sought.topic
        found.append(Narrower("topic", sought.topic, name, 0))
    if sought.source:
        name = outlet_names([sought.source]).get(sought.source, sought.source)
        found.append(Narrower("source", sought.source, name, 0))
    return tuple(found)


def _topics(counted: Iterable[tuple[str, int]]) -> list[Narrower]:
    numbers = {int(subject): count for subject, count in counted}
    rows = Topic.objects.in_bulk(numbers)
    return [
        Narrower("topic", rows[number].slug, rows[number].printed_name, count)
        for number, count in numbers.items()
        if number in rows
    ]


def _outlets(counted: Sequence[tuple[str, int]]) -> list[Narrower]:
    named = outlet_names([slug for slug, _ in counted])
    return [
        Narrower("source", slug, named[slug], count) for slug, count in counted if slug in named
    ]
