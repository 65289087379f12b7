"""The history of a story: the versions that were asked for, and what came after one."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import connection

from incidents.models import Incident
from incidents.record import versions
from incidents.record.beside.media import STEM, Figures, figures, fill
from incidents.record.history import choosing
from incidents.record.history.differing.excerpts import excerpts
from incidents.record.ledger import ASIDES, standing
from incidents.record.pages.history import ChangesPage, FollowUp, FollowUps, Selection
from incidents.record.stories import PREFIX, published

LIVE_INTERVAL = 10
CALM_INTERVAL = 60
MOST_FOLLOW_UPS = 100

HIDDEN = [*ASIDES, "slug", "about"]

FRAGMENTS = """
SELECT piece.number, piece.key, content.html, content.canonical::json -> 'media'
FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE piece.incident_id = %(incident)s AND piece.number > %(after)s AND piece.number <= %(last)s
    AND piece.key <> ALL(%(hidden)s)
ORDER BY piece.number, piece.key
"""


def changes(path: str, selection: Selection | None = None) -> ChangesPage | None:
    """The history of the story at a path, by default its newest versions, newest first.

    Where the selection cannot be answered, the page says why and shows the usual one.
    """
    incident = published(path)
    if incident is None:
        return None
    asked = selection or Selection()
    problem = choosing.problem(incident, asked)
    return replace(_listed(incident, Selection() if problem else asked), problem=problem)


def _listed(incident: Incident, selection: Selection) -> ChangesPage:
    """Some versions in the order asked for, with the ways to those before and after."""
    found = choosing.rows(incident, selection)[: selection.size + 1]
    entries = versions.listed(incident, found)
    ordered = entries if selection.oldest_first else tuple(reversed(entries))
    page, more = ordered[: selection.size], ordered[selection.size :]
    return ChangesPage(
        path=f"{PREFIX}{incident.path}/changes",
        story_path=f"{PREFIX}{incident.path}",
        printed_headline=incident.printed_headline,
        language=incident.language,
        changes=page,
        newest=incident.version_number,
        selection=selection,
        previous=choosing.previous(incident, selection, page),
        next=replace(selection, start=more[0].number, opened=0) if more else None,
        offers=choosing.offers(incident, selection),
        excerpts=excerpts(incident, selection.opened) if selection.opened else (),
    )


def follow_ups(path: str, after: int) -> FollowUps | None:
    """Every public change of the story at a path after a version, with what it left behind."""
    incident = published(path)
    if incident is None:
        return None
    rows = versions.after(incident, after, MOST_FOLLOW_UPS)
    fragments = _fragments(incident, after, rows[-1].number) if rows else {}
    retracted = incident.retracted_at is not None
    live = incident.status == Incident.Status.LIVE and not retracted
    return FollowUps(
        path=f"{PREFIX}{incident.path}/changes/after/{after}",
        after=after,
        next=rows[-1].number if rows else max(after, 0),
        interval=LIVE_INTERVAL if live else CALM_INTERVAL,
        state="retracted" if retracted else incident.status,
        changes=tuple(FollowUp(row, fragments.get(row.number, ())) for row in rows),
    )


def _fragments(incident: Incident, after: int, last: int) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            FRAGMENTS, {"incident": incident.pk, "after": after, "last": last, "hidden": HIDDEN}
        )
        rows = cursor.fetchall()
    figures = _figures(incident, rows)
    for number, key, fragment, named in rows:
        whole = fill(fragment, named or (), figures)
        found.setdefault(number, []).append((key, whole))
    return {number: tuple(pieces) for number, pieces in found.items()}


def _figures(incident: Incident, rows: Sequence[tuple[int, str, str, list[int] | None]]) -> Figures:
    """What the texts among some fragments show, as it stands now."""
    named = {number for *_, shown in rows for number in shown or ()}
    return figures(standing(incident.pk, keys=[f"{STEM}{number}" for number in sorted(named)]))
