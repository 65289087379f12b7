"""The signed heads of the whole history, as the public may see them."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from incidents.models import Checkpoint, LedgerHead
from incidents.record.printing import moment_printed
from incidents.text.hashing.checkpoint import VerifierKey, verifier_key

HEADS_ON_PAGE = 100


@dataclass(frozen=True, slots=True)
class HeadEntry:
    """One signed head: the root, in hex, over the first `size` public changes."""

    size: int
    root: str
    at: dt.datetime
    printed: str


@dataclass(frozen=True, slots=True)
class TransparencyPage:
    """The latest head, the key that checks it, and a page of the series, the largest first.

    `position` is the last public change of the site; `older` the size below which the series goes
    on, None at its end; `before` is the size below which this page begins, None for the first.
    """

    origin: str
    key: str
    position: int
    latest: HeadEntry | None
    note: str
    heads: tuple[HeadEntry, ...]
    before: int | None
    older: int | None
    path: str = "/transparency"


def origin() -> str:
    """What the heads of this site are heads of; their key signs under the same name."""
    return f"{urlsplit(settings.SITE_URL).hostname}/history"


def key() -> VerifierKey:
    """The key with which anybody can check the heads."""
    return verifier_key(origin(), settings.SIGNING_KEY)


def transparency(before: int | None = None) -> TransparencyPage:
    """The latest head and a page of the series: the first, or the heads below a size."""
    rows = Checkpoint.objects.defer("frontier").order_by("-size")
    latest = rows.first()
    below = rows if before is None else rows.filter(size__lt=before)
    found = list(below[: HEADS_ON_PAGE + 1])
    shown = found[:HEADS_ON_PAGE]
    return TransparencyPage(
        origin=origin(),
        key=str(key()),
        position=LedgerHead.objects.values_list("position", flat=True).first() or 0,
        latest=_entry(latest) if latest else None,
        note=latest.note if latest else "",
        heads=tuple(map(_entry, shown)),
        before=before,
        older=shown[-1].size if len(found) > HEADS_ON_PAGE else None,
    )


def note(size: int | None = None) -> str | None:
    """The signed note of a size, or the latest; None where there is none."""
    rows = Checkpoint.objects.order_by("-size")
    chosen = rows if size is None else rows.filter(size=size)
    return chosen.values_list("note", flat=True).first()


def _entry(row: Checkpoint) -> HeadEntry:
    printed = moment_printed(row.at, settings.TIME_ZONE)
    return HeadEntry(size=row.size, root=row.root, at=row.at, printed=printed)
