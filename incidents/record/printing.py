"""Moments, states and names in the words that readers see."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as written
from django.utils.translation import gettext as _, gettext_noop, pgettext

from incidents.models import Incident, Redaction
from incidents.text.times import printed


def moment_printed(at: datetime, zone: str) -> str:
    """A moment with its date: "1430 CET, 25 February 2017"."""
    day = day_printed(at.astimezone(ZoneInfo(zone)).date())
    return f"{printed(at, zone)}, {day}"


def day_printed(day: date) -> str:
    """A date: "25 February 2017"."""
    return written(day, pgettext("form of a date", "j F Y"))


def month_printed(day: date) -> str:
    """The month of a date: "February 2017"."""
    return written(day, pgettext("form of a month", "F Y"))


def update_name(number: int | str) -> str:
    """What an update is called: "Update 3"."""
    return _("Update %(number)s") % {"number": number}


ROLES = {
    "writer": gettext_noop("Writer"),
    "editor": gettext_noop("Editor"),
    "chief": gettext_noop("Chief editor"),
}
"""What readers see beside a name, by the word that the history keeps."""


def role_name(role: str) -> str:
    """What someone was in the newsroom; empty where none was noted."""
    return _(ROLES[role]) if role in ROLES else ""


def category_name(category: str) -> str:
    """On what ground a text was removed."""
    known = category in Redaction.Category.values
    return str(Redaction.Category(category).label) if known else category


def status_label(status: str) -> str:
    """What a public state is called."""
    if status == "retracted":
        return _("Retracted")
    return str(Incident.Status(status).label)


PIECES = {
    "headline": gettext_noop("headline"),
    "lead": gettext_noop("initial report"),
    "captions": gettext_noop("pictures"),
    "medium": gettext_noop("pictures, posts and videos"),
    "topic_line": gettext_noop("topic line"),
    "slug": gettext_noop("address"),
    "source": gettext_noop("sources"),
    "about": gettext_noop("date"),
    "credits": gettext_noop("byline"),
    "pinned": gettext_noop("pinned update"),
    "key_events": gettext_noop("key events"),
    "status": gettext_noop("status"),
    "notice": gettext_noop("notice"),
    "topics": gettext_noop("topics"),
    "related": gettext_noop("related"),
    "summary": gettext_noop("summary"),
    "byline": gettext_noop("byline"),
    "note": gettext_noop("note"),
    "approval": gettext_noop("approval"),
    "correction": gettext_noop("correction"),
    "redaction": gettext_noop("redaction"),
    "returns": gettext_noop("returns"),
}
"""What readers call the pieces of a story, by the stem of their keys."""


def piece_name(key: str) -> str:
    """A piece key in readers' words."""
    stem, _between, number = key.partition("-")
    if stem == "update":
        return update_name(number)
    return _(PIECES[stem]) if stem in PIECES else stem
