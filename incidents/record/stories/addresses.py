"""Which story stands at an address, and which of its versions at a moment."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from incidents.models import Address, Incident, Version
from incidents.record.pages import shown as showing
from incidents.text.addresses.stories import story_path, within_news

WORKING = (
    *("lead", "lead_marks", "lead_media", "captions", "verification_notice"),
    *("authors", "agencies", "dateline", "warning", "summary", "summary_marks"),
)
"""What only editors work on: pages are never built from it, so it is not read."""

READ = tuple(each.attname for each in Incident._meta.concrete_fields if each.name not in WORKING)

PUBLISHED = f"""
SELECT {", ".join(READ)} FROM incidents_incident WHERE path = %s AND version_number > 0
"""  # noqa: S608 - the names above


@showing.told
def published(path: str) -> Incident | None:
    """The published story at a path, retracted or not."""
    with connection.cursor() as cursor:
        cursor.execute(PUBLISHED, [within_news(path)])
        row = cursor.fetchone()
    if row is None:
        return None
    found = Incident.from_db(connection.alias, READ, row)
    showing.shows(showing.story(found.pk))
    return found


@showing.told
def current_path(path: str) -> str | None:
    """Where the story that has or had this address stands now; None where there is none."""
    row = (
        Address.objects.filter(path=within_news(path), incident__version_number__gt=0)
        .select_related("incident")
        .first()
    )
    if row is None:
        return None
    showing.shows(showing.story(row.incident_id))
    return story_path(row.incident.path)


@showing.told
def newest_version(path: str) -> int | None:
    """The number of the newest version of the story at a path; None where there is none."""
    incident = published(path)
    return incident.version_number if incident else None


@showing.told
def version_at(path: str, moment: datetime) -> int | None:
    """The number of the version that was live at a moment; None where there was none.

    A moment without an offset is one of the story's own clock; of an hour that clocks show twice,
    the second.
    """
    incident = published(path)
    if incident is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(incident.time_zone), fold=1)
    rows = Version.objects.filter(incident=incident, at__lte=moment).order_by("-number")
    return rows.values_list("number", flat=True).first()
