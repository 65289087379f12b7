"""A story in Markdown: the index pages' grammar with our updates between title and sources."""

from incidents.formats._format import Site
from incidents.formats._markdown import highlights
from incidents.formats._markdown.inline import context, link, opening, page_link, words
from incidents.formats._markdown.media import medium_line, shown_line
from incidents.formats._markdown.prose import body_lines
from incidents.formats._markdown.rows import change_row, clock
from incidents.formats._plain.story import TEXT_NOT_HELD, newest_first, oldest_version_first
from incidents.record.entries import (
    ChangeEntry,
    Mark,
    RelatedEntry,
    SourceEntry,
    Translation,
    UpdateEntry,
)
from incidents.record.pages import StoryPage, UpdatePage, UpdatesPage
from incidents.text.addresses.stories import changes_path, day_path, version_path
from incidents.text.fragments import MARKS


def story_lines(page: StoryPage, site: Site) -> list[str]:
    """A story; without updates and notices it is an index page, line for line."""
    return [
        *_heading(page),
        f"# {words(page.printed_headline)}",
        *_body(_blocks(page)),
        *_sections(
            Media=[medium_line(entry, site) for entry in page.media],
            Pictures=[f"- {opening(text)}" for text in page.captions],
            Sources=[_source(entry) for entry in page.sources],
            Changes=_changes(page),
            Related=[_related(*numbered) for numbered in enumerate(page.related, 1)],
            Translations=[_translation(entry) for entry in page.translations],
        ),
    ]


def _translation(entry: Translation) -> str:
    original = " (original)" if entry.original else ""
    return f"- {entry.language}: {page_link(entry.headline, entry.path)}{original}"


def update_lines(page: UpdatePage | UpdatesPage, site: Site) -> list[str]:
    """One update on its own, or the older ones of a page, under the title of their story."""
    story = page.story
    updates = (page.update,) if isinstance(page, UpdatePage) else page.updates
    shown = {number for entry in updates for number in entry.media}
    blocks = [block for entry in updates for block in _update(entry, story)]
    standing = [_tombstone(story)] if story.retracted else _standing(story)
    return [
        *_heading(story),
        f"# {page_link(story.printed_headline, story.path)}",
        *_body([*blocks, *standing]),
        *_sections(
            Media=[medium_line(one, site) for one in story.media if one.number in shown],
            Sources=[_source(entry) for entry in story.sources],
        ),
    ]


def _heading(page: StoryPage) -> list[str]:
    topic = words(page.topic_line)
    day = page_link(page.date.isoformat(), day_path(page.date))
    return [f"### {day}", "", *([f"##### {topic}"] if topic else [])]


def _body(blocks: list[str]) -> list[str]:
    return ["", "\n\n".join(blocks), "", ""]


def _sections(**sections: list[str]) -> list[str]:
    """Lists under their names, parted by one empty line; empty ones are left out."""
    lines = [line for name, rows in sections.items() if rows for line in _section(name, rows)]
    return lines[:-1]


def _section(name: str, rows: list[str]) -> list[str]:
    return [f"### {name}:", "", *rows, ""]


def _blocks(page: StoryPage) -> list[str]:
    """What stands between title and sources: updates newest first, the initial report last."""
    as_of = [_as_of(page, page.frozen), *_gaps(page), *_warned(page)] if page.frozen else []
    if page.retracted:
        return [*as_of, _tombstone(page)]
    out = page.highlights
    shown = shown_line(page.lead_media)
    lead = [*body_lines(page.lead_html), *shown, *_marks(page.lead_marks, page.path)]
    lead = [*highlights.warning(out.warning), *lead] if page.lead_html else lead
    if not page.held:
        lead.append(TEXT_NOT_HELD)
    above = highlights.outstanding(out, _marks(out.summary.marks if out.summary else (), page.path))
    byline = highlights.byline(out.credits)
    if not (page.updates or above):
        return [*as_of, *byline, *lead, *_standing(page)]
    report = ["## Initial report", *lead] if lead else []
    return [*as_of, *byline, *_standing(page), *above, *_updates(page), *report]


def _updates(page: StoryPage) -> list[str]:
    """The updates, newest first; one that is pinned comes before, and its place says so."""
    pinned = _update(page.pinned, page) if page.pinned else []
    blocks = [_in_its_place(entry, page) for entry in newest_first(page)]
    return [*(block for each in ([*pinned], *blocks) for block in each)]


def _in_its_place(entry: UpdateEntry, page: StoryPage) -> list[str]:
    return [highlights.pinned_place(entry)] if entry.pinned else _update(entry, page)


def _as_of(page: StoryPage, frozen: ChangeEntry) -> str:
    newest = page.newest_version or page.version
    here = f"Version {frozen.number}, as it stood at {clock(frozen)}"
    since = f". Since then: {words(page.since)}" if page.since else ""
    return f"{here}; newest version: {page_link(str(newest), page.path)}{since}"


def _gaps(page: StoryPage) -> list[str]:
    """What was taken out of a frozen page, on what ground, and in which version."""
    return [
        f"Taken out: {words(gap.piece_name)} ({words(gap.category_name)}), {words(gap.printed)}, "
        f"{page_link(f'version {gap.version}', version_path(page.path, gap.version))}"
        for gap in page.gaps
    ]


def _warned(page: StoryPage) -> list[str]:
    """Of a frozen page: what is warned of since."""
    return [
        f"{words(text.piece_name.capitalize())}: {said}"
        for text in page.warned
        for said in highlights.warning(text.warning)
    ]


def _tombstone(page: StoryPage) -> str:
    return f"Retracted: {words(page.retraction_reason)}".rstrip()


def _standing(page: StoryPage) -> list[str]:
    """The verification notice and how the story stands; nothing for one that simply ended."""
    notice, line = words(page.notice), words(page.status_line)
    known = words(page.status_label) if page.status != "ended" or line else ""
    status = " - ".join(part for part in (known, line) if part)
    return [f"{name}: {said}" for name, said in (("Notice", notice), ("Status", status)) if said]


def _update(entry: UpdateEntry, story: StoryPage) -> list[str]:
    label, title = words(entry.label), words(entry.headline)
    named = f"{entry.name} ({label})" if label else entry.name
    elsewhen = f"{words(entry.printed_date)}, " if entry.day != story.date else ""
    heading = f"## {named} - {elsewhen}{words(entry.printed)}"
    marks = _marks(entry.marks, story.path)
    if entry.retracted:
        return [heading, f"Retracted: {words(entry.reason)}".rstrip(), *marks]
    cited = ", ".join(str(number) for number in entry.sources)
    sources = [f"Sources: {cited}"] if cited else []
    own = ["Own reporting"] if entry.own_reporting else []
    bold = [f"**{title}**"] if title else []
    pinned = ["_Pinned_"] if entry.pinned else []
    before = [*pinned, *bold, *highlights.byline(entry.credits), *highlights.warning(entry.warning)]
    shown = shown_line(entry.media)
    return [heading, *before, *body_lines(entry.html), *shown, *own, *sources, *marks]


def _marks(marks: tuple[Mark, ...], story_path: str) -> list[str]:
    return [
        f"{MARKS.get(mark.kind, mark.kind.capitalize())}: {words(mark.printed)} "
        f"({page_link(f'version {mark.version}', version_path(story_path, mark.version))})"
        for mark in marks
    ]


def _source(entry: SourceEntry) -> str:
    name = f"{entry.outlet} via {entry.via}" if entry.via else entry.outlet
    linked = link(name or entry.title, entry.url)
    title = words(entry.title) if name else ""
    quote = f'"{words(entry.quote)}"' if entry.quote.strip() else ""
    author = f"by {words(entry.author)}" if entry.author else ""
    archived = link("archived copy", entry.archived_url) if entry.archived_url else ""
    details = " - ".join(part for part in (linked, title, author, quote, archived) if part)
    return "\n".join((f"{entry.number}. {details}", *_as_read(entry)))


def _as_read(entry: SourceEntry) -> list[str]:
    """What the page said when the newsroom read it, below the source."""
    read = entry.as_read
    if read is None:
        return []
    said = [words(line) for line in read.text.splitlines() if line.strip()]
    when = f"Text as we read it on {read.at.date().isoformat()} (SHA-256 {read.digest}):"
    return [f"   {when}", "", *(f"   > {line}" for line in said)]


def _changes(page: StoryPage) -> list[str]:
    """The versions that the page has, and where it leaves some out, the page that has all."""
    rows, last = [], 0
    for entry in oldest_version_first(page):
        if entry.number > last + 1:
            left_out = f"Versions {last + 1} to {entry.number - 1}"
            rows.append(f"1. {page_link(left_out, changes_path(page.path))} _(All changes)_")
        rows.append(f"1. {change_row(entry, page.path)}")
        last = entry.number
    return rows


def _related(number: int, entry: RelatedEntry) -> str:
    title = page_link(entry.title, entry.path) if entry.path else link(entry.title, entry.url)
    day = f"({entry.date.isoformat()})" if entry.date and not entry.path else ""
    return " ".join(part for part in (f"{number}.", title, context(entry.contexts), day) if part)
