"""The working rows of imported stories: written for many stories at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, count

from incidents.actions.house.topics import free_slugs
from incidents.actions.imports.arriving import Arriving, related_rows
from incidents.actions.imports.items import ImportedItem
from incidents.models import (
    Address,
    Citation,
    ImportedStory,
    Incident,
    IncidentTopic,
    Link,
    Related,
    Source,
    Topic,
    TopicAlias,
    Update,
    Version,
)
from incidents.record.ledger import standing
from incidents.text.sanitise import line

TEXT = ("headline", "topic_line", "lead", "captions", "status_line", "verification_notice")
"""What the row of a story itself says to readers."""


def topics_of(items: Iterable[ImportedItem]) -> dict[str, Topic]:
    """The topics that the items name, made where they are new."""
    kinds = {
        line(topic.name): topic.kind
        for item in items
        for state in item.states
        for topic in state.topics
    }
    others = TopicAlias.objects.filter(name__in=kinds).select_related("topic")
    held = {row.name: row.topic for row in others}
    held |= {topic.name: topic for topic in Topic.objects.filter(name__in=kinds)}
    slugs = free_slugs(name for name in kinds if name not in held)
    made = [Topic(name=name, slug=free, kind=kinds[name]) for name, free in slugs.items()]
    return held | {topic.name: topic for topic in Topic.objects.bulk_create(made)}


def store(stories: Sequence[Arriving], format_name: str) -> None:
    """Write the rows of new stories; the versions come after, in one statement."""
    _give_paths(stories)
    for story in stories:
        _last_state(story)
    Incident.objects.bulk_create(story.incident for story in stories)
    Address.objects.bulk_create(
        Address(path=path, incident=story.incident)
        for story in stories
        for path in dict.fromkeys(story.paths.values())
    )
    _write_parts(stories)
    ImportedStory.objects.bulk_create(
        ImportedStory(
            format=format_name,
            key=story.item.key,
            digest=story.item.digest,
            partial=story.item.partial,
            incident=story.incident,
        )
        for story in stories
    )


def is_untouched(incident: Incident) -> bool:
    """Whether no editor has changed an imported story."""
    rows = Version.objects.filter(incident=incident)
    return not rows.exclude(origin=Version.Origin.IMPORTED).exists()


def complete(story: Arriving, held: ImportedStory) -> Arriving:
    """Give a story that an index only named what its own page says, as one more version."""
    fresh = story.incident
    incident = Incident.objects.select_for_update().get(pk=held.incident_id)
    for name in TEXT:
        setattr(incident, name, getattr(fresh, name))
    story.incident = incident
    story.before = {
        key: piece.value for key, piece in standing(incident.pk).items() if piece.value is not None
    }
    _give_paths([story])
    Address.objects.bulk_create(
        (Address(path=path, incident=incident) for path in story.paths.values()),
        ignore_conflicts=True,
    )
    story.item = replace(story.item, states=(story.last,))
    _last_state(story)
    incident.save()
    for rows in (incident.topic_links, incident.related_links, incident.sources):
        rows.all().delete()
    _write_parts([story])
    held.digest, held.partial = story.item.digest, False
    held.save(update_fields=["digest", "partial"])
    return story


def _give_paths(stories: Sequence[Arriving]) -> None:
    """Find each story the addresses it had, or the next free form of them ("-2", "-3" ...)."""
    wanted = {story: story.wanted_paths() for story in stories}
    every = [path for paths in wanted.values() for path in paths]
    rows = Address.objects.filter(path__in=every).values_list("path", "incident_id")
    taken: dict[str, object] = dict(rows)
    for story, paths in wanted.items():
        owner = story.incident.pk or story
        for path in paths:
            story.paths[path] = free = _free(path, owner, taken)
            taken[free] = owner


def _free(wanted: str, owner: object, taken: dict[str, object]) -> str:
    for attempt in count(1):
        path = wanted if attempt == 1 else f"{wanted}-{attempt}"
        if attempt > 1 and path not in taken:
            row = Address.objects.filter(path=path).first()
            taken.update({path: row.incident_id} if row else {})
        if taken.get(path, owner) == owner:
            break
    return path


def _last_state(story: Arriving) -> None:
    """What the row of the story says of its last state; status and counters come with versions."""
    incident = story.incident
    incident.path = story.path(story.last)
    first = story.moment(story.item.states[0], incident.version_at)
    incident.published_at = incident.published_at or first
    incident.update_counter = max(incident.update_counter, story.highest_number())


def _write_parts(stories: Sequence[Arriving]) -> None:
    """Sources, updates, citations, topics and related stories, a table at a time."""
    listed = {story: story.listed(story.last) for story in stories}
    _write_sources(list(chain.from_iterable(listed.values())))
    for story, sources in listed.items():
        story.incident.source_counter = len(sources)
    updates = [(story, text, row) for story in stories for text, row in story.standing()]
    Update.objects.bulk_create(row for _, _, row in updates)
    Citation.objects.bulk_create(
        Citation(update=row, source=listed[story][place - 1])
        for story, text, row in updates
        for place in dict.fromkeys(text.cites)
    )
    IncidentTopic.objects.bulk_create(
        IncidentTopic(incident=story.incident, topic=topic, order=order)
        for story in stories
        for order, topic in enumerate(story.last_topics())
    )
    Related.objects.bulk_create(
        row for story in stories for row in related_rows(story.incident, story.last)
    )


def _write_sources(sources: Sequence[Source]) -> None:
    """Store the sources with their links; a link that stands already is shared."""
    urls = {Link.digest_of(row.url): row.url for row in sources if row.url}
    Link.objects.bulk_create(
        (Link(url=url, digest=digest) for digest, url in urls.items()), ignore_conflicts=True
    )
    stored = {link.url: link for link in Link.objects.filter(digest__in=urls)}
    for row in sources:
        row.link = stored[row.url] if row.url else None
    Source.objects.bulk_create(sources)
