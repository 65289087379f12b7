"""How often readers may write: counted under locks, and told in words when to come again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, ngettext

from incidents.actions.refusals import Refused
from incidents.models import Incident

DAY = timedelta(days=1)
"""So long a sender's hash is kept: no limit looks back further."""

MOST_MINUTES = 90
"""From here on it is said in hours when to come again."""

LOCK = "SELECT pg_advisory_xact_lock(%s, hashtext(%s))"


class TooMany(Refused):
    """More than a limit allows; `seconds` says when the next one is taken."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Limit:
    """So many within a span, and what who sends more is told."""

    span: timedelta
    most: int
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Limits:
    """What one sender may send, and one story take in.

    `locks` are two classes of advisory locks; they are always taken in this order, so that no two
    senders wait in a ring.
    """

    of_sender: tuple[Limit, ...]
    of_story: Limit
    locks: tuple[int, int]

    def hold(self, rows: QuerySet[Any], incident: Incident, senders: Sequence[str]) -> None:
        """Refuse one more than these senders may send on this story. Raises TooMany.

        Who sends at the same moment is counted after this transaction.
        """
        with connection.cursor() as cursor:
            for sender in sorted(senders):
                cursor.execute(LOCK, [self.locks[0], sender])
            cursor.execute(LOCK, [self.locks[1], str(incident.pk)])
        for limit in self.of_sender:
            _hold(rows.filter(sender__in=senders), limit)
        _hold(rows.filter(incident=incident), self.of_story)


def forget_senders(rows: QuerySet[Any]) -> None:
    """Who sent something is of no use once it counts for no limit."""
    rows.filter(sent_at__lt=timezone.now() - DAY).exclude(sender="").update(sender="")


def _hold(rows: QuerySet[Any], limit: Limit) -> None:
    """Refuse when as many were sent within the span; the next one fits when the oldest is out."""
    since = timezone.now() - limit.span
    recent = rows.filter(sent_at__gt=since).order_by("-sent_at")
    times = list(recent.values_list("sent_at", flat=True)[: limit.most])
    if len(times) == limit.most:
        seconds = max(1, int((times[-1] - since).total_seconds()) + 1)
        raise TooMany(" ".join((str(limit.why), _again(seconds))), seconds)


def _again(seconds: int) -> str:
    minutes, hours = -(-seconds // 60), -(-seconds // 3600)
    if minutes > MOST_MINUTES:
        return ngettext(
            "Please send this again in %(number)s hour.",
            "Please send this again in %(number)s hours.",
            hours,
        ) % {"number": hours}
    if minutes == 1:
        return _("Please send this again in a minute.")
    return ngettext(
        "Please send this again in %(number)s minute.",
        "Please send this again in %(number)s minutes.",
        minutes,
    ) % {"number": minutes}
