"""Related stories: those the editor chose, then those that share the most topics."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import connection
from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.record.entries import RelatedEntry
from incidents.record.ledger import Value
from incidents.record.pages import shown
from incidents.record.reading import day, strings, text, values
from incidents.text.addresses.stories import story_path, within_news

SHOWN = 5

LOOKED_AT = 200
"""Stories of each topic among which those that share most are looked for."""

AROUND = """
WITH own AS (
    SELECT link.topic_id, coalesce(nullif(topic.public_name, ''), topic.name) AS name
    FROM incidents_incidenttopic AS link JOIN incidents_topic AS topic ON topic.id = link.topic_id
    WHERE link.incident_id = %(incident)s
), sharing AS (
    SELECT listed.incident_id, row_number() OVER (
        ORDER BY count(*) DESC, listed.date DESC, listed.incident_id DESC
    ) AS place
    FROM own CROSS JOIN LATERAL (
        SELECT incident_id, date FROM incidents_listed
        WHERE shelf = 'topic' AND subject = own.topic_id::text
        ORDER BY date DESC, incident_id DESC LIMIT %(looked_at)s
    ) AS listed
    WHERE listed.incident_id <> %(incident)s
    GROUP BY listed.incident_id, listed.date
    ORDER BY place LIMIT %(most)s
), found AS (
    SELECT address.path AS asked, address.incident_id, 0 AS place
    FROM incidents_address AS address WHERE address.path = ANY(%(paths)s)
    UNION ALL SELECT NULL, incident_id, place FROM sharing
)
SELECT (SELECT array_agg(topic_id) FROM own), found.asked, story.id, story.path, story.headline,
    story.update_counter, story.date, story.retracted_at IS NOT NULL, ARRAY(
        SELECT own.name FROM incidents_incidenttopic AS link JOIN own USING (topic_id)
        WHERE link.incident_id = story.id
    )
FROM (SELECT) AS always LEFT JOIN (
    found JOIN incidents_incident AS story ON story.id = found.incident_id
        AND story.version_number > 0 AND (found.place = 0 OR story.retracted_at IS NULL)
) ON true
ORDER BY found.place
"""
"""The topics of a story beside each story around it: those at some addresses, then those that share
the most topics, the latest of those that share as many. Of each topic only so many of its latest
stories are looked at: some topics have thousands."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another story, as it stands, with the names of the topics that it shares with this one."""

    key: int
    path: str
    headline: str
    update_counter: int
    date: date
    retracted: bool
    contexts: tuple[str, ...]

    @property
    def printed_headline(self) -> str:
        """The headline with its counter: "... (Updated 5)"."""
        told = {"headline": self.headline, "number": self.update_counter}
        return (
            _("%(headline)s (Updated %(number)d)") % told if self.update_counter else self.headline
        )


def as_chosen(value: Value | None) -> tuple[RelatedEntry, ...]:
    """The chosen relations exactly as a version says them."""
    return tuple(_chosen(item) for item in values(value, "related"))


@shown.told
def as_they_stand(incident: Incident, value: Value | None) -> tuple[RelatedEntry, ...]:
    """The chosen relations under their current headlines, filled up by shared topics.

    A story not held stays a title until it is held; a retracted one is left out.
    """
    chosen = as_chosen(value)
    paths = {_own_path(entry) for entry in chosen if entry.path}
    stories, sharing = _around(incident, paths, SHOWN - len(chosen))
    shown.shows(*(shown.story(story.key) for story in (*stories.values(), *sharing)))
    if paths - stories.keys():
        shown.shows(shown.ANY_VERSION)  # one that is not ours yet may be published any time
    return _listed(chosen, stories, sharing)


def _around(incident: Incident, paths: set[str], most: int) -> tuple[dict[str, Other], list[Other]]:
    """The stories at some paths, and those that share topics: `most`, and as many as are chosen."""
    sharing = most + len(paths) if most > 0 else 0
    given = {"incident": incident.pk, "looked_at": LOOKED_AT, "most": sharing}
    with connection.cursor() as cursor:
        cursor.execute(AROUND, {**given, "paths": list(paths)})
        rows = cursor.fetchall()
    shown.shows(*(shown.topic(key) for key in rows[0][0] or ()))
    found = [
        (asked, Other(key, path, headline, counter, date, gone, tuple(sorted(names))))
        for _, asked, key, path, headline, counter, date, gone, names in rows
        if key is not None
    ]
    return (
        {asked: other for asked, other in found if asked is not None},
        [other for asked, other in found if asked is None],
    )


def _listed(
    chosen: tuple[RelatedEntry, ...], stories: dict[str, Other], sharing: list[Other]
) -> tuple[RelatedEntry, ...]:
    """The chosen ones, then those of the others that share the most topics."""
    standing = (_standing(entry, stories) for entry in chosen)
    own = {stories[path].key for entry in chosen if (path := _own_path(entry)) in stories}
    others = (story for story in sharing if story.key not in own)
    filling = islice(others, max(0, SHOWN - len(chosen)))
    filled = (_ours_entry(story, chosen=False) for story in filling)
    return (*(entry for entry in standing if entry is not None), *filled)


def _own_path(entry: RelatedEntry) -> str:
    return within_news(entry.path)


def _chosen(value: Value) -> RelatedEntry:
    return RelatedEntry(
        title=text(value, "title"),
        path=text(value, "path"),
        url=_followed(text(value, "url")),
        date=day(text(value, "date")),
        contexts=strings(value, "contexts"),
        chosen=True,
    )


def _followed(url: str) -> str:
    """An address that a reader may be sent to; imported pages hold others too."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _standing(entry: RelatedEntry, stories: dict[str, Other]) -> RelatedEntry | None:
    story = stories.get(_own_path(entry))
    if story is None:
        return RelatedEntry(entry.title, "", entry.url, entry.date, entry.contexts, chosen=True)
    if story.retracted:
        return None
    ours = _ours_entry(story, chosen=True)
    named = ours.contexts or entry.contexts
    return RelatedEntry(ours.title, ours.path, "", ours.date, named, chosen=True)


def _ours_entry(story: Other, *, chosen: bool) -> RelatedEntry:
    return RelatedEntry(
        title=story.printed_headline,
        path=story_path(story.path),
        url="",
        date=story.date,
        contexts=story.contexts,
        chosen=chosen,
    )
