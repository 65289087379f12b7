"""Topics as editors look for them: by each of their names, with the number of their stories."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Prefetch, Q, QuerySet, Value, When

from incidents.models import Incident, IncidentTopic, Topic, TopicAlias

MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stories carry a topic: those that readers see, drafts, and retracted ones."""

    public: int
    drafts: int
    retracted: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.public + self.drafts + self.retracted


def topics(sought: str) -> QuerySet[Topic]:
    """Topics of which one name holds the words, by name; each with `stories` and its aliases."""
    rows = Topic.objects.annotate(stories=Count("incident_links")).order_by("name")
    if sought:
        named = TopicAlias.objects.filter(name__icontains=sought).values("topic")
        own = Q(name__icontains=sought) | Q(public_name__icontains=sought)
        rows = rows.filter(own | Q(pk__in=named) | Q(wikidata__iexact=sought))
    return rows.prefetch_related(Prefetch("aliases", TopicAlias.objects.order_by("name")))


def suggested(sought: str, *, beside: int = 0) -> list[Topic]:
    """The topics to offer while somebody types: those that begin so, then the most used."""
    begins = Case(
        When(Q(name__istartswith=sought) | Q(public_name__istartswith=sought), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    rows = topics(sought).exclude(pk=beside).annotate(rank=begins)
    return list(rows.order_by("rank", F("stories").desc(), "name")[:MOST_SUGGESTED])


def told(topic: Topic, sought: str) -> str:
    """What is said of a topic under its name: what readers see, the name that was meant, use."""
    words = sought.casefold()
    own = f"{topic.name} {topic.public_name}".casefold()
    meant = (
        [] if words in own else [a.name for a in topic.aliases.all() if words in a.name.casefold()]
    )
    shown = " ".join(filter(None, (topic.qualifier, topic.printed_name)))
    number = getattr(topic, "stories", 0)
    return " · ".join(
        filter(
            None,
            (
                f"also {meant[0]}" if meant else "",
                f"readers see: {shown}" if shown != topic.name else "",
                f"{number} {'story' if number == 1 else 'stories'}",
            ),
        )
    )


def counts(topic: Topic) -> Counts:
    """How many stories carry a topic."""
    found = Incident.objects.filter(topic_links__topic=topic).aggregate(
        public=Count("pk", filter=Q(version_number__gt=0, retracted_at=None)),
        drafts=Count("pk", filter=Q(version_number=0)),
        retracted=Count("pk", filter=Q(retracted_at__isnull=False)),
    )
    return Counts(**found)


def carrying_both(one: Topic, other: Topic) -> int:
    """How many stories carry two topics."""
    links = IncidentTopic.objects.filter(topic=one, incident__topic_links__topic=other)
    return links.count()
