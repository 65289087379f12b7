"""What stands out of a story as plain values: byline, pinned update, key events, summary."""

from incidents.formats._format import Site
from incidents.formats._plain.parts import mark
from incidents.formats._plain.values import Fields, given, moment
from incidents.formats.addresses import html_address
from incidents.record.pages import StoryPage
from incidents.record.pages.highlights import KeyEvent, Summary, SummaryLine
from incidents.text.addresses.stories import update_path
from incidents.text.body.settling import clean_characters
from incidents.text.fragments.credits import inline_plain


def outstanding(page: StoryPage, site: Site) -> Fields:
    """The number of the pinned update, the key events newest first, and what is known so far."""
    found = page.highlights
    return {
        "pinned": found.pinned or None,
        "summary": _summary(found.summary) if found.summary else None,
        "key_events": [_event(event, page.path, site) for event in found.key_events],
    }


def _summary(said: Summary) -> Fields:
    return {
        "as_of": moment(said.at),
        "time": given(said.printed),
        "version": said.version,
        "lines": [_line(line) for line in said.lines],
        "marks": [mark(each) for each in said.marks],
    }


def _line(line: SummaryLine) -> Fields:
    return {
        "html": given(line.html),
        "text": given(inline_plain(line.html)),
        "updates": list(line.updates),
        "retracted_updates": list(line.retracted),
        "withdrawn": line.withdrawn,
    }


def _event(event: KeyEvent, story_path: str, site: Site) -> Fields:
    return {
        "update": event.number,
        "url": site.absolute(html_address(update_path(story_path, event.number))),
        "at": moment(event.at),
        "time": given(event.printed),
        "printed_date": given(event.printed_date),
        "title": clean_characters(event.headline),
    }
