"""What caches were asked to forget, until they have."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from incidents.models import Purge

MOST_AT_ONCE = 100


def deliver(
    tell: Callable[[Sequence[str]], bool], *, again_after: timedelta = timedelta()
) -> bool | None:
    """Hand the tags of the oldest waiting purges to `tell`, which says whether it took them.

    What was taken is done, but for purges younger than `again_after`: these are handed over once
    more then, because a page that was rendered before the purge may reach the cache after it.
    Gives what `tell` said, None where nothing was waiting. `attempts` counts what was taken. Who
    else delivers at the same moment is handed other purges.
    """
    with transaction.atomic():
        settled = timezone.now() - again_after
        waiting = Purge.objects.select_for_update(skip_locked=True).filter(
            Q(attempts=0) | Q(asked_at__lte=settled), done_at=None
        )
        rows = list(waiting.order_by("id")[:MOST_AT_ONCE])
        if not rows:
            return None
        taken = tell(sorted({tag for row in rows for tag in row.tags}))
        if taken:
            told = Purge.objects.filter(pk__in=[row.pk for row in rows])
            told.update(attempts=F("attempts") + 1)
            told.filter(asked_at__lte=settled).update(done_at=timezone.now())
    return taken
