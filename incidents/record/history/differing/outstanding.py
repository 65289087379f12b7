"""What stands out of a story, line by line, so that it can be compared."""

from incidents.record.ledger import Value
from incidents.record.reading import credits_of, text, values, whole, whole_numbers
from incidents.text.fragments.credits import inline_plain


def beside(value: Value) -> list[str]:
    """By whom a text is, and what readers are told before they see it."""
    warning = text(value, "warning")
    return [credits_of(value).in_words, f"Content warning: {warning}" if warning else ""]


def byline(value: Value) -> list[str]:
    """Who wrote the story, with which agencies, where."""
    return [credits_of(value).in_words]


def pinned(value: Value) -> list[str]:
    """The update on top."""
    return [f"Update {whole(value, 'update')}"]


def key_events(value: Value) -> list[str]:
    """The key events, one a line."""
    return [
        f"Update {whole(event, 'update')} - {text(event, 'printed')}: {text(event, 'headline')}"
        for event in values(value, "events")
    ]


def summary(value: Value) -> list[str]:
    """What is known so far, one a line, each with what it rests on."""
    return [_line(line) for line in values(value, "lines")]


def _line(line: Value) -> str:
    numbers, gone = whole_numbers(line, "updates"), whole_numbers(line, "retracted")
    named = ", ".join(
        f"Update {number}{' (retracted)' if number in gone else ''}" for number in numbers
    )
    words = inline_plain(text(line, "words")) or "Withdrawn"
    return f"{words} ({named or 'Initial report'})"
