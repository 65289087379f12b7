"""Related stories: those the editor chose, then those that share the most topics."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection

from incidents.models import Address, Incident, IncidentTopic
from incidents.record.entries import RelatedEntry
from incidents.record.ledger import Value
from incidents.record.pages import shown
from incidents.record.reading import day, strings, text, values

SHOWN = 5
NAMED = ("path", "headline", "update_counter", "date", "retracted_at")
"""What of a story is shown in a list of related ones."""

PREFIX = "/news/"

LOOKED_AT = 200
"""Stories of each topic among which those that share most are looked for."""

SHARING = """
SELECT listed.incident_id FROM incidents_incidenttopic AS own
CROSS JOIN LATERAL (
    SELECT incident_id, date FROM incidents_listed
    WHERE shelf = 'topic' AND subject = own.topic_id::text
    ORDER BY date DESC, incident_id DESC LIMIT %(looked_at)s
) AS listed
WHERE own.incident_id = %(incident)s AND listed.incident_id <> %(incident)s
GROUP BY listed.incident_id, listed.date
ORDER BY count(*) DESC, listed.date DESC, listed.incident_id DESC LIMIT %(most)s
"""


def as_chosen(value: Value | None) -> tuple[RelatedEntry, ...]:
    """The chosen relations exactly as a version says them."""
    return tuple(_chosen(item) for item in values(value, "related"))


def as_they_stand(incident: Incident, value: Value | None) -> tuple[RelatedEntry, ...]:
    """The chosen relations under their current headlines, filled up by shared topics.

    A story not held stays a title until it is held; a retracted one is left out.
    """
    return each_as_it_stands(incident, [value])[0]


@shown.told
def each_as_it_stands(
    incident: Incident, values: Sequence[Value | None]
) -> list[tuple[RelatedEntry, ...]]:
    """The same for what several versions say; it asks for no more than one of them would."""
    chosen = [as_chosen(value) for value in values]
    paths = (entry.path for each in chosen for entry in each if entry.path)
    stories = _ours(path.removeprefix(PREFIX) for path in paths)
    taken = {story.pk for story in stories.values()}
    most = SHOWN - min(map(len, chosen))
    sharing = _sharing(incident, most + len(taken)) if most > 0 else []
    _tell([*stories.values(), *sharing], [entry for each in chosen for entry in each])
    contexts = shared_topics(incident, {*taken, *(story.pk for story in sharing)})
    return [_listed(each, stories, sharing, contexts) for each in chosen]


def _listed(
    chosen: tuple[RelatedEntry, ...],
    stories: dict[str, Incident],
    sharing: list[Incident],
    contexts: dict[int, tuple[str, ...]],
) -> tuple[RelatedEntry, ...]:
    """The chosen ones, then those of the others that share the most topics."""
    standing = (_standing(entry, stories, contexts) for entry in chosen)
    own = {stories[path].pk for entry in chosen if (path := _own_path(entry)) in stories}
    others = (story for story in sharing if story.pk not in own)
    filling = islice(others, max(0, SHOWN - len(chosen)))
    filled = (_ours_entry(story, contexts, chosen=False) for story in filling)
    return (*(entry for entry in standing if entry is not None), *filled)


def _own_path(entry: RelatedEntry) -> str:
    return entry.path.removeprefix(PREFIX)


def _tell(others: list[Incident], chosen: Sequence[RelatedEntry]) -> None:
    """Say what the related stories rest on: one that is not ours yet, on all that is published."""
    shown.shows(*(shown.story(other.pk) for other in others))
    if sum(bool(entry.path) for entry in chosen) > len({other.path for other in others}):
        shown.shows(shown.ANY_VERSION)


def shared_topics(incident: Incident, others: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The public names of the topics that other stories share with this one, by story.

    Its own topics come along: another story that gets one of them is related from then on.
    """
    shared: dict[int, list[str]] = defaultdict(list)
    links = IncidentTopic.objects.filter(
        incident__in=[incident.pk, *others], topic__incident_links__incident=incident
    ).select_related("topic")
    for link in links:
        if link.incident_id == incident.pk:
            shown.shows(shown.topic(link.topic_id))
        else:
            shared[link.incident_id].append(link.topic.printed_name)
    return {key: tuple(sorted(names)) for key, names in shared.items()}


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


def _ours(paths: Iterable[str]) -> dict[str, Incident]:
    wanted = set(paths)
    if not wanted:
        return {}
    rows = Address.objects.filter(path__in=wanted, incident__version_number__gt=0).select_related(
        "incident"
    )
    return {row.path: row.incident for row in rows}


def _sharing(incident: Incident, most: int) -> list[Incident]:
    """The stories that share the most topics with this one, the latest of those that share as many.

    Of each topic only so many of its latest stories are looked at: some topics have thousands.
    """
    given = {"incident": incident.pk, "looked_at": LOOKED_AT, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(SHARING, given)
        keys = [row[0] for row in cursor.fetchall()]
    rows = Incident.objects.public().only(*NAMED).in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def _standing(
    entry: RelatedEntry,
    stories: dict[str, Incident],
    contexts: dict[int, tuple[str, ...]],
) -> RelatedEntry | None:
    story = stories.get(_own_path(entry))
    if story is None:
        return RelatedEntry(entry.title, "", entry.url, entry.date, entry.contexts, chosen=True)
    if story.retracted_at is not None:
        return None
    ours = _ours_entry(story, contexts, chosen=True)
    named = ours.contexts or entry.contexts
    return RelatedEntry(ours.title, ours.path, "", ours.date, named, chosen=True)


def _ours_entry(
    story: Incident, contexts: dict[int, tuple[str, ...]], *, chosen: bool
) -> RelatedEntry:
    return RelatedEntry(
        title=story.printed_headline,
        path=f"/news/{story.path}",
        url="",
        date=story.date,
        contexts=contexts.get(story.pk, ()),
        chosen=chosen,
    )
