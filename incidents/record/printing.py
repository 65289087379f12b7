"""Moments, states and names in the words that readers see."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as written
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext as _, gettext_noop, pgettext

from incidents.models import Incident, Medium, Redaction
from incidents.text.fragments.credits import Credits
from incidents.text.fragments.memory import Memory
from incidents.text.times import printed

PRINTED: Memory[str] = Memory(1_000_000)

OF_A_MOMENT = 400
"""Bytes of one that is printed."""


def moment_printed(at: datetime, zone: str) -> str:
    """A moment with its date: "1430 CET, 25 February 2017"."""
    day = day_printed(at.astimezone(ZoneInfo(zone)).date())
    return f"{printed(at, zone)}, {day}"


def moment_shown(at: datetime, zone: str) -> str:
    """The same; each is shown by many pages of the history of its story, and printed once."""
    key = (at, zone, get_language())
    return PRINTED.get(key) or PRINTED.keep(key, moment_printed(at, zone), OF_A_MOMENT)


def until_printed(at: datetime, until: datetime | None, zone: str) -> str:
    """When the next version came: the clock alone where it was the same day."""
    if until is None:
        return ""
    begun, ended = moment_shown(at, zone), moment_shown(until, zone)
    same_day = begun.partition(", ")[2] == ended.partition(", ")[2]
    return printed(until, zone) if same_day else ended


def day_printed(day: date) -> str:
    """A date: "25 February 2017"; most of those on a page are the same."""
    key = (day, get_language())
    return PRINTED.get(key) or PRINTED.keep(
        key, written(day, pgettext("form of a date", "j F Y")), OF_A_MOMENT
    )


def weekday_printed(day: date) -> str:
    """A date with its weekday: "Saturday, 25 February 2017"."""
    return written(day, pgettext("form of a date with its weekday", "l, j F Y"))


def month_printed(day: date) -> str:
    """The month of a date: "February 2017"."""
    return written(day, pgettext("form of a month", "F Y"))


def number_printed(number: int) -> str:
    """A number with its thousands apart, as the language of the pages has it: "12,000"."""
    return number_format(number, force_grouping=True)


def listed(names: Iterable[str]) -> str:
    """Names or numbers one after the other: "4, 5 and 6"."""
    return get_text_list([*names], pgettext("before the last of a list", "and"))


def byline_printed(told: Credits) -> str:
    """Who wrote a text, with which agencies, and where, as one line; empty where none is told."""
    given = {"names": listed(told.authors), "agencies": told.agencies}
    said = {
        (True, True): _("By %(names)s, with %(agencies)s"),
        (True, False): _("By %(names)s"),
        (False, True): _("With %(agencies)s"),
    }.get((bool(told.authors), bool(told.agencies)), "")
    if not (said and told.dateline):
        return said % given or told.dateline
    line = pgettext("place and byline", "%(place)s - %(byline)s")
    return line % {"place": told.dateline, "byline": said % given}


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


def medium_name(kind: str, number: str) -> str:
    """What something that a story shows is called: "Image 3"."""
    known = str(Medium.Kind(kind).label) if kind in Medium.Kind.values else _("Medium")
    return pgettext("something shown", "%(kind)s %(number)s") % {"kind": known, "number": number}


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
