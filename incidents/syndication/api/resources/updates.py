"""Numbered updates of any story."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import FilterSet

from incidents.formats.plain import Fields
from incidents.models import Citation, IncidentTopic, Update, Version, VersionPiece
from incidents.syndication.api import parameters, rows
from incidents.syndication.api.describing import identified_by
from incidents.syndication.api.endpoint import Endpoint
from incidents.syndication.api.shapes.parts import UpdateRow

Rows = QuerySet[Update]
OF_THE_STORY = (
    *("key", "path", "headline", "time_zone", "version_number", "update_counter"),
    *("retracted_at", "retraction_reason"),
)
WHOLE_STORY = (Version.Kind.RETRACTION, Version.Kind.RESTORATION)


def about_topic(found: Rows, _name: str, slug: str) -> Rows:
    """Updates of stories that carry a topic."""
    named = Q(topic__slug=slug) | Q(topic__addresses__slug=slug)
    links = IncidentTopic.objects.filter(named, incident=OuterRef("incident"))
    return found.filter(Exists(links))


def resting_on(found: Rows, _name: str, words: str) -> Rows:
    """Updates that cite such a source; what a retracted one cited is not public."""
    such = Q(source__outlet__icontains=words) | Q(source__link__url__icontains=words)
    cited = Citation.objects.filter(such, update=OuterRef("pk"), source__number__isnull=False)
    standing = found.filter(state=Update.State.PUBLISHED, incident__retracted_at=None)
    return standing.filter(Exists(cited))


def changed_since(found: Rows, _name: str, moment: datetime) -> Rows:
    """Updates that changed, or whose whole story was retracted or restored."""
    touched = VersionPiece.objects.filter(
        incident=OuterRef("incident"),
        key=Concat(Value("update-"), Cast(OuterRef("number"), CharField())),
        version__recorded_at__gte=moment,
    )
    withdrawn = Version.objects.filter(
        incident=OuterRef("incident"), kind__in=WHOLE_STORY, recorded_at__gte=moment
    )
    return found.filter(Exists(touched) | Exists(withdrawn))


class UpdateFilters(FilterSet):  # type: ignore[misc]
    """Which updates."""

    incident = parameters.key("incident__key", "Of this story.")
    date_after = parameters.day("day", "gte", "Printed on this day or later.")
    date_before = parameters.day("day", "lte", "Printed on this day or earlier.")
    topic = parameters.text(about_topic, "The slug of a topic that the story carries.")
    source = parameters.text(resting_on, "Words in the outlet or the address of a cited source.")
    updated_since = parameters.moment(
        "", "gte", "Published or changed here at this time or later.", changed_since
    )


class Updates(Endpoint[Update]):
    """Published updates; retracted ones are there as tombstones."""

    row_class = UpdateRow
    identity = identified_by("key", {"type": "string", "format": "uuid"}, "The id of the update.")
    filterset_class = UpdateFilters

    def get_queryset(self) -> Rows:
        found = Update.objects.filter(number__isnull=False, incident__version_number__gt=0)
        of_the_story = (f"incident__{column}" for column in OF_THE_STORY)
        return found.select_related("incident").only("key", "number", *of_the_story)

    def rows(
        self,
        found: Sequence[Update],
        expanded: frozenset[str],  # noqa: ARG002
    ) -> list[Fields]:
        return rows.updates(found)

    def one(self, **identity: object) -> Fields:
        update = get_object_or_404(self.get_queryset(), key=identity["key"])
        return rows.updates([update])[0]
