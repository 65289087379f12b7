"""Versions: every public change of every story, in the one order of the site."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import FilterSet

from incidents.formats.plain import Fields
from incidents.models import Version
from incidents.record.history.sitewide import signed
from incidents.syndication.api import parameters, rows
from incidents.syndication.api.describing import identified_by
from incidents.syndication.api.endpoint import Endpoint
from incidents.syndication.api.shapes.parts import KINDS, ORIGINS, VersionRow

Rows = QuerySet[Version]


def _signed(rows: Rows, _name: str, written: str) -> Rows:
    return rows.filter(position__in=signed(written).values("position"))


class VersionFilters(FilterSet):  # type: ignore[misc]
    """Which changes."""

    incident = parameters.key("incident__key", "Of this story.")
    kind = parameters.one_of(KINDS, "Of this kind.", field="kind")
    byline = parameters.text(_signed, "Published under this name, as its page's address has it.")
    origin = parameters.one_of(ORIGINS, "From here.", field="origin")
    since = parameters.position("position", "After this position.")
    at_after = parameters.moment("at", "gte", "Shown with this time or later.")
    at_before = parameters.moment("at", "lte", "Shown with this time or earlier.")


class Versions(Endpoint[Version]):
    """Every public change; of retracted stories the reason alone is told."""

    key = "position"
    row_class = VersionRow
    identity = identified_by("position", {"type": "integer", "minimum": 1}, "Its position.")
    filterset_class = VersionFilters

    def get_queryset(self) -> Rows:
        return Version.objects.select_related("incident", "byline").defer(
            "incident__lead", "incident__lead_marks", "incident__verification_notice", "touched"
        )

    def rows(
        self,
        found: Sequence[Version],
        expanded: frozenset[str],  # noqa: ARG002
    ) -> list[Fields]:
        return rows.versions(found)

    def one(self, **identity: object) -> Fields:
        version = get_object_or_404(self.get_queryset(), position=identity["position"])
        return rows.versions([version])[0]
