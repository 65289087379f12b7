"""What stands out of a story, line by line, so that it can be compared."""

from django.utils.translation import gettext as _, pgettext

from incidents.record.ledger import Value
from incidents.record.printing import byline_printed, update_name
from incidents.record.reading import credits_of, text, values, whole, whole_numbers
from incidents.text.fragments.credits import inline_plain


def beside(value: Value) -> list[str]:
    """By whom a text is, and what readers are told before they see it."""
    warning = text(value, "warning")
    told = _("Content warning: %(words)s") % {"words": warning} if warning else ""
    return [byline_printed(credits_of(value)), told]


def byline(value: Value) -> list[str]:
    """Who wrote the story, with which agencies, where."""
    return [byline_printed(credits_of(value))]


def pinned(value: Value) -> list[str]:
    """The update on top."""
    return [update_name(whole(value, "update"))]


def key_events(value: Value) -> list[str]:
    """The key events, one a line."""
    line = pgettext("a key event", "%(update)s - %(time)s: %(headline)s")
    return [
        line
        % {
            "update": update_name(whole(event, "update")),
            "time": text(event, "printed"),
            "headline": text(event, "headline"),
        }
        for event in values(value, "events")
    ]


def summary(value: Value) -> list[str]:
    """What is known so far, one a line, each with what it rests on."""
    return [_line(line) for line in values(value, "lines")]


def _line(line: Value) -> str:
    numbers, gone = whole_numbers(line, "updates"), whole_numbers(line, "retracted")
    retracted = _("Update %(number)s (retracted)")
    named = ", ".join(
        retracted % {"number": number} if number in gone else update_name(number)
        for number in numbers
    )
    words = inline_plain(text(line, "words")) or _("Withdrawn")
    return f"{words} ({named or _('Initial report')})"
