"""Who else is at a story: said by open pages, forgotten when they fall silent."""

import uuid
from datetime import timedelta

from incidents.actions.ledger.change import Clock
from incidents.models import Editor, Incident, Presence

HERE = timedelta(seconds=45)
"""How long a page counts as open after it was last heard of."""

FORGOTTEN = timedelta(hours=1)


def seen(
    page: uuid.UUID, incident: Incident, *, by: Editor, draft: uuid.UUID | None = None
) -> None:
    """Note that somebody's page is open at a story, and which draft is written there."""
    values = {"incident": incident, "editor": by, "draft": draft, "seen_at": Clock()}
    if not Presence.objects.filter(page=page, editor=by).update(**values):
        Presence.objects.bulk_create([Presence(page=page, **values)], ignore_conflicts=True)


def here(incident: Incident, *, beside: uuid.UUID | None = None) -> list[Presence]:
    """The other pages that are open at a story, by name."""
    rows = Presence.objects.filter(incident=incident, seen_at__gt=Clock() - HERE)
    if beside is not None:
        rows = rows.exclude(page=beside)
    return list(rows.select_related("editor").order_by("editor__username"))


def forget() -> None:
    """Forget the pages that fell silent long ago."""
    Presence.objects.filter(seen_at__lt=Clock() - FORGOTTEN).delete()
