"""Topics: the named things that public stories are about."""

from collections.abc import Sequence

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import FilterSet

from incidents.formats.plain import Fields
from incidents.models import IncidentTopic, Topic
from incidents.syndication.api import parameters, rows
from incidents.syndication.api.describing import identified_by
from incidents.syndication.api.endpoint import Endpoint
from incidents.syndication.api.shapes.parts import TOPIC_KINDS, TopicRow

Rows = QuerySet[Topic]
IDENTITY = identified_by(
    "slug",
    {"type": "string", "pattern": "^[^/?#.\\u0000-\\u0020\\u007F]+$", "maxLength": 200},
    "The slug of the topic, as its page has it.",
)


def named(found: Rows, _name: str, words: str) -> Rows:
    """Topics by the name printed in public; another name of theirs is not public."""
    return found.filter(Q(public_name__icontains=words) | Q(public_name="", name__icontains=words))


class TopicFilters(FilterSet):  # type: ignore[misc]
    """Which topics."""

    kind = parameters.one_of(TOPIC_KINDS, "Of this kind.", field="kind")
    name = parameters.text(named, "Words in the name.")


class Topics(Endpoint[Topic]):
    """Topics that at least one public story carries."""

    row_class = TopicRow
    filterset_class = TopicFilters
    identity = IDENTITY
    # The description of a topic stands on its own page only: it changes without a version.
    tagged_by_ledger = False

    def get_queryset(self) -> Rows:
        carried = IncidentTopic.objects.filter(
            topic=OuterRef("pk"),
            incident__version_number__gt=0,
            incident__retracted_at=None,
        )
        return Topic.objects.filter(Exists(carried))

    def rows(
        self,
        found: Sequence[Topic],
        expanded: frozenset[str],  # noqa: ARG002
    ) -> list[Fields]:
        counted = (
            IncidentTopic.objects.filter(
                topic__in=found, incident__version_number__gt=0, incident__retracted_at=None
            )
            .values_list("topic_id")
            .annotate(stories=Count("incident"), latest=Max("incident__date"))
        )
        carried = {key: (stories, latest) for key, stories, latest in counted}
        told = ((row, *carried.get(row.pk, (0, None))) for row in found)
        return [
            rows.topic(row, stories, latest.isoformat()) for row, stories, latest in told if latest
        ]

    def one(self, **identity: object) -> Fields:
        slug = str(identity["slug"])
        rows = self.get_queryset()
        topic = rows.filter(slug=slug).first() or get_object_or_404(rows, addresses__slug=slug)
        return self.rows([topic], frozenset())[0]
