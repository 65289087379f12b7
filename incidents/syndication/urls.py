"""Addresses for machines."""

from typing import Any

from django.urls import path, re_path

from incidents.syndication.api import documents, problems
from incidents.syndication.api.resources.changes import Changes
from incidents.syndication.api.resources.corrections import Corrections
from incidents.syndication.api.resources.incidents import Incidents
from incidents.syndication.api.resources.media import Media
from incidents.syndication.api.resources.sources import Sources
from incidents.syndication.api.resources.start import Start
from incidents.syndication.api.resources.topics import Topics
from incidents.syndication.api.resources.updates import Updates
from incidents.syndication.api.resources.versions import Versions

app_name = "syndication"

LIST: dict[str, Any] = {"get": "list"}
ITEM: dict[str, Any] = {"get": "retrieve"}
V1 = "api/v1/"

urlpatterns = [
    path(V1, Start.as_view(ITEM), name="root"),
    path(f"{V1}incidents/", Incidents.as_view(LIST), name="incidents"),
    path(f"{V1}incidents/<uuid:key>/", Incidents.as_view(ITEM), name="incident"),
    path(f"{V1}updates/", Updates.as_view(LIST), name="updates"),
    path(f"{V1}updates/<uuid:key>/", Updates.as_view(ITEM), name="update"),
    path(f"{V1}versions/", Versions.as_view(LIST), name="versions"),
    path(f"{V1}versions/<int:position>/", Versions.as_view(ITEM), name="version"),
    path(f"{V1}changes/", Changes.as_view(LIST), name="changes"),
    path(f"{V1}corrections/", Corrections.as_view(LIST), name="corrections"),
    path(f"{V1}sources/", Sources.as_view(LIST), name="sources"),
    path(f"{V1}sources/<str:identifier>/", Sources.as_view(ITEM), name="source"),
    path(f"{V1}media/", Media.as_view(LIST), name="media"),
    path(f"{V1}media/<str:identifier>/", Media.as_view(ITEM), name="medium"),
    path(f"{V1}topics/", Topics.as_view(LIST), name="topics"),
    path(f"{V1}topics/<str:slug>/", Topics.as_view(ITEM), name="topic"),
    path(f"{V1}schema/", documents.schema, name="schema"),
    path(f"{V1}docs/", documents.docs, name="docs"),
    re_path("^api(?:/.*)?$", problems.nowhere, name="nowhere"),
]
