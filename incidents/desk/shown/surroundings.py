"""What stands around a text that is being written, for the hints on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone

from incidents.desk.forms import moments
from incidents.models import Incident, Topic, Update
from incidents.text.hints import Hint, Surroundings, hints

LONGEST_TEXT = 60_000
"""Characters of HTML that are read for hints: more than any update; the rest has none."""

MOST_UPDATES = 200
"""The newest updates that a text is compared with."""

MOST_DISPUTED = 500
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it stands in a form: of an update, new or old, or of the initial report."""

    text: str
    at: str = ""
    fold: str = ""
    zone: str = ""
    day: str = ""
    cites: bool = False
    is_report: bool = False
    update: int | None = None
    """The number of the update that is being changed; None for a new one."""


def found(written: Written, incident: Incident) -> list[Hint]:
    """The places of a text that are worth a look; three queries, whatever its length."""
    if not written.text.strip():
        return []
    return hints(written.text[:LONGEST_TEXT], _around(written, incident))


def _around(written: Written, incident: Incident) -> Surroundings:
    return Surroundings(
        cites_source=written.cites or written.is_report,
        language=incident.language,
        earlier=[] if written.is_report else _earlier(incident, written.update),
        printed_at=_printed_at(written, incident),
        disputed=_disputed(),
    )


def _earlier(incident: Incident, number: int | None) -> list[tuple[str, str]]:
    """The story so far, oldest first: its report, its captions, the updates before this one."""
    rows = Update.objects.filter(incident=incident, state=Update.State.PUBLISHED)
    if number is not None:
        rows = rows.filter(number__lt=number)
    newest = rows.order_by("-number").values_list("number", "body")[:MOST_UPDATES]
    captions = "".join(f"<p>{escape(caption, quote=False)}</p>" for caption in incident.captions)
    return [
        ("the initial report", incident.lead),
        ("a caption", captions),
        *((f"Update {number}", body) for number, body in reversed(newest)),
    ]


def _disputed() -> Mapping[str, Sequence[str]]:
    """Every name that readers see with a qualifier, with the words of the qualifiers it has."""
    rows = Topic.objects.exclude(qualifier="").prefetch_related("aliases")[:MOST_DISPUTED]
    words: dict[str, list[str]] = {}
    for topic in rows:
        names = {topic.name, topic.printed_name, *(alias.name for alias in topic.aliases.all())}
        for name in names:
            words.setdefault(name, []).append(topic.qualifier)
    return words


def _printed_at(written: Written, incident: Incident) -> datetime | None:
    """The time that the text will carry; a report carries the day of its story."""
    zone = written.zone or incident.time_zone
    if written.is_report:
        return _of_the_day(_day(written.day) or incident.date, incident.time_zone)
    try:
        at = moments.read(written.at, zone, written.fold or moments.FIRST)
        return at.astimezone(ZoneInfo(zone))
    except (ValidationError, OverflowError):
        return None


def _of_the_day(day: date, zone: str) -> datetime:
    now = timezone.now().astimezone(ZoneInfo(zone))
    if day == now.date():
        return now
    return datetime.combine(day, LAST_MINUTE, ZoneInfo(zone))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
