"""The history of a story: the versions that were asked for, and what came after one."""

from dataclasses import replace

from django.db import connection

from incidents.models import House, Incident
from incidents.record import versions
from incidents.record.history import choosing
from incidents.record.history.differing.excerpts import excerpts
from incidents.record.history.differing.steps import walked
from incidents.record.pages import FollowUps, shown
from incidents.record.pages.history import ChangesPage, Selection
from incidents.record.stories import CHANGES_BELOW_STORY, published, warnings
from incidents.text.addresses.stories import after_path, changes_path, story_path

CALM_INTERVAL = 60
"""Seconds between two questions after a story that has ended."""

LIVE_INTERVAL = "SELECT live_interval FROM incidents_house WHERE id = 1"

MOST_FOLLOW_UPS = 100


@shown.told
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
    rows = versions.listed(incident, found)
    entries = warnings.before_errors(incident, rows)
    ordered = entries if selection.oldest_first else tuple(reversed(entries))
    page, more = ordered[: selection.size], ordered[selection.size :]
    return ChangesPage(
        path=changes_path(story_path(incident.path)),
        story_path=story_path(incident.path),
        printed_headline=incident.printed_headline,
        language=incident.language,
        changes=page,
        time_zone=incident.time_zone,
        newest=incident.version_number,
        selection=selection,
        previous=choosing.previous(incident, selection, page),
        next=replace(selection, start=more[0].number, opened=0) if more else None,
        offers=choosing.offers(incident, selection),
        excerpts=excerpts(incident, selection.opened) if selection.opened else (),
    )


@shown.told
def follow_ups(path: str, after: int) -> FollowUps | None:
    """Every public change of the story at a path after a version, with what it left behind."""
    incident = published(path)
    if incident is None:
        return None
    newest = incident.version_number
    last = min(newest, after + MOST_FOLLOW_UPS)
    listed = after - CHANGES_BELOW_STORY + 2  # what the page of the version itself lists
    rows = versions.between(incident, listed, last) if after < newest else ()
    retracted = incident.retracted_at is not None
    live = incident.status == Incident.Status.LIVE and not retracted
    return FollowUps(
        path=after_path(story_path(incident.path), after),
        story_path=story_path(incident.path),
        after=after,
        next=last,
        newest=newest,
        interval=_live_interval() if live else CALM_INTERVAL,
        state="retracted" if retracted else incident.status,
        changes=tuple(walked(incident, after, rows)),
    )


def _live_interval() -> int:
    """Seconds between two questions about a live story, as the newsroom says."""
    with connection.cursor() as cursor:
        cursor.execute(LIVE_INTERVAL)
        row: tuple[int] | None = cursor.fetchone()
    return row[0] if row else House().live_interval
