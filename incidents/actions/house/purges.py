"""What caches were asked to forget, until they have; what pages in memory were told of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from incidents.models import Aside, Purge

MOST_AT_ONCE = 100
LEASE = timedelta(minutes=2)
"""How long nobody else delivers what somebody has begun to deliver; more than requests take."""

KEPT = timedelta(days=7)
"""How long a purge is kept after it was done, for whoever asks why a page was still shown."""

FROZEN = "frozen"
"""The tag of every frozen page: forgotten when what stands at the foot of all pages changes, and
with every redaction, wherever the words stood."""

ASIDES_KEPT = timedelta(days=2)
"""How long what was told aside is kept for who was cut off: twice as long as they rely on it."""


def forget_asides() -> None:
    """Forget what was told aside so long ago that nobody reads it any more."""
    Aside.objects.filter(at__lt=timezone.now() - ASIDES_KEPT).delete()


def ask(*tags: str) -> None:
    """Have caches forget the pages that carry these tags, where there is a cache to be told."""
    if settings.CACHE_PURGE_URL:
        Purge.objects.create(tags=sorted(tags))


@dataclass(frozen=True, slots=True)
class _Claimed:
    """Purges that nobody else delivers for now; of these, those that are `settled` need no more."""

    rows: Sequence[Purge]
    until: datetime
    settled: datetime


def deliver(
    tell: Callable[[Sequence[str]], bool], *, again_after: timedelta = timedelta()
) -> bool | None:
    """Hand the tags of the oldest waiting purges to `tell`, which says whether it took them.

    What was taken is done, but for purges younger than `again_after`: these are handed over once
    more then, because a page that was rendered before the purge may reach the cache after it.
    Gives what `tell` said, None where nothing was waiting. `attempts` counts every try. Who else
    delivers at the same moment is handed other purges; `tell` runs outside of any transaction.
    """
    claimed = _claim(again_after)
    if not claimed.rows:
        return None
    taken = False
    try:
        taken = tell(sorted({tag for row in claimed.rows for tag in row.tags}))
    finally:
        _record(claimed, taken=taken)
    return taken


@transaction.atomic
def _claim(again_after: timedelta) -> _Claimed:
    now = timezone.now()
    until = now + LEASE
    waiting = Purge.objects.select_for_update(skip_locked=True).filter(
        Q(told_at=None) | Q(asked_at__lte=now - again_after),
        Q(leased_until=None) | Q(leased_until__lte=now),
        done_at=None,
    )
    rows = list(waiting.order_by("id")[:MOST_AT_ONCE])
    if rows:
        _among(rows).update(leased_until=until, attempts=F("attempts") + 1)
    return _Claimed(rows, until, now - again_after)


@transaction.atomic
def _record(claimed: _Claimed, *, taken: bool) -> None:
    """Write down what became of purges, give them back, and forget those done long ago."""
    now, rows = timezone.now(), _among(claimed.rows)
    if taken:
        rows.filter(told_at=None).update(told_at=now)
        rows.filter(done_at=None, asked_at__lte=claimed.settled).update(done_at=now)
        Purge.objects.filter(done_at__lt=now - KEPT).delete()
    rows.filter(leased_until=claimed.until).update(leased_until=None)


def _among(rows: Sequence[Purge]) -> QuerySet[Purge]:
    return Purge.objects.filter(pk__in=[row.pk for row in rows])
