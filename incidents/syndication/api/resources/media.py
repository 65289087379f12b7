"""Media: images, quoted posts and videos that the stories show."""

import re
from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import FilterSet

from incidents.formats.plain import Fields
from incidents.models import Medium
from incidents.syndication.api import parameters, rows
from incidents.syndication.api.describing import identified_by
from incidents.syndication.api.endpoint import Endpoint
from incidents.syndication.api.shapes.media import MEDIUM_KINDS, MediumRow

Rows = QuerySet[Medium]
OF_THE_STORY = ("key", "path", "headline", "version_number", "update_counter", "retracted_at")
_KEY = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_IDENTIFIER = re.compile(f"({_KEY})[.]medium-([1-9][0-9]{{0,8}})")
IDENTITY = identified_by(
    "identifier",
    {"type": "string", "pattern": f"^{_KEY}[.]medium-[1-9][0-9]{{0,8}}$"},
    "The story's identifier, a dot, and the medium's own.",
)


class MediaFilters(FilterSet):  # type: ignore[misc]
    """Which of them."""

    incident = parameters.key("incident__key", "Shown by this story.")
    kind = parameters.one_of(MEDIUM_KINDS, "Of this kind.", field="kind")


class Media(Endpoint[Medium]):
    """Images, quoted posts and videos that public stories show."""

    row_class = MediumRow
    filterset_class = MediaFilters
    identity = IDENTITY

    def get_queryset(self) -> Rows:
        of_the_story = (f"incident__{column}" for column in OF_THE_STORY)
        found = Medium.objects.public().select_related("incident")
        return found.only("number", "kind", *of_the_story)

    def rows(
        self,
        found: Sequence[Medium],
        expanded: frozenset[str],  # noqa: ARG002
    ) -> list[Fields]:
        return rows.media(found)

    def one(self, **identity: object) -> Fields:
        named = _IDENTIFIER.fullmatch(str(identity["identifier"]))
        if named is None:
            raise Http404("No such medium")
        medium = get_object_or_404(self.get_queryset(), incident__key=named[1], number=named[2])
        told = rows.media([medium])
        if not told:
            raise Http404("No such medium")
        return told[0]
