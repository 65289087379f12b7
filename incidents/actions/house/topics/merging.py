"""Two topics become one: story by story, in portions, each public one with its version."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from incidents.actions.house.topics.names import alias, keep_address
from incidents.actions.ledger.change import changes, write_event
from incidents.actions.ledger.touches import Change
from incidents.actions.parts.relations import set_topics
from incidents.actions.refusals import NoteNeeded, WrongValue, refuse_without
from incidents.models import Editor, Incident, IncidentTopic, Right, Topic, TopicAddress
from incidents.text.sanitise import line

PORTION = 50
"""Stories that are locked and changed in one transaction."""

MOST_AT_ONCE = 500
"""Stories that one press of the button changes; the next press goes on."""


@dataclass(frozen=True, slots=True)
class Merged:
    """How far it got: stories changed by this press, and those that still carry the old topic."""

    moved: int
    left: int


def merge(topic: Topic, into: Topic, *, by: Editor | None, note: str) -> Merged:
    """Give every story of a topic to another one, and let its names and addresses lead there.

    What is done stays done: where it ends early, the same call goes on. When no story is left the
    topic itself is gone. Raises NotAllowed, WrongValue, NoteNeeded.
    """
    refuse_without(Right.PUBLISH, by)
    if topic.pk == into.pk:
        raise WrongValue("A topic cannot be merged with itself: choose another one.", field="into")
    if not line(note):
        raise NoteNeeded("Tell readers why the two topics are one: a few words are enough.")
    moved = 0
    while moved < MOST_AT_ONCE and (portion := list(_carrying(topic)[:PORTION])):
        _give(portion, topic, into, by=by, note=note)
        moved += len(portion)
    return Merged(moved, 0 if _settled(topic, into, by) else _carrying(topic).count())


def _carrying(topic: Topic) -> QuerySet[Incident]:
    return Incident.objects.filter(topic_links__topic=topic).order_by("pk")


def _give(
    stories: list[Incident], topic: Topic, into: Topic, *, by: Editor | None, note: str
) -> None:
    with changes(stories, "topic.merged", by=by, note=note) as locked:
        for story in locked:
            story.subject = f"topic-{topic.pk}"
            if story.incident.retracted_at is None:
                set_topics(story, _wanted(story, topic, into))
            else:
                _relink(story, topic, into)


def _wanted(story: Change, topic: Topic, into: Topic) -> list[Topic]:
    links = story.incident.topic_links.select_related("topic")
    held = [into if link.topic_id == topic.pk else link.topic for link in links]
    return list(dict.fromkeys(held))


def _relink(story: Change, topic: Topic, into: Topic) -> None:
    """A retracted story shows its topics only when it comes back: no version now."""
    links = IncidentTopic.objects.filter(incident=story.incident)
    own = links.filter(topic=topic)
    if links.filter(topic=into).exists():
        own.delete()
    else:
        own.update(topic=into)


def _settled(topic: Topic, into: Topic, by: Editor | None) -> bool:
    """Let names and addresses lead to the other topic, once no story is left; whether it is so."""
    with transaction.atomic():
        rows = Topic.objects.select_for_update().filter(pk__in=(topic.pk, into.pk)).order_by("pk")
        held = {row.pk: row for row in rows}
        if len(held) < 2:
            raise WrongValue("One of the two is gone: it was merged before.", field="into")
        if IncidentTopic.objects.filter(topic=topic).exists():
            return False
        old, new = held[topic.pk], held[into.pk]
        names = [old.name, old.public_name, *old.aliases.values_list("name", flat=True)]
        addresses = [old.slug, *old.addresses.values_list("slug", flat=True)]
        TopicAddress.objects.filter(topic=old).update(topic=new)
        old.aliases.all().delete()
        write_event("topic.merged", by=by, subject=f"topic-{old.pk} into topic-{new.pk}")
        old.delete()
        for name in names:
            alias(new, name)
        for address in addresses:
            keep_address(new, address)
    return True
