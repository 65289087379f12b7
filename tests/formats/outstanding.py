"""A story with a byline, a warning, a pinned update, a summary and a key event, built by hand."""

from dataclasses import replace

from incidents.record.pages import StoryPage
from incidents.record.pages.highlights import Highlights, KeyEvent, Summary, SummaryLine
from incidents.text.fragments.credits import Credits
from tests.formats.entries import at, mark

HIGHLIGHTS = Highlights(
    credits=Credits(("Mara Lind", "Ivo Brandt in Old Town"), "VRA & other agencies", "HARBOUR"),
    warning="It tells of the injured.",
    pinned=3,
    key_events=(KeyEvent(3, at(15), "1600 CET", "26 February 2017", "Water at gauge *3*"),),
    summary=Summary(
        lines=(
            SummaryLine('Two <a href="https://a.example/">gates</a> are <em>open</em>.', (1, 3)),
            SummaryLine("The bridge holds.", (1, 2), (2,)),
            SummaryLine("", (2,), (2,)),
            SummaryLine("Nobody was hurt.", ()),
        ),
        at=at(16),
        printed="1700 CET",
        version=4,
        marks=(mark(),),
        fragment="",
    ),
)


def outstanding(page: StoryPage) -> StoryPage:
    """The page with all of it."""
    first, *rest = page.updates
    pinned = replace(
        first,
        credits=Credits(("Mara Lind",), "", "OLD TOWN"),
        warning="It tells of the drowned.",
        pinned=True,
        key_event=True,
    )
    return replace(page, highlights=HIGHLIGHTS, updates=(pinned, *rest))
