"""Stories as they stand, and as they stood at any version."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from incidents.models import Address, Incident, Version
from incidents.record import versions
from incidents.record.beside import media, related
from incidents.record.beside.highlights import highlights, standing_out
from incidents.record.beside.translations import translations
from incidents.record.entries import ChangeEntry, RelatedEntry, Translation
from incidents.record.ledger import Outline, Standing, Value, opened, outline, standing
from incidents.record.pages import StoryPage, shown as showing
from incidents.record.pages.highlights import NONE
from incidents.record.pages.stretches import Stretch, newest as newest_updates
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
CHANGES_BELOW_STORY = 6
"""Of a story's HTML page: the first version and the newest."""

PREFIX = "/news/"
WORKING = (
    *("lead", "lead_marks", "captions", "verification_notice"),
    *("authors", "agencies", "dateline", "warning", "summary", "summary_marks"),
)
"""What only editors work on: pages are never built from it, so it is not read."""

APART = ("update", "medium")
"""Stems of the pieces of which only those are read that are shown."""

Pieces = Mapping[str, Standing]


@showing.told
def published(path: str) -> Incident | None:
    """The published story at a path, retracted or not."""
    rows = Incident.objects.published().filter(path=path.removeprefix(PREFIX))
    found = rows.defer(*WORKING).first()
    if found is not None:
        showing.shows(showing.story(found.pk))
    return found


@showing.told
def current_path(path: str) -> str | None:
    """Where the story that has or had this address stands now; None where there is none."""
    row = (
        Address.objects.filter(path=path.removeprefix(PREFIX), incident__version_number__gt=0)
        .select_related("incident")
        .first()
    )
    if row is None:
        return None
    showing.shows(showing.story(row.incident_id))
    return f"{PREFIX}{row.incident.path}"


@showing.told
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


@showing.told
def shown(path: str, stretch: Stretch | None = None) -> StoryPage | None:
    """The story at a path with the updates of one stretch, by default those of its first page.

    Only what is shown is read: of other updates no more than that they are there.
    """
    incident = published(path)
    if incident is None:
        return None
    expected = stretch or newest_updates(incident.update_counter)
    lines, pieces = outline(incident.pk, _texts(incident, expected), apart=APART)
    on_page = stretch or newest_updates(max(numbers(lines), default=0))
    texts = [f"update-{number}" for number in numbers(lines) if on_page.holds(number)]
    changes = versions.latest(incident, CHANGES_BELOW_STORY, pieces["headline"])
    relations = related.as_they_stand(incident, _value(pieces, "related"))
    found = page(incident, completed(lines, pieces, texts), changes[-1], relations, lines)
    others = _others(incident, found)
    return replace(found, changes=changes, stretch=on_page, translations=others)


def completed(lines: Outline, pieces: Pieces, texts: Iterable[str]) -> dict[str, Standing]:
    """Some pieces of a story, with these texts, a pinned one, and the pictures of all of them."""
    pinned = f"update-{whole(_value(pieces, 'pinned') or {}, 'update')}"
    missing = ({*texts, pinned} & lines.keys()) - pieces.keys()
    found = {**pieces, **opened(lines[key] for key in missing)}
    pictures = {f"{media.STEM}{number}" for number in media.named(found)} & lines.keys()
    return found | opened(lines[key] for key in pictures - found.keys())


def _texts(incident: Incident, stretch: Stretch) -> list[str]:
    last = min(stretch.last or incident.update_counter, incident.update_counter)
    return [f"update-{number}" for number in range(stretch.first, last + 1)]


def numbers(lines: Outline) -> tuple[int, ...]:
    """The numbers of all updates of a story, the highest first."""
    found = (line for key, line in lines.items() if key.startswith("update-") and not line.gone)
    return tuple(sorted((int(line.key.removeprefix("update-")) for line in found), reverse=True))


@showing.told
def of(incident: Incident) -> StoryPage:
    """The public page of a published story: from its ledger, never from working rows."""
    showing.shows(showing.story(incident.pk))
    pieces = standing(incident.pk)
    changes = versions.latest(incident, CHANGES_ON_STORY, pieces["headline"])
    relations = related.as_they_stand(incident, _value(pieces, "related"))
    found = page(incident, pieces, changes[-1], relations)
    return replace(found, changes=changes, translations=_others(incident, found))


def _others(incident: Incident, page: StoryPage) -> tuple[Translation, ...]:
    """The story in other languages; a withdrawn one names none."""
    return () if page.retracted else translations(incident)


def page(
    incident: Incident,
    pieces: Pieces,
    newest: ChangeEntry,
    relations: tuple[RelatedEntry, ...],
    lines: Outline | None = None,
) -> StoryPage:
    """The page of a story whose pieces stand or stood like this, `newest` being their version.

    Where `pieces` are only some of them, `lines` are all, and there is no frozen article.
    """
    filled = media.woven(pieces, eager=lines is None)
    found = _page(incident, filled, newest, relations)
    article = _article(filled, found) if lines is None else ""
    out = highlights(pieces)
    whole_page = replace(
        found,
        article=article,
        highlights=out,
        updates=standing_out(found.updates, out),
        media=media.shown(pieces),
        lead_media=whole_numbers(_value(pieces, "lead") or {}, "media"),
    )
    counted = _counted(whole_page, lines)
    return _without_text(counted) if counted.retracted else counted


def _counted(page: StoryPage, lines: Outline | None) -> StoryPage:
    """The page with what it says of all updates, also of those that are not read."""
    if lines is None:
        found = tuple(entry.number for entry in page.updates)
        summary = page.highlights.summary
        texts = (page.lead_marks, *(entry.marks for entry in page.updates))
        marked = (*texts, summary.marks if summary else ())
        corrected = any(mark.kind == "correction" for each in marked for mark in each)
    else:
        found = numbers(lines)
        corrected = any(line.corrected for line in lines.values())
    return replace(page, numbers=found, update_count=max(found, default=0), corrected=corrected)


def _page(
    incident: Incident, pieces: Pieces, newest: ChangeEntry, relations: tuple[RelatedEntry, ...]
) -> StoryPage:
    about, status, lead = (_value(pieces, key) for key in ("about", "status", "lead"))
    retracted = text(status, "status") == "retracted"
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
        update_count=0,
        topics=topics(_value(pieces, "topics")),
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


def _article(pieces: Pieces, page: StoryPage) -> str:
    """The article from stored fragments alone."""
    parts = Parts(
        date=page.date,
        language=page.language,
        update_count=max((entry.number for entry in page.updates), default=0),
        fragments={key: piece.html for key, piece in pieces.items()},
        updates=[entry.fragment for entry in page.updates],
        sources=[entry.fragment for entry in page.sources],
        held=page.held,
        pinned=whole(_value(pieces, "pinned") or {}, "update"),
    )
    return tombstone(parts) if page.retracted else article(parts)


def _value(pieces: Pieces, key: str) -> Value | None:
    return pieces[key].value if key in pieces else None
