"""What exists: the nouns of the newsroom, one module for each."""

from incidents.models.editor import Editor
from incidents.models.house import House
from incidents.models.imported import ImportedStory
from incidents.models.incident import Address, Incident
from incidents.models.ledger.event import Event
from incidents.models.ledger.version import Content, LedgerHead, Version, VersionPiece
from incidents.models.related import Related
from incidents.models.source import Link, Source
from incidents.models.topic import IncidentTopic, Topic
from incidents.models.update import Citation, Update

__all__ = [
    "Address",
    "Citation",
    "Content",
    "Editor",
    "Event",
    "House",
    "ImportedStory",
    "Incident",
    "IncidentTopic",
    "LedgerHead",
    "Link",
    "Related",
    "Source",
    "Topic",
    "Update",
    "Version",
    "VersionPiece",
]
