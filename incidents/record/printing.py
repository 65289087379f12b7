"""Moments and states in the words that readers see."""

from datetime import datetime
from zoneinfo import ZoneInfo

from incidents.models import Incident, Redaction
from incidents.text.times import printed, printed_date


def moment_printed(at: datetime, zone: str) -> str:
    """A moment with its date: "1430 CET, 25 February 2017"."""
    return f"{printed(at, zone)}, {printed_date(at.astimezone(ZoneInfo(zone)).date())}"


ROLES = {"writer": "Writer", "editor": "Editor", "chief": "Chief editor"}
"""What readers see beside a name, by the word that the history keeps."""


def role_name(role: str) -> str:
    """What someone was in the newsroom; empty where none was noted."""
    return ROLES.get(role, "")


def category_name(category: str) -> str:
    """On what ground a text was removed."""
    known = category in Redaction.Category.values
    return str(Redaction.Category(category).label) if known else category


def status_label(status: str) -> str:
    """What a public state is called."""
    if status == "retracted":
        return "Retracted"
    return str(Incident.Status(status).label)
