"""What each kind of page says: the words that no format may lose."""

from collections.abc import Iterator

from incidents.record.entries import ChangeEntry, StoryLine
from incidents.record.pages import (
    DayPage,
    FrontPage,
    OutletPage,
    OutletsPage,
    Page,
    PeriodPage,
    StandingPage,
    StoryPage,
    TopicPage,
    TopicsPage,
    UpdatePage,
    UpdatesPage,
    WordingPage,
    WordingsPage,
)
from incidents.record.pages.history import ChangesPage, ComparisonPage, ProofPage
from incidents.record.pages.search import Hit, SearchPage
from incidents.record.pages.standing import WordingEntry
from incidents.record.pages.transparency import TransparencyPage
from incidents.text.fragments.credits import inline_plain
from incidents.text.sanitise import plain


def said(page: Page) -> Iterator[str]:
    """What a reader of the page must find in it, whatever the format."""
    match page:
        case StoryPage():
            yield from _said_by_story(page)
        case UpdatePage():
            yield page.story.printed_headline
            yield plain(page.update.html)
            yield page.update.printed
        case UpdatesPage():
            yield page.story.printed_headline
            yield from (plain(update.html) for update in page.updates if not update.retracted)
        case ChangesPage() | ComparisonPage() | ProofPage():
            yield page.printed_headline
            yield from _said_by_history(page)
        case TransparencyPage():
            yield from (page.key, *page.note.split())
            yield from (text for head in page.heads for text in (head.root, head.printed))
            yield f"before={page.older}" if page.older else page.path
        case StandingPage() | WordingsPage() | WordingPage():
            yield from _said_by_standing(page)
        case _:
            yield from _said_by_index(page)


def _said_by_standing(page: StandingPage | WordingsPage | WordingPage) -> Iterator[str]:
    if isinstance(page, WordingsPage):
        for entry in page.wordings:
            yield from (entry.printed, entry.byline, entry.note)
    else:
        yield from _paragraphs(page.html)
        said = page.entry if isinstance(page, WordingPage) else page
        yield from (said.printed, said.note if isinstance(said, WordingEntry) else "")


def _said_by_index(page: Page) -> Iterator[str]:
    match page:
        case DayPage():
            yield page.date.isoformat()
            yield from _said_by_lines(page.stories)
        case FrontPage():
            yield from _said_by_lines((*page.top, *page.live))
            yield from (text for day in page.days for text in _said_by_index(day))
            yield from (listed.change.note for listed in page.corrections)
            errors = (error for each in page.corrections for error in each.change.corrections)
            yield from (error.wrong for error in errors)
        case PeriodPage():
            yield from (first.isoformat()[: 10 if page.month else 7] for first, _ in page.entries)
            yield from (str(count) for _, count in page.entries)
        case TopicsPage():
            yield from (line.topic.name for line in page.topics)
            yield from (line.topic.qualifier for line in page.topics)
        case SearchPage():
            yield from (page.sought.q, str(page.problem))
            yield from (text for hit in page.hits for text in _said_by_hit(hit))
        case TopicPage():
            yield from (page.topic.name, page.topic.qualifier, page.description)
            yield from _said_by_lines((*page.live, *page.stories))
            yield from (line.topic.name for line in page.beside)
            yield from (text for pair in page.years for text in map(str, pair))
        case OutletsPage():
            yield from (line.name for line in page.outlets)
        case OutletPage():
            yield page.name
            yield from _said_by_lines(tuple(cited.story for cited in page.stories))
            sources = [source for cited in page.stories for source in cited.sources]
            yield from (text for source in sources for text in (source.title, source.url))
            yield from (f"updates/{number}" for source in sources for number in source.updates)


def _said_by_highlights(page: StoryPage) -> Iterator[str]:
    out = page.highlights
    yield from (out.warning, out.credits.agencies, out.credits.dateline, *out.credits.authors)
    for event in out.key_events:
        yield from (event.printed, event.printed_date, event.headline)
    if out.summary:
        yield out.summary.printed
        yield from (inline_plain(line.html) for line in out.summary.lines)


def _said_by_story(page: StoryPage) -> Iterator[str]:
    yield page.date.isoformat()
    yield page.printed_headline
    if page.retracted:
        yield page.retraction_reason
        return
    yield page.since
    for gap in page.gaps:
        yield from (gap.piece_name, gap.category_name, gap.printed)
    yield from (page.topic_line, page.notice, page.status_line, *_paragraphs(page.lead_html))
    yield from page.captions
    yield from _said_by_highlights(page)
    for update in page.updates:
        yield from (update.credits.agencies, update.credits.dateline, update.warning)
        yield from update.credits.authors
        yield from (update.name, update.label, update.printed, update.headline, update.reason)
        yield from _paragraphs(update.html)
        yield from (mark.printed for mark in update.marks)
    for source in page.sources:
        yield from (str(source.number), source.outlet, source.title, source.url, source.quote)
    yield from _said_by_changes(page.changes)
    for related in page.related:
        yield from (related.title, related.path or related.url, *related.contexts)


def _said_by_changes(changes: tuple[ChangeEntry, ...]) -> Iterator[str]:
    for change in changes:
        yield from (change.title, change.note, f"/changes/{change.number}")
    yield from ("First version", "Current version")


def _said_by_history(page: ChangesPage | ComparisonPage | ProofPage) -> Iterator[str]:
    if isinstance(page, ChangesPage):
        yield from _said_by_changes(page.changes)
        yield from _said_of_changes(page)
    elif isinstance(page, ComparisonPage):
        yield page.sentence
        yield from (text for piece in page.pieces for text in (piece.name, piece.warning))
    else:
        yield from (page.hash, page.previous_hash, page.facts)
        for piece in page.pieces:
            yield from (piece.key, piece.hash, piece.html_hash)
            yield from (piece.salt or "", piece.canonical or "", piece.warning)


def _said_of_changes(page: ChangesPage) -> Iterator[str]:
    """What only the pages of a story's own history tell of its versions."""
    for change in page.changes:
        yield from (change.byline, change.role, change.approved_by, change.hash)
        yield from (f"/changes/{change.number}/proof", *change.removed_names)
        for number in filter(None, (change.undoes, change.restores)):
            yield f"/changes/{number}"
        for error in change.corrections:
            yield from (error.wrong, error.right, error.warning, error.piece_name)
            yield f"/changes/{error.entered}"
        if change.redaction:
            yield from (change.redaction.category_name, change.redaction.decided_by)
            yield from (text.hash for text in change.redaction.removed)
    yield from (text for each in page.excerpts for text in (each.name, each.warning))
    for selection in filter(None, (page.previous, page.next)):
        yield f"start={selection.start}"


def _said_by_hit(hit: Hit) -> Iterator[str]:
    yield from (hit.warning, hit.printed)
    for spans in (hit.headline, hit.excerpt):
        yield "".join(span.text for span in spans)
    if hit.update:
        yield hit.update.printed


def _said_by_lines(lines: tuple[StoryLine, ...]) -> Iterator[str]:
    for line in lines:
        yield from (line.printed_headline, line.topic_line, line.path)
        yield from (line.summary,) if line.summary else line.contexts


def _paragraphs(html: str) -> list[str]:
    return plain(html).split("\n\n")
