"""What exists: the nouns of the newsroom, one module for each."""

from incidents.models.desk.draft import Draft, DraftAuthor, DraftText
from incidents.models.desk.note import Mention, Note
from incidents.models.desk.presence import Presence
from incidents.models.desk.session import Session
from incidents.models.editor import Editor, Origin, Right
from incidents.models.imported import ImportedStory
from incidents.models.incident import Address, CommentMode, Incident
from incidents.models.ledger.aside import Aside
from incidents.models.ledger.byline import Byline
from incidents.models.ledger.checkpoint import Checkpoint
from incidents.models.ledger.difference import KeptDifference
from incidents.models.ledger.event import Event
from incidents.models.ledger.purge import Purge
from incidents.models.ledger.redaction import Redaction
from incidents.models.ledger.version import Content, LedgerHead, Version, VersionPiece
from incidents.models.material.fetched import Fetched
from incidents.models.material.identity import SourceIdentity
from incidents.models.material.medium import Medium
from incidents.models.material.picture import Picture, Rendition
from incidents.models.newsroom.campaign import Campaign, CampaignAmount
from incidents.models.newsroom.front import Arrangement, Placement
from incidents.models.newsroom.house import House
from incidents.models.newsroom.listed import Listed, Shelf, Tally
from incidents.models.newsroom.site_page import SitePage
from incidents.models.readers.comment import Comment, CommentBan
from incidents.models.readers.report import Report
from incidents.models.readers.search import Findable, FindableHead
from incidents.models.related import Related
from incidents.models.source import Link, Source
from incidents.models.topic import IncidentTopic, Topic, TopicAddress, TopicAlias
from incidents.models.update import Citation, Update

__all__ = [
    "Address",
    "Arrangement",
    "Aside",
    "Byline",
    "Campaign",
    "CampaignAmount",
    "Checkpoint",
    "Citation",
    "Comment",
    "CommentBan",
    "CommentMode",
    "Content",
    "Draft",
    "DraftAuthor",
    "DraftText",
    "Editor",
    "Event",
    "Fetched",
    "Findable",
    "FindableHead",
    "House",
    "ImportedStory",
    "Incident",
    "IncidentTopic",
    "KeptDifference",
    "LedgerHead",
    "Link",
    "Listed",
    "Medium",
    "Mention",
    "Note",
    "Origin",
    "Picture",
    "Placement",
    "Presence",
    "Purge",
    "Redaction",
    "Related",
    "Rendition",
    "Report",
    "Right",
    "Session",
    "Shelf",
    "SitePage",
    "Source",
    "SourceIdentity",
    "Tally",
    "Topic",
    "TopicAddress",
    "TopicAlias",
    "Update",
    "Version",
    "VersionPiece",
]
