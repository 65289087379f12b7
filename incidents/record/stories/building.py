"""The page of a story, put together from its pieces."""

from dataclasses import replace
from datetime import date

from incidents.models import Incident
from incidents.record.beside import media
from incidents.record.beside.highlights import highlights, standing_out
from incidents.record.entries import ChangeEntry, RelatedEntry
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
from incidents.record.stories.texts import Overall, Pieces, value_of
from incidents.text.addresses.stories import story_path
from incidents.text.article import Parts, article, tombstone


def page(
    incident: Incident,
    pieces: Pieces,
    newest: ChangeEntry,
    relations: tuple[RelatedEntry, ...],
    overall: Overall | None = None,
) -> StoryPage:
    """The page of a story whose pieces stand or stood like this, `newest` being their version.

    Where `pieces` are only some of them, `overall` tells of all, and there is no frozen article.
    """
    filled = media.woven(pieces, eager=overall is None)
    found = _page(incident, filled, newest, relations)
    article = _article(filled, found, newest.schema) if overall is None else ""
    out = highlights(pieces)
    whole_page = replace(
        found,
        article=article,
        highlights=out,
        updates=standing_out(found.updates, out),
        media=media.shown(pieces),
        lead_media=whole_numbers(value_of(pieces, "lead") or {}, "media"),
    )
    counted = _counted(whole_page, overall)
    return _without_text(counted) if counted.retracted else counted


def _counted(page: StoryPage, overall: Overall | None) -> StoryPage:
    """The page with what it says of all updates, also of those that are not read."""
    if overall is None:
        summary = page.highlights.summary
        texts = (page.lead_marks, *(entry.marks for entry in page.updates))
        marked = (*texts, summary.marks if summary else ())
        overall = Overall(
            numbers=tuple(entry.number for entry in page.updates),
            corrected=any(mark.kind == "correction" for each in marked for mark in each),
        )
    return replace(
        page,
        numbers=overall.numbers,
        update_count=max(overall.numbers, default=0),
        corrected=overall.corrected,
    )


def _page(
    incident: Incident, pieces: Pieces, newest: ChangeEntry, relations: tuple[RelatedEntry, ...]
) -> StoryPage:
    about, status, lead = (value_of(pieces, key) for key in ("about", "status", "lead"))
    retracted = text(status, "status") == "retracted"
    return StoryPage(
        key=str(incident.key),
        path=story_path(incident.path),
        version=newest.number,
        position=newest.position,
        hash=newest.hash,
        headline=text(value_of(pieces, "headline"), "text"),
        topic_line=text(value_of(pieces, "topic_line"), "text"),
        lead_html=text(lead, "html"),
        lead_fragment=pieces["lead"].html if "lead" in pieces else "",
        lead_marks=marks(lead),
        captions=strings(value_of(pieces, "captions") or {}, "captions"),
        status=text(status, "status"),
        status_label=status_label(text(status, "status")),
        status_line=text(status, "line"),
        notice=text(value_of(pieces, "notice"), "text"),
        date=date.fromisoformat(text(about, "date")),
        language=text(about, "language"),
        time_zone=text(about, "time_zone"),
        update_count=0,
        topics=topics(value_of(pieces, "topics")),
        updates=updates(pieces),
        sources=sources(pieces),
        changes=(),
        related=relations,
        published_at=incident.published_at or newest.at,
        changed_at=newest.at,
        changed_printed=moment_printed(newest.at, text(about, "time_zone")),
        held=newest.held,
        retracted=retracted,
        retraction_reason=text(status, "reason"),
        article="",
        newest_version=incident.version_number,
        lead_version=pieces["lead"].number if "lead" in pieces else 1,
    )


def _without_text(page: StoryPage) -> StoryPage:
    """A retracted story: its headline, topics and the reason are left."""
    bare = replace(page, lead_html="", lead_fragment="", lead_marks=(), media=(), lead_media=())
    bare = replace(bare, captions=(), updates=(), sources=(), related=())
    return replace(bare, highlights=NONE)


def _article(pieces: Pieces, page: StoryPage, schema: int) -> str:
    """The article from stored fragments alone."""
    parts = Parts(
        date=page.date,
        language=page.language,
        update_count=max((entry.number for entry in page.updates), default=0),
        fragments={key: piece.html for key, piece in pieces.items()},
        updates=[entry.fragment for entry in page.updates],
        sources=[entry.fragment for entry in page.sources],
        held=page.held,
        pinned=whole(value_of(pieces, "pinned") or {}, "update"),
    )
    return tombstone(parts) if page.retracted else article(parts, schema)
