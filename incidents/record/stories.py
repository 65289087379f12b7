"""Stories as they stand, and as they stood at any version."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from incidents.models import Address, Incident, Version
from incidents.record import versions
from incidents.record.beside import related
from incidents.record.beside.highlights import highlights, standing_out
from incidents.record.beside.media import shown, woven
from incidents.record.beside.translations import translations
from incidents.record.entries import ChangeEntry, RelatedEntry, Translation, UpdateEntry
from incidents.record.ledger import Standing, Value, standing
from incidents.record.pages import StoryPage
from incidents.record.pages.highlights import NONE
from incidents.record.printing import moment_printed, status_label
from incidents.record.reading import (
    marks,
    sources,
    strings,
    text,
    topics,
    updates,
    whole,
    whole_numbers,
)
from incidents.text.article import Parts, article, tombstone

CHANGES_ON_STORY = 50
PREFIX = "/news/"
WORKING = (
    *("lead", "lead_marks", "captions", "verification_notice"),
    *("authors", "agencies", "dateline", "warning", "summary", "summary_marks"),
)
"""What only editors work on: pages are never built from it, so it is not read."""

Pieces = Mapping[str, Standing]


def published(path: str) -> Incident | None:
    """The published story at a path, retracted or not."""
    found = Incident.objects.published().filter(path=path.removeprefix(PREFIX))
    return found.defer(*WORKING).first()


def current_path(path: str) -> str | None:
    """Where the story that has or had this address stands now; None where there is none."""
    row = (
        Address.objects.filter(path=path.removeprefix(PREFIX), incident__version_number__gt=0)
        .select_related("incident")
        .first()
    )
    return f"{PREFIX}{row.incident.path}" if row else None


def version_at(path: str, moment: datetime) -> int | None:
    """The number of the version that was live at a moment; None where there was none."""
    incident = published(path)
    if incident is None:
        return None
    rows = Version.objects.filter(incident=incident, at__lte=moment).order_by("-number")
    return rows.values_list("number", flat=True).first()


def story(path: str) -> StoryPage | None:
    """The story at a path as it stands now."""
    incident = published(path)
    return of(incident) if incident else None


def of(incident: Incident) -> StoryPage:
    """The public page of a published story: from its ledger, never from working rows."""
    pieces = standing(incident.pk)
    changes = versions.latest(incident, CHANGES_ON_STORY)
    relations = related.as_they_stand(incident, _value(pieces, "related"))
    found = page(incident, pieces, changes[-1], relations)
    return replace(found, changes=changes, translations=_others(incident, found))


def _others(incident: Incident, page: StoryPage) -> tuple[Translation, ...]:
    """The story in other languages; a withdrawn one names none."""
    return () if page.retracted else translations(incident)


def page(
    incident: Incident, pieces: Pieces, newest: ChangeEntry, relations: tuple[RelatedEntry, ...]
) -> StoryPage:
    """The page of a story whose pieces stand or stood like this, `newest` being their version."""
    found = _page(incident, woven(pieces), newest, relations)
    out = highlights(pieces)
    shown_page = replace(
        found,
        highlights=out,
        updates=standing_out(found.updates, out),
        media=shown(pieces),
        lead_media=whole_numbers(_value(pieces, "lead") or {}, "media"),
    )
    return _without_text(shown_page) if shown_page.retracted else shown_page


def _page(
    incident: Incident, pieces: Pieces, newest: ChangeEntry, relations: tuple[RelatedEntry, ...]
) -> StoryPage:
    about, status, lead = (_value(pieces, key) for key in ("about", "status", "lead"))
    retracted = text(status, "status") == "retracted"
    numbered = updates(pieces)
    return StoryPage(
        key=str(incident.key),
        path=f"{PREFIX}{incident.path}",
        version=newest.number,
        position=newest.position,
        hash=newest.hash,
        headline=text(_value(pieces, "headline"), "text"),
        topic_line=text(_value(pieces, "topic_line"), "text"),
        lead_html=text(lead, "html"),
        lead_fragment=pieces["lead"].html if "lead" in pieces else "",
        lead_marks=marks(lead),
        captions=strings(_value(pieces, "captions") or {}, "captions"),
        status=text(status, "status"),
        status_label=status_label(text(status, "status")),
        status_line=text(status, "line"),
        notice=text(_value(pieces, "notice"), "text"),
        date=date.fromisoformat(text(about, "date")),
        language=text(about, "language"),
        time_zone=text(about, "time_zone"),
        update_count=_count(numbered),
        topics=topics(_value(pieces, "topics")),
        updates=numbered,
        sources=sources(pieces),
        changes=(),
        related=relations,
        published_at=incident.published_at or newest.at,
        changed_at=newest.at,
        changed_printed=moment_printed(newest.at, text(about, "time_zone")),
        held=newest.held,
        retracted=retracted,
        retraction_reason=text(status, "reason"),
        article=_article(pieces, held=newest.held, retracted=retracted),
        newest_version=incident.version_number,
    )


def _without_text(page: StoryPage) -> StoryPage:
    """A retracted story: its headline, topics and the reason are left."""
    bare = replace(page, lead_html="", lead_fragment="", lead_marks=(), media=(), lead_media=())
    bare = replace(bare, captions=(), updates=(), sources=(), related=())
    return replace(bare, highlights=NONE)


def _article(pieces: Pieces, *, held: bool, retracted: bool) -> str:
    """The article from stored fragments alone."""
    about = _value(pieces, "about")
    numbered = updates(pieces)
    parts = Parts(
        date=date.fromisoformat(text(about, "date")),
        language=text(about, "language"),
        update_count=_count(numbered),
        fragments={key: piece.html for key, piece in pieces.items()},
        updates=[entry.fragment for entry in numbered],
        sources=[entry.fragment for entry in sources(pieces)],
        held=held,
        pinned=whole(_value(pieces, "pinned") or {}, "update"),
    )
    return tombstone(parts) if retracted else article(parts)


def _count(numbered: tuple[UpdateEntry, ...]) -> int:
    """The highest number given, which the headline shows."""
    return max((entry.number for entry in numbered), default=0)


def _value(pieces: Pieces, key: str) -> Value | None:
    return pieces[key].value if key in pieces else None
