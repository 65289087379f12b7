"""What happens to the trail of acts: it is taken along, and forgets after a time from where."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from incidents.actions.ledger.change import write_event
from incidents.models import Editor, Event, Right

A_WEEK = timedelta(days=7)
PORTION = 1000
"""How many acts forget where they came from in one go."""


def note_export(*, by: Editor) -> None:
    """Write down that somebody took the trail along as a file. Raises NotAllowed."""
    write_event("audit.exported", by=by, needs=Right.AUDIT)


def forget_origins(*, after: timedelta) -> int:
    """Take address and session off acts that are older than that; the acts themselves stay.

    How many were done in this portion, 0 where nothing is left. An act younger than a week never
    forgets: the database would not let it.
    """
    old = Event.objects.filter(at__lt=Now() - max(after, A_WEEK)).filter(
        ~Q(address=None) | ~Q(session="")
    )
    keys = list(old.order_by("at").values_list("pk", flat=True)[:PORTION])
    return Event.objects.filter(pk__in=keys).update(address=None, session="")
