"""What changed across the site: every public change, those under one name, what was put right."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from incidents.models import Byline, Redaction, Version, VersionPiece
from incidents.models.editor import DESK_BYLINE
from incidents.record import across
from incidents.record.history import bylines
from incidents.record.pages.sitewide import (
    BylineEntry,
    BylinePage,
    Chosen,
    CorrectionsPage,
    ListedChange,
    Listing,
    SiteChangesPage,
)
from incidents.text.addresses.stories import story_path

KINDS = {str(kind.value): kind.label for kind in Version.Kind}
"""Every kind of change, with its name in readers' words."""

PUT_RIGHT = {kind: KINDS[kind] for kind in ("correction", "clarification", "retraction")}
"""The kinds of change by which a newsroom says that it was wrong or unclear."""

INFERRED = Q(origin=Version.Origin.IMPORTED, kind=Version.Kind.CLARIFICATION)
"""Changes that an import could only guess to be clarifications: nobody said that they were."""

MOST_BYLINES = 200
"""So many names are offered to choose from; the one that was chosen is always among them."""

FIRST_SINCE = """
WITH RECURSIVE narrowed(moment, low, high) AS (
    SELECT moment, 1::bigint, (SELECT coalesce(max(position), 0) + 1 FROM incidents_ledgerhead)
    FROM unnest(%s::timestamptz[]) AS moment
    UNION ALL
    SELECT moment,
        CASE WHEN version.recorded_at < moment THEN middle + 1 ELSE low END,
        CASE WHEN version.recorded_at < moment THEN high ELSE middle END
    FROM (
        SELECT moment, low, high, (low + high) / 2 AS middle FROM narrowed WHERE low < high
    ) AS halved
    LEFT JOIN incidents_version AS version ON version.position = middle
)
SELECT low FROM narrowed WHERE low = high ORDER BY moment
"""
"""The first position at or after each moment, by halves: the ledger's clock never runs back."""

MONTHS = """
SELECT DISTINCT date_trunc('month', recorded_at AT TIME ZONE %s)::date AS month
FROM incidents_version
WHERE kind = ANY(%s) AND NOT (origin = 'imported' AND kind = 'clarification') ORDER BY month DESC
"""

Rows = QuerySet[Version]


def site_changes(chosen: Chosen) -> SiteChangesPage:
    """Public changes of the whole site, newest first, as many as asked for."""
    rows = signed(chosen.byline) if chosen.byline else Version.objects.all()
    return SiteChangesPage(listing=_listing(rows, chosen), bylines=_bylines(chosen.byline))


def byline(slug: str, chosen: Chosen) -> BylinePage | None:
    """Everything published under a name; None where there is none, or none that may be shown."""
    rows = signed(slug)
    counted = rows.order_by().values("kind").annotate(count=Count("position"))
    kinds = sorted(((one["count"], one["kind"]) for one in counted), key=lambda one: -one[0])
    if not kinds:
        return None
    row = bylines.named(slug).first()
    return BylinePage(
        byline=BylineEntry(row.name if row else DESK_BYLINE, slug),
        count=sum(count for count, _ in kinds),
        kinds=tuple((kind, str(KINDS[kind]), count) for count, kind in kinds),
        listing=_listing(rows, chosen),
    )


def byline_was_known(slug: str) -> bool:
    """Whether readers once saw such a name, whatever became of it."""
    return Byline.objects.filter(slug=slug).exists()


def corrections(chosen: Chosen) -> CorrectionsPage:
    """Corrections, clarifications and retractions of the whole site, newest first.

    What an import took for a clarification is not among them.
    """
    rows = Version.objects.filter(kind__in=PUT_RIGHT).exclude(INFERRED)
    with connection.cursor() as cursor:
        cursor.execute(MONTHS, [settings.TIME_ZONE, list(PUT_RIGHT)])
        months = tuple(row[0] for row in cursor.fetchall())
    return CorrectionsPage(listing=_listing(rows, chosen), months=months)


def latest_put_right(most: int) -> tuple[ListedChange, ...]:
    """The latest corrections, clarifications and retractions of the whole site, newest first."""
    rows = Version.objects.exclude(INFERRED).order_by("-position").values("position")
    first, *others = (rows.filter(kind=kind)[:most] for kind in PUT_RIGHT)
    newest = first.union(*others).order_by("-position")[:most]
    chosen = Version.objects.filter(position__in=[row["position"] for row in newest])
    found = list(_with_stories(chosen).order_by("-position"))
    return _listed(found) if found else ()


def signed(slug: str) -> Rows:
    """The versions under a name, but for those from which the name was removed by law."""
    same = bylines.signed(slug)
    if slug == bylines.DESK:  # what no person did is signed in the same way
        same |= bylines.UNSIGNED[slug]
    return Version.objects.filter(same).exclude(position__in=_unnamed())


def _unnamed() -> QuerySet[VersionPiece, int]:
    """The positions of the versions from which a name was removed: few, whatever the history."""
    removed = Redaction.objects.values("content")
    rows = VersionPiece.objects.filter(key="byline", content__in=removed)
    return rows.values_list("version_id", flat=True)


def _bylines(chosen: str) -> tuple[BylineEntry, ...]:
    """The names to choose from, in their order; a chosen one beyond the most comes last."""
    shown = Version.objects.filter(byline=OuterRef("pk")).exclude(position__in=_unnamed())
    rows = Byline.objects.filter(Exists(shown)).order_by("name")
    found = tuple(BylineEntry(row.name, row.slug) for row in rows[:MOST_BYLINES])
    if not chosen or any(entry.slug == chosen for entry in found):
        return found
    if chosen == bylines.DESK:
        return *found, BylineEntry(DESK_BYLINE, bylines.DESK)
    return *found, *(BylineEntry(row.name, row.slug) for row in rows.filter(slug=chosen))


def _listing(rows: Rows, chosen: Chosen) -> Listing:
    """One page of a list: its rows, and the ways to newer and older ones."""
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.date:
        first, end = _positions(*_span(chosen.date))
        rows = rows.filter(position__gte=first, position__lt=end)
    found, newer, older = _page(rows, chosen)
    return Listing(changes=_listed(found), chosen=chosen, newer=newer, older=older)


def _page(rows: Rows, chosen: Chosen) -> tuple[list[Version], Chosen | None, Chosen | None]:
    rows = _with_stories(rows)
    upwards = chosen.after > 0
    if upwards:
        rows = rows.filter(position__gt=chosen.after)
    elif chosen.before:
        rows = rows.filter(position__lt=chosen.before)
    found = list(rows.order_by("position" if upwards else "-position")[: chosen.size + 1])
    more, found = len(found) > chosen.size, found[: chosen.size]
    found = found[::-1] if upwards else found
    newest, oldest = (found[0].position, found[-1].position) if found else (0, chosen.after + 1)
    newer = chosen.onward(after=newest) if found and (more if upwards else chosen.before) else None
    older = chosen.onward(before=oldest) if more or upwards else None
    return found, newer, older


def _with_stories(rows: Rows) -> Rows:
    """Versions with what a list says of their stories."""
    return rows.select_related("incident", "byline").defer(
        "incident__lead", "incident__lead_marks", "incident__verification_notice", "touched"
    )


def _listed(rows: Sequence[Version]) -> tuple[ListedChange, ...]:
    zone = ZoneInfo(settings.TIME_ZONE)
    unnamed = set(_unnamed().filter(version__in=[row.position for row in rows]))
    return tuple(
        ListedChange(
            change=entry,
            story_path=story_path(row.incident.path),
            language=row.incident.language,
            retracted=row.incident.retracted_at is not None,
            day=row.recorded_at.astimezone(zone).date(),
            byline_path="" if row.position in unnamed else _byline_path(row),
        )
        for row, entry in zip(rows, across.changes(rows), strict=True)
    )


def _byline_path(row: Version) -> str:
    """Where the name leads; nobody in particular imported what was imported."""
    if row.byline is not None:
        return BylineEntry(row.byline.name, row.byline.slug).path
    imported = row.origin == Version.Origin.IMPORTED
    return "" if imported else BylineEntry(DESK_BYLINE, bylines.DESK).path


def _span(written: str) -> tuple[datetime, datetime]:
    """The beginning and the end of a year, month or day in the newsroom's zone."""
    year, month, day = ([int(part) for part in written.split("-")] + [0, 0])[:3]
    first = date(year, month or 1, day or 1)
    if day:
        after = first + timedelta(days=1)
    elif month:
        after = (first + timedelta(days=31)).replace(day=1)
    else:
        after = date(year + 1, 1, 1)
    zone = ZoneInfo(settings.TIME_ZONE)
    begins, ends = (datetime(at.year, at.month, at.day, tzinfo=zone) for at in (first, after))
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _positions(begins: datetime, ends: datetime) -> tuple[int, int]:
    """The first position of a time and the first one after it."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_SINCE, [[begins, ends]])
        first, end = (row[0] for row in cursor.fetchall())
    return first, end
