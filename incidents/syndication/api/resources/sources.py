"""Sources: what the stories rest on."""

import re
from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django_filters.rest_framework import FilterSet

from incidents.formats.plain import Fields
from incidents.models import Link, Source
from incidents.syndication.api import parameters, rows
from incidents.syndication.api.describing import identified_by
from incidents.syndication.api.endpoint import Endpoint
from incidents.syndication.api.shapes.parts import SOURCE_KINDS, SourceRow

Rows = QuerySet[Source]
OF_THE_STORY = ("key", "path", "headline", "version_number", "update_counter", "retracted_at")
_KEY = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_IDENTIFIER = re.compile(f"({_KEY})[.]source-([1-9][0-9]{{0,8}})")
IDENTITY = identified_by(
    "identifier",
    {"type": "string", "pattern": f"^{_KEY}[.]source-[1-9][0-9]{{0,8}}$"},
    "The story's identifier, a dot, and the source's own.",
)


def of_outlet(found: Rows, _name: str, words: str) -> Rows:
    """Sources of an outlet, agency or person."""
    return found.filter(outlet__icontains=words)


def at_address(found: Rows, _name: str, url: str) -> Rows:
    """Sources that link to exactly this address."""
    return found.filter(link__digest=Link.digest_of(url))


class SourceFilters(FilterSet):  # type: ignore[misc]
    """Which sources."""

    incident = parameters.key("incident__key", "On the list of this story.")
    kind = parameters.one_of(SOURCE_KINDS, "Of this kind.", field="kind")
    outlet = parameters.text(of_outlet, "Words in the name.")
    url = parameters.text(at_address, "Linking to exactly this address.")


class Sources(Endpoint[Source]):
    """The sources on the numbered lists of public stories."""

    row_class = SourceRow
    filterset_class = SourceFilters
    identity = IDENTITY

    def get_queryset(self) -> Rows:
        found = Source.objects.listed().filter(
            incident__version_number__gt=0, incident__retracted_at=None
        )
        of_the_story = (f"incident__{column}" for column in OF_THE_STORY)
        return found.select_related("incident").only("number", "serial", *of_the_story)

    def rows(
        self,
        found: Sequence[Source],
        expanded: frozenset[str],  # noqa: ARG002
    ) -> list[Fields]:
        return rows.sources(found)

    def one(self, **identity: object) -> Fields:
        named = _IDENTIFIER.fullmatch(str(identity["identifier"]))
        if named is None:
            raise Http404("No such source")
        source = get_object_or_404(self.get_queryset(), incident__key=named[1], serial=named[2])
        told = rows.sources([source])
        if not told:
            raise Http404("No such source")
        return told[0]
