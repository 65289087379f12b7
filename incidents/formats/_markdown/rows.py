"""Rows that several Markdown pages share: a version in the history, a story in a list."""

from datetime import UTC

from incidents.formats._markdown.inline import context, opening, page_link, words
from incidents.formats._plain.parts import labels
from incidents.formats._plain.story import TEXT_NOT_HELD
from incidents.record.entries import ChangeEntry, StoryLine
from incidents.record.printing import piece_name
from incidents.text.addresses.stories import version_path


def clock(entry: ChangeEntry) -> str:
    """The time of a version in UTC, as the index pages print it: "2018-02-06 13:49:30"."""
    return f"{entry.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def change_row(entry: ChangeEntry, story_path: str) -> str:
    """A version: its title with its own address, its time and place, and why it was made.

    The current version of several has no time, as on the index pages.
    """
    title = page_link(entry.title, version_path(story_path, entry.number))
    time = [] if entry.current and not entry.first else [clock(entry)]
    names = [f"({name})" for name in labels(entry) or (words(_kind(entry)),)]
    return " ".join([title, f"_{' '.join([*time, *names])}_", *_reason(entry)])


def _kind(entry: ChangeEntry) -> str:
    """The kind of change; a new update by its number."""
    posted = [piece_name(key) for key in entry.pieces if key.startswith("update-")]
    return ", ".join(posted) if posted and entry.kind == "update" else entry.kind_label


def _reason(entry: ChangeEntry) -> list[str]:
    """The public note, after the kind of change where the row does not name it already."""
    kind = [f"{words(entry.kind_label)}:"] if entry.current and not entry.first else []
    imported = ["(imported)"] if entry.origin == "imported" else []
    note = [*kind, words(entry.note)] if entry.note else imported
    return note if entry.held else [*note, f"({TEXT_NOT_HELD})"]


def story_rows(line: StoryLine) -> list[str]:
    """A story in a list: topic line, linked title, and its summary or its contexts."""
    topic, below = words(line.topic_line), opening(line.summary) or context(line.contexts)
    return [
        *([f"##### {topic}"] if topic else []),
        f"### {page_link(line.printed_headline, line.path)}",
        *([below] if below else []),
        "",
    ]
