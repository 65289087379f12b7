"""What stands out of a story in Markdown: byline, warning, summary, key events."""

from incidents.formats._markdown.inline import words
from incidents.record.entries import UpdateEntry
from incidents.record.pages.highlights import Highlights, Summary, SummaryLine
from incidents.record.printing import byline_printed
from incidents.text.body.settling import clean_characters
from incidents.text.fragments.credits import Credits
from incidents.text.fragments.highlights import KEY_EVENTS, SUMMARY
from incidents.text.fragments.warnings import WARNING
from incidents.text.markdown import from_html


def byline(credits_: Credits) -> list[str]:
    """Where a text was written, by whom and with which agencies."""
    said = words(byline_printed(credits_))
    return [said] if said else []


def warning(said: str) -> list[str]:
    """What readers are told before they see a text."""
    return [f"**{WARNING}** {words(said)}"] if words(said) else []


def outstanding(found: Highlights, marks: list[str]) -> list[str]:
    """What is known so far, with the `marks` on it, and the key events."""
    return [*(_summary(found.summary) if found.summary else ()), *marks, *_events(found)]


def pinned_place(entry: UpdateEntry) -> str:
    """What stands in the place of the update that is on top."""
    return f"_{entry.name} is pinned at the top_"


def _summary(said: Summary) -> list[str]:
    lines = "\n".join(map(_line, said.lines))
    return [f"## {SUMMARY}", f"As of {words(said.printed)}", lines]


def _line(line: SummaryLine) -> str:
    if line.withdrawn:
        verb = "were" if len(line.retracted) > 1 else "was"
        named = " and ".join(f"Update {number}" for number in line.retracted)
        return f"- Withdrawn: this rested on {named}, which {verb} retracted."
    named = ", ".join(_rests_on(number, line) for number in line.updates) or "Initial report"
    prose = from_html(f"<p>{clean_characters(line.html)}</p>").strip()
    return f"- {' '.join(prose.split())} ({named})"


def _rests_on(number: int, line: SummaryLine) -> str:
    return f"Update {number}{' (retracted)' if number in line.retracted else ''}"


def _events(found: Highlights) -> list[str]:
    if not found.key_events:
        return []
    rows = (
        f"- {words(', '.join(filter(None, (event.printed, event.printed_date))))}: "
        f"{words(event.headline)} (Update {event.number})"
        for event in found.key_events
    )
    return [f"## {KEY_EVENTS}", "\n".join(rows)]
