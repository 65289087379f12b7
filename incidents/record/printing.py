"""Moments and states in the words that readers see."""

from datetime import datetime
from zoneinfo import ZoneInfo

from incidents.models import Editor, Incident, Redaction
from incidents.text.times import printed, printed_date


def moment_printed(at: datetime, zone: str) -> str:
    """A moment with its date: "1430 CET, 25 February 2017"."""
    return f"{printed(at, zone)}, {printed_date(at.astimezone(ZoneInfo(zone)).date())}"


def role_name(role: str) -> str:
    """What a role in the newsroom is called; empty where none was noted."""
    return str(Editor.Role(role).label) if role in Editor.Role.values else ""


def category_name(category: str) -> str:
    """On what ground a text was removed."""
    known = category in Redaction.Category.values
    return str(Redaction.Category(category).label) if known else category


def status_label(status: str) -> str:
    """What a public state is called."""
    if status == "retracted":
        return "Retracted"
    return str(Incident.Status(status).label)
