"""How the pages of a story's history word and group its versions."""

from collections.abc import Iterable
from itertools import groupby
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, gettext_noop

from incidents.record.entries import ChangeEntry
from incidents.record.history import choosing
from incidents.record.pages.history import ChangesPage

register = template.Library()

Days = list[tuple[str, list[ChangeEntry]]]


@register.filter
def by_day(changes: Iterable[ChangeEntry]) -> Days:
    """Versions in their order under the dates on which they became live."""
    return [(day, list(rows)) for day, rows in groupby(changes, _day)]


@register.filter
def clock(change: ChangeEntry) -> str:
    """The time of a version without its date, which stands above the row: "1430 CET"."""
    return change.printed.partition(", ")[0]


@register.filter
def newest_on_clock(page: ChangesPage) -> str:
    """When the newest version listed became live, as a field for a date and a time takes it."""
    at = max((change.at for change in page.changes), default=None)
    return at.astimezone(ZoneInfo(page.time_zone)).strftime("%Y-%m-%dT%H:%M") if at else ""


@register.filter
def lasted(change: ChangeEntry) -> int:
    """How many seconds a version was live; 0 for the current one."""
    return int((change.until - change.at).total_seconds()) if change.until else 0


OUTCOMES = {
    "changed": gettext_noop("Changed"),
    "added": gettext_noop("Added"),
    "removed": gettext_noop("Removed"),
    "redacted": gettext_noop("Redacted"),
    "uncompared": gettext_noop("Not compared"),
}
"""What became of a piece between two versions."""


@register.filter
def outcome(name: str) -> str:
    """What became of a piece, in readers' words."""
    return _(OUTCOMES[name])


@register.filter
def breakable(text: str) -> SafeString:
    """A long word such as a hash, which may be broken after every eighth sign."""
    parts = [text[place : place + 8] for place in range(0, len(text), 8)]
    return mark_safe("<wbr>".join(format_html("{}", part) for part in parts))  # noqa: S308


@register.filter
def offered(key: str) -> str:
    """Under what a piece is chosen for a page of its own."""
    return choosing.offered(key)


def _day(change: ChangeEntry) -> str:
    return change.printed.partition(", ")[2]
