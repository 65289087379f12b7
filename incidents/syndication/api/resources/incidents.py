"""Running stories: in a list as heads, or whole."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import FilterSet

from incidents import record
from incidents.formats import plain
from incidents.formats.plain import Fields
from incidents.models import Incident, IncidentTopic, Source, Version
from incidents.syndication.api import parameters, rows
from incidents.syndication.api.describing import identified_by
from incidents.syndication.api.endpoint import Endpoint, site
from incidents.syndication.api.shapes.parts import KINDS
from incidents.syndication.api.shapes.stories import (
    PARTS,
    STATUSES,
    IncidentRow,
    WholeIncident,
)

Rows = QuerySet[Incident]
COLUMNS = (
    *("key", "path", "headline", "status", "time_zone", "version_number", "position"),
    *("update_counter", "source_counter", "published_at", "retracted_at", "retraction_reason"),
)


def about_topic(found: Rows, _name: str, slug: str) -> Rows:
    """Stories that carry a topic."""
    named = Q(topic__slug=slug) | Q(topic__addresses__slug=slug)
    links = IncidentTopic.objects.filter(named, incident=OuterRef("pk"))
    return found.filter(Exists(links))


def of_status(found: Rows, _name: str, status: str) -> Rows:
    """Stories that stand so; a retracted one is neither live nor ended."""
    if status == "retracted":
        return found.filter(retracted_at__isnull=False)
    return found.filter(status=status, retracted_at=None)


def resting_on(found: Rows, _name: str, words: str) -> Rows:
    """Stories that list such a source; of a retracted story the sources are not public."""
    listed = Source.objects.listed().filter(incident=OuterRef("pk"))
    such = Q(outlet__icontains=words) | Q(link__url__icontains=words)
    return found.filter(Exists(listed.filter(such)), retracted_at=None)


def changed_by(found: Rows, _name: str, kind: str) -> Rows:
    """Stories that have a version of a kind."""
    return found.filter(Exists(Version.objects.filter(incident=OuterRef("pk"), kind=kind)))


def changed_since(found: Rows, _name: str, moment: datetime) -> Rows:
    """Stories whose latest version was recorded at a moment or after it."""
    latest = Version.objects.filter(position=OuterRef("position"), recorded_at__gte=moment)
    return found.filter(Exists(latest))


def in_language(found: Rows, _name: str, tag: str) -> Rows:
    """Stories in a language; “en” finds “en-GB” too."""
    return found.filter(Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-"))


class IncidentFilters(FilterSet):  # type: ignore[misc]
    """Which stories."""

    date_after = parameters.day("date", "gte", "Of this date or later.")
    date_before = parameters.day("date", "lte", "Of this date or earlier.")
    topic = parameters.text(about_topic, "The slug of a topic that the story carries.")
    status = parameters.one_of(STATUSES, "Where the story stands.", of_status)
    source = parameters.text(
        resting_on, "Words in the outlet or the address of a source on its list."
    )
    kind = parameters.one_of(KINDS, "Has a version of this kind.", changed_by)
    language = parameters.text(in_language, "A language tag; “en” finds “en-GB” too.")
    updated_since = parameters.moment(
        "", "gte", "Changed here at this time or later; see `recorded_at`.", changed_since
    )
    since = parameters.position("position", "Changed after this position.")


class Incidents(Endpoint[Incident]):
    """Published stories; retracted ones are there as tombstones."""

    key = "position"
    row_class = IncidentRow
    identity = identified_by("key", {"type": "string", "format": "uuid"}, "The id of the story.")
    filterset_class = IncidentFilters
    item_class = WholeIncident
    parts = PARTS

    def get_queryset(self) -> Rows:
        return Incident.objects.published().only(*COLUMNS)

    def rows(self, found: Sequence[Incident], expanded: frozenset[str]) -> list[Fields]:
        return rows.stories(found, expanded)

    def one(self, **identity: object) -> Fields:
        incident = get_object_or_404(Incident.objects.published(), key=identity["key"])
        head = rows.stories([incident])[0]
        return {**head, **plain.story(record.of(incident), site()), "id": head["id"]}
