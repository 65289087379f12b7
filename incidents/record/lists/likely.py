"""Which story somebody may have looked for who came to an address where there is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from urllib.parse import unquote

from django.db import connection

from incidents.models import Incident
from incidents.text.addresses.stories import NEWS, story_path

LONGEST = 160
"""Characters of a slug that are looked at."""

SHORTEST = 6
SHOWN = 3
COMPARED = 8
LEAST_ALIKE = 0.62
LIVE_SHOWN = 5

STORY = re.compile(rf"{NEWS}/(?P<day>\d{{4}}/\d{{1,2}}/\d{{1,2}})/(?P<slug>[^/]+)")
LAST = re.compile(r"/(?P<slug>[^/.]+-[^/.]+)/?$")

FOUND = """
SELECT found.path, incident.path, incident.headline, incident.date, incident.language
FROM (
    (SELECT path, incident_id FROM incidents_address WHERE substr(path, 12) = %(slug)s LIMIT 5)
    UNION
    (SELECT path, incident_id FROM incidents_address
        WHERE substr(path, 12) LIKE %(beginning)s LIMIT 20)
    UNION
    (SELECT path, incident_id FROM incidents_address WHERE path LIKE %(day)s LIMIT 30)
) AS found
JOIN incidents_incident AS incident ON incident.id = found.incident_id
WHERE incident.version_number > 0 AND incident.retracted_at IS NULL
"""
"""A bounded number of addresses: the same slug, slugs that begin alike, those of the day."""


@dataclass(frozen=True, slots=True)
class Likely:
    """A public story that may be the one."""

    path: str
    headline: str
    date: date
    language: str


def likely(path: str) -> tuple[Likely, ...]:
    """The stories whose present or former address is most like a path: one query, or none."""
    found = STORY.match(path) or LAST.search(path)
    if found is None:
        return ()
    slug = unquote(found["slug"])[:LONGEST].removesuffix(".html").lower()
    if len(slug) < SHORTEST:
        return ()
    day = found.groupdict().get("day") or ""
    with connection.cursor() as cursor:
        cursor.execute(FOUND, {"slug": slug, "beginning": _beginning(slug), "day": _day(day)})
        rows = cursor.fetchall()
    return _most_alike(slug, rows)


def live_now() -> tuple[Likely, ...]:
    """What is live, the latest change first: where one may go on from a page that is none."""
    rows = Incident.objects.public().filter(status=Incident.Status.LIVE).order_by("-position")
    told = rows.values_list("path", "headline", "date", "language")[:LIVE_SHOWN]
    return tuple(
        Likely(story_path(path), headline, of, language) for path, headline, of, language in told
    )


def _most_alike(slug: str, rows: Sequence[tuple[str, str, str, date, str]]) -> tuple[Likely, ...]:
    """Each story once; those that a quick look leaves are compared letter by letter."""
    asked: SequenceMatcher[str] = SequenceMatcher(b=slug, autojunk=False)
    looked = []
    for row in rows:
        asked.set_seq1(row[0][11:][:LONGEST].lower())
        looked.append((asked.quick_ratio(), row))
    looked.sort(key=lambda each: (-each[0], each[1][0]))
    found: dict[str, tuple[float, Likely]] = {}
    for _, (at, path, headline, of, language) in looked[:COMPARED]:
        asked.set_seq1(at[11:][:LONGEST].lower())
        alike = asked.ratio()
        if alike >= LEAST_ALIKE and alike > found.get(path, (0.0,))[0]:
            found[path] = alike, Likely(story_path(path), headline, of, language)
    ordered = sorted(found.values(), key=lambda each: (-each[0], each[1].path))
    return tuple(each for _, each in ordered[:SHOWN])


def _beginning(slug: str) -> str:
    """How a slug begins, as a pattern: its first two words, or the first half of one."""
    words = slug.split("-")
    start = "-".join(words[:2]) if len(words) > 2 else slug[: max(SHORTEST, len(slug) // 2)]
    return re.sub(r"([\\%_])", r"\\\1", start) + "%"


def _day(written: str) -> str:
    if not written:
        return ""
    year, month, day = written.split("/")
    return f"{year}/{month:0>2}/{day:0>2}/%"
