"""What was found, as the columns of a table."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from incidents.desk.house.spreadsheets import PORTION
from incidents.models import Citation, Incident, Source, Topic, Update
from incidents.text.sanitise import plain

UPDATE_COLUMNS = (
    *("Story", "Story's address", "Update", "Label", "State", "Time", "Zone", "Headline", "Text"),
    *("Rests on", "Written by", "Marks", "Reason for the retraction", "Address"),
)
STORY_COLUMNS = (
    *("Headline", "Status", "Date", "Topic line", "Topics", "Updates", "Versions", "Sources"),
    *("Corrected", "Published", "Last change", "Opened by", "Reason for the retraction", "Address"),
)


def update_rows(found: QuerySet[Update]) -> Iterator[tuple[object, ...]]:
    """Updates, some hundreds held at a time."""
    rests_on = Prefetch("citations", Citation.objects.select_related("source"))
    rows = found.prefetch_related(None).prefetch_related(rests_on)
    return (_update(row) for row in rows.iterator(chunk_size=PORTION))


def story_rows(found: QuerySet[Incident]) -> Iterator[tuple[object, ...]]:
    """Stories, some hundreds held at a time."""
    topics = Prefetch("topics", Topic.objects.order_by("incident_links__order"))
    listed = Prefetch("sources", Source.objects.listed(), to_attr="on_list")
    rows = found.select_related("created_by").prefetch_related(topics, listed)
    return (_story(row) for row in rows.iterator(chunk_size=PORTION))


def _update(row: Update) -> tuple[object, ...]:
    story = row.incident
    at = row.at.astimezone(ZoneInfo(row.zone))
    return (
        story.headline,
        _address(story),
        row.number,
        row.label,
        row.get_state_display(),
        f"{at:%Y-%m-%d %H:%M}",
        row.zone,
        row.headline,
        plain(row.body),
        "; ".join(citation.source.outlet for citation in row.citations.all()),
        row.created_by or "",
        "; ".join(dict.fromkeys(str(mark["kind"]) for mark in row.marks)),
        row.retraction_reason,
        f"{settings.SITE_URL}{row.get_absolute_url()}",
    )


def _story(row: Any) -> tuple[object, ...]:
    return (
        row.headline,
        "Retracted" if row.retracted_at else row.get_status_display(),
        row.date.isoformat(),
        row.topic_line,
        "; ".join(topic.name for topic in row.topics.all()),
        row.update_counter,
        row.version_number,
        len(row.on_list),
        "yes" if row.corrected else "",
        row.published_at.isoformat(timespec="seconds") if row.published_at else "",
        row.version_at.isoformat(timespec="seconds") if row.version_at else "",
        row.created_by or "",
        row.retraction_reason,
        _address(row),
    )


def _address(story: Incident) -> str:
    return f"{settings.SITE_URL}{story.get_absolute_url()}"
