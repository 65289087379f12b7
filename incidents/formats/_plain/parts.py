"""The parts of a story as plain values: updates, sources, changes, related, topics."""

from collections.abc import Iterable

from incidents.formats._format import Site
from incidents.formats._plain.values import Fields, day_given, given, moment
from incidents.formats.addresses import html_address
from incidents.record.entries import (
    ChangeEntry,
    CorrectionEntry,
    Mark,
    RedactionEntry,
    RelatedEntry,
    SourceEntry,
    StoryLine,
    TextAsRead,
    TopicEntry,
    Translation,
    UpdateEntry,
)
from incidents.text.addresses.stories import update_path, version_path
from incidents.text.body.settling import clean_characters
from incidents.text.fragments import MARKS
from incidents.text.fragments.credits import Credits
from incidents.text.sanitise import plain


def mark(entry: Mark) -> Fields:
    """A public mark: what was done to a piece, when, and in which version."""
    return {
        "kind": entry.kind,
        "label": MARKS.get(entry.kind, entry.kind.capitalize()),
        "at": moment(entry.at),
        "time": given(entry.printed),
        "version": entry.version,
        "note": given(entry.note),
        "wrong": given(entry.wrong),
        "right": given(entry.right),
        "grave": entry.grave,
    }


def byline(told: Credits) -> Fields:
    """Who wrote a text, with which agencies, and where."""
    return {
        "authors": [clean_characters(name) for name in told.authors],
        "agencies": given(told.agencies),
        "dateline": given(told.dateline),
    }


def update(entry: UpdateEntry, story_path: str, site: Site) -> Fields:
    """A numbered update; a retracted one has its number, time and reason only."""
    return {
        "number": entry.number,
        "name": entry.name,
        "label": given(entry.label),
        "url": site.absolute(html_address(update_path(story_path, entry.number))),
        "date": entry.day.isoformat(),
        "printed_date": given(entry.printed_date),
        "time": given(entry.printed),
        "at": moment(entry.at),
        "title": given(entry.headline),
        "html": given(entry.html),
        "text": given(plain(entry.html)),
        "sources": list(entry.sources),
        "media": list(entry.media),
        "own_reporting": entry.own_reporting,
        **byline(entry.credits),
        "warning": given(entry.warning),
        "pinned": entry.pinned,
        "key_event": entry.key_event,
        "marks": [mark(each) for each in entry.marks],
        "retracted": entry.retracted,
        "reason": given(entry.reason),
    }


def source(entry: SourceEntry) -> Fields:
    """A numbered source, with the relay and the quoted words where they are known."""
    return {
        "number": entry.number,
        "name": given(entry.outlet),
        "title": given(entry.title),
        "url": given(entry.url),
        "via": given(entry.via),
        "quote": given(entry.quote),
        "kind": given(entry.kind),
        "kind_label": given(entry.kind_label),
        "published_at": moment(entry.published_at),
        "retrieved_at": moment(entry.retrieved_at),
        "author": given(entry.author),
        "archived_url": given(entry.archived_url),
        "as_read": as_read(entry.as_read) if entry.as_read else None,
        "id": entry.key,
    }


def as_read(entry: TextAsRead) -> Fields:
    """What a page said when the newsroom read it; the digest is that of the bytes that came."""
    return {
        "at": moment(entry.at),
        "sha256": entry.digest,
        "text": clean_characters(entry.text),
    }


def labels(entry: ChangeEntry) -> tuple[str, ...]:
    """What the ends of a history are called; a story with one version is both ends."""
    first = ("First version",) if entry.first else ()
    return (*first, "Current version") if entry.current else first


def change(entry: ChangeEntry, story_path: str, site: Site) -> Fields:
    """One row of the history; `url` is the page as it stood at that version."""
    return {
        "version": entry.number,
        "position": entry.position,
        "title": clean_characters(entry.title),
        "url": site.absolute(html_address(version_path(story_path, entry.number))),
        "timestamp": moment(entry.at),
        "printed": given(entry.printed),
        "recorded_at": moment(entry.recorded_at),
        "label": ", ".join(labels(entry)) or None,
        "first": entry.first,
        "current": entry.current,
        "kind": entry.kind,
        "kind_label": given(entry.kind_label),
        "origin": given(entry.origin),
        "note": given(entry.note),
        "byline": given(entry.byline),
        "role": given(entry.role),
        "approved_by": given(entry.approved_by),
        "emergency": entry.emergency,
        "pieces": [clean_characters(name) for name in entry.piece_names],
        "words": entry.words,
        "words_added": entry.words_added,
        "words_removed": entry.words_removed,
        "source_count": entry.sources,
        "sources_added": entry.sources_added,
        "sources_removed": entry.sources_removed,
        "hash": given(entry.hash),
        "held": entry.held,
        "undoes": entry.undoes or None,
        "restores": entry.restores or None,
        "corrections": [correction(each) for each in entry.corrections],
        "redaction": redaction(entry.redaction) if entry.redaction else None,
    }


def correction(entry: CorrectionEntry) -> Fields:
    """One error that was put right: what it said, since which version, who noticed."""
    return {
        "piece": clean_characters(entry.piece_name),
        "wrong": given(entry.wrong),
        "right": given(entry.right),
        "entered": entry.entered,
        "entered_at": moment(entry.entered_at),
        "stood": entry.stood,
        "noticed": given(entry.noticed),
        "grave": entry.grave,
        "warning": given(entry.warning),
    }


def redaction(entry: RedactionEntry) -> Fields:
    """What the law took out of the history: on what ground, by whose decision, which texts."""
    return {
        "category": given(entry.category),
        "category_label": given(entry.category_name),
        "decided_by": given(entry.decided_by),
        "texts": [
            {
                "version": removed.version,
                "piece": clean_characters(removed.piece_name),
                "hash": removed.hash,
            }
            for removed in entry.removed
        ],
    }


def translations(entries: Iterable[Translation], site: Site) -> Fields:
    """The same story in other languages."""
    rows: list[Fields] = [
        {
            "language": entry.language,
            "headline": clean_characters(entry.headline),
            "url": site.absolute(html_address(entry.path)),
            "original": entry.original,
        }
        for entry in entries
    ]
    return {"translations": rows}


def related(entry: RelatedEntry, site: Site) -> Fields:
    """A related story; `url` is None for one that is held nowhere we know of."""
    ours = site.absolute(html_address(entry.path)) if entry.path else None
    return {
        "title": clean_characters(entry.title),
        "url": ours or given(entry.url),
        "ours": bool(entry.path),
        "date": day_given(entry.date),
        "contexts": [clean_characters(context) for context in entry.contexts],
        "chosen": entry.chosen,
    }


def topic(entry: TopicEntry, site: Site) -> Fields:
    """A named thing under its public name, with a qualifier such as "self-declared"."""
    return {
        "name": clean_characters(entry.name),
        "qualifier": given(entry.qualifier),
        "kind": given(entry.kind),
        "slug": clean_characters(entry.slug),
        "url": site.absolute(html_address(entry.path)),
        **({"same_as": entry.same_as} if entry.same_as else {}),
    }


def story_line(entry: StoryLine, site: Site) -> Fields:
    """A story in a list."""
    return {
        "title": clean_characters(entry.printed_headline),
        "headline": clean_characters(entry.headline),
        "url": site.absolute(html_address(entry.path)),
        "date": entry.date.isoformat(),
        "topic": given(entry.topic_line),
        "description": given(entry.summary),
        "contexts": [clean_characters(context) for context in entry.contexts],
        "status": entry.status,
        "status_label": given(entry.status_label),
        "language": given(entry.language),
        "version": entry.version,
        "update_count": entry.update_count,
        "latest_update": given(entry.latest_update),
        "corrected": entry.corrected,
        "published_at": moment(entry.published_at),
        "changed_at": moment(entry.changed_at),
        "changed_printed": given(entry.changed_printed),
    }
