"""Topics that have public stories."""

from django.db.models import Count, Max, Q

from incidents.models import Incident, Topic
from incidents.record.entries import TopicEntry
from incidents.record.lists import lines
from incidents.record.pages import TopicLine, TopicPage, TopicsPage

PUBLIC = Q(incidents__version_number__gt=0, incidents__retracted_at=None)


def topics() -> TopicsPage:
    """Every topic that has a public story, by name."""
    rows = Topic.objects.annotate(
        stories=Count("incidents", filter=PUBLIC, distinct=True),
        latest=Max("incidents__date", filter=PUBLIC),
    ).filter(stories__gt=0)
    return TopicsPage(
        tuple(TopicLine(entry(row), row.stories, row.latest) for row in rows.order_by("name"))
    )


def topic(slug: str) -> TopicPage | None:
    """A topic with its stories, newest first; None where it has no public story."""
    row = Topic.objects.filter(slug=slug).first()
    if row is None:
        return None
    stories = Incident.objects.public().filter(topic_links__topic=row).order_by("-date", "-id")
    told = lines(list(stories))
    if not told:
        return None
    return TopicPage(topic=entry(row), description=row.description, stories=told)


def entry(row: Topic) -> TopicEntry:
    """A topic as the public knows it."""
    return TopicEntry(name=row.printed_name, qualifier=row.qualifier, slug=row.slug, kind=row.kind)
