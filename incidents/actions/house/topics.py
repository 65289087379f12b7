"""What may happen to topics: named things that many stories share."""

import re
from collections.abc import Iterable, Sequence
from itertools import count

from django.db import transaction

from incidents.actions.ledger import pieces
from incidents.actions.ledger.change import changes, write_event
from incidents.actions.refusals import (
    NothingWritten,
    TopicInUse,
    WrongValue,
    refuse_overlong,
    refuse_without,
)
from incidents.models import Editor, Incident, Right, Topic, Version
from incidents.text.sanitise import line
from incidents.text.slugs import slug


def named(names: Sequence[str], *, by: Editor | None) -> list[Topic]:
    """The topics of these names, in order; those that are new are made."""
    wanted = list(dict.fromkeys(filter(None, map(line, names))))
    held = {topic.name: topic for topic in Topic.objects.filter(name__in=wanted)}
    return [held.get(name) or create(name, by=by) for name in wanted]


def create(
    name: str,
    *,
    by: Editor | None,
    kind: str = Topic.Kind.OTHER,
    public_name: str = "",
    qualifier: str = "",
    description: str = "",
) -> Topic:
    """Make a topic; one of that name that stands already is given back as it is.

    Its address comes from the name that readers see, where there is one.
    """
    cleaned = line(name)
    if not cleaned:
        raise NothingWritten("A topic needs a name.", field="name")
    refuse_overlong(Topic(name=cleaned, public_name=line(public_name), qualifier=line(qualifier)))
    with transaction.atomic():
        topic, made = Topic.objects.get_or_create(
            name=cleaned,
            defaults={
                "slug": free_slug(line(public_name) or cleaned),
                "kind": kind,
                "public_name": line(public_name),
                "qualifier": line(qualifier),
                "description": line(description),
            },
        )
        if made:
            write_event("topic.created", by=by, subject=f"topic-{topic.pk}")
    return topic


def edit(
    topic: Topic,
    *,
    by: Editor | None,
    note: str,
    name: str | None = None,
    kind: str | None = None,
    public_name: str | None = None,
    qualifier: str | None = None,
    description: str | None = None,
) -> Topic:
    """Change a topic; each public story that prints it differently makes a version."""
    refuse_without(Right.PUBLISH, by)
    stories = Incident.objects.filter(topic_links__topic=topic, retracted_at=None)
    with changes(list(stories), "topic.edited", by=by, note=note) as locked:
        row = Topic.objects.select_for_update().get(pk=topic.pk)
        row.name = line(name) if name is not None else row.name
        row.kind = kind if kind is not None else row.kind
        row.public_name = line(public_name) if public_name is not None else row.public_name
        row.qualifier = line(qualifier) if qualifier is not None else row.qualifier
        row.description = line(description) if description is not None else row.description
        _check(row)
        row.save()
        if not locked:
            write_event("topic.edited", by=by, subject=f"topic-{row.pk}")
        for story in locked:
            story.subject = f"topic-{row.pk}"
            story.tags.add(f"topic:{row.pk}")
            listed = Topic.objects.filter(incident_links__incident=story.incident)
            value = pieces.topics(listed.order_by("incident_links__order"))
            story.touch("topics", value, Version.Kind.SOURCES)
    return row


def _check(row: Topic) -> None:
    if not row.name:
        raise NothingWritten("A topic needs a name.", field="name")
    if Topic.objects.filter(name=row.name).exclude(pk=row.pk).exists():
        raise WrongValue(f"There is a topic called “{row.name}” already.", field="name")
    refuse_overlong(row)


def delete(topic: Topic, *, by: Editor | None) -> None:
    """Delete a topic that no story carries."""
    with transaction.atomic():
        if topic.incident_links.exists():
            raise TopicInUse(f"Stories carry the topic “{topic}”: take it off them first.")
        write_event("topic.deleted", by=by, subject=f"topic-{topic.pk}", needs=Right.PUBLISH)
        topic.delete()


def free_slug(name: str) -> str:
    """A slug for a topic that no other topic has."""
    return free_slugs([name])[name]


def free_slugs(names: Iterable[str]) -> dict[str, str]:
    """Slugs for topics of these names, which no other topic has: two queries for any number."""
    wanted = {name: slug(name, limit=80) for name in names}
    slugs = Topic.objects.values_list("slug", flat=True)
    taken = set(slugs.filter(slug__in=wanted.values()))
    if taken:
        stems = "|".join(map(re.escape, sorted(taken)))
        taken |= set(slugs.filter(slug__regex=f"^({stems})-[0-9]+$"))
    free: dict[str, str] = {}
    for name, stem in wanted.items():
        forms = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
        free[name] = next(form for form in forms if form not in taken)
        taken.add(free[name])
    return free
