"""The signed heads of the whole history, as the public may see them."""

from urllib.parse import urlsplit

from django.conf import settings

from incidents.models import Checkpoint, LedgerHead
from incidents.record.pages.transparency import HeadEntry, TransparencyPage
from incidents.record.printing import moment_printed
from incidents.text.hashing.checkpoint import VerifierKey, verifier_key

HEADS_ON_PAGE = 100


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
