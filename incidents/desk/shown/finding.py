"""Stories and topics to set beside a story: found by words, or suggested with the reason."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from incidents.actions.parts.relations import shared_topics
from incidents.models import Incident, Topic, TopicAlias, Update
from incidents.text.sanitise import plain

MOST_FOUND = 12
MOST_SUGGESTED = 6
MOST_TOPICS = 3000
MOST_UPDATES = 200
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Suggested:
    """A story or a topic worth adding, and why."""

    key: int
    name: str
    story: Incident | None
    reason: str
    note: str


def stories(sought: str, *, beside: Incident) -> list[Incident]:
    """Public stories that have every word in headline, topic line, address or topics."""
    condition = Q()
    for word in sought.split():
        tagged = Topic.objects.filter(Q(name__icontains=word) | Q(public_name__icontains=word))
        aliases = TopicAlias.objects.filter(name__icontains=word).values("topic")
        condition &= (
            Q(headline__icontains=word)
            | Q(topic_line__icontains=word)
            | Q(path__icontains=word.lower())
            | Q(topic_links__topic__in=tagged)
            | Q(topic_links__topic__in=aliases)
        )
    rows = Incident.objects.public().filter(condition).exclude(pk=beside.pk)
    return list(rows.order_by("-date", "-id").distinct()[:MOST_FOUND])


def reasons(incident: Incident, others: Sequence[Incident]) -> dict[int, str]:
    """What stories share with this one: "shares: Karabakh, Ceasefire"."""
    shared = shared_topics(incident, others)
    return {key: f"shares: {', '.join(names)}" for key, names in shared.items()}


def suggested_stories(incident: Incident, chosen: Iterable[int]) -> list[Suggested]:
    """The public stories that share most topics with a story and are not beside it yet."""
    rows = (
        Incident.objects.public()
        .filter(topic_links__topic__incident_links__incident=incident)
        .exclude(pk__in=[incident.pk, *chosen])
        .annotate(shared=Count("topic_links"))
        .order_by("-shared", "-date", "-id")
    )
    found = list(rows[:MOST_SUGGESTED])
    shared = shared_topics(incident, found)
    return [
        Suggested(
            story.pk,
            story.printed_headline,
            story,
            f"shares: {', '.join(shared[story.pk])}",
            f"Added the related story “{story.headline}”: it shares the topics "
            f"{', '.join(shared[story.pk])}.",
        )
        for story in found
    ]


def suggested_topics(incident: Incident) -> list[Suggested]:
    """Topics that the texts of a story name and that it does not carry, the first named first."""
    text = _said(incident)
    carried = incident.topic_links.values("topic")
    rows = Topic.objects.exclude(pk__in=carried).prefetch_related("aliases")[:MOST_TOPICS]
    found = []
    for topic in rows:
        names = (topic.name, topic.public_name, *(alias.name for alias in topic.aliases.all()))
        places = [(place, name) for name in names if (place := _place(name, text)) >= 0]
        if places:
            place, name = min(places)
            found.append((place, topic, name))
    found.sort(key=lambda one: (one[0], one[1].pk))
    return [
        Suggested(
            topic.pk,
            topic.name,
            None,
            f"named in the text: “{name}”",
            f"Added the topic {topic.printed_name}, which the story names.",
        )
        for _, topic, name in found[:MOST_SUGGESTED]
    ]


def _said(incident: Incident) -> str:
    """The story in plain words: its headline, its report, its newest updates."""
    rows = Update.objects.filter(incident=incident, state=Update.State.PUBLISHED)
    bodies = rows.order_by("-number").values_list("body", flat=True)[:MOST_UPDATES]
    return "\n".join([incident.headline, *map(plain, (incident.lead, *bodies))])


def _place(name: str, text: str) -> int:
    """Where a text names something, as a whole word; -1 where it does not."""
    if len(name) < SHORTEST_NAME or name not in text:
        return -1
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return found.start() if found else -1
