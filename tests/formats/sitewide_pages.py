"""Pages about change across the site, built by hand, about a flood that never was."""

from dataclasses import replace
from datetime import date

from incidents.record.entries import CorrectionEntry
from incidents.record.pages import Page
from incidents.record.pages.sitewide import (
    AccountabilityPage,
    BylineEntry,
    BylinePage,
    Chosen,
    CorrectionsPage,
    Figures,
    ListedChange,
    Listing,
    PieceOrigins,
    ProvenancePage,
    SentenceOrigin,
    SiteChangesPage,
)
from tests.formats.entries import CHANGES, DAY, PATH, at

NIGHT_DESK = BylineEntry("Night desk", "night-desk")
ERROR = CorrectionEntry(
    piece="update-3",
    wrong="The gauge read 4 m.",
    right="The gauge read 3 m.",
    entered=3,
    entered_at=at(13, 30),
    stood=3660,
    noticed="reader",
    grave=True,
)
FIGURES = Figures(
    period="2017-02",
    stories=40,
    corrections=3,
    clarifications=2,
    errors=4,
    grave=1,
    noticed_by_readers=1,
    retracted_stories=1,
    retracted_updates=2,
    seconds_to_correct=7200,
    seconds_stood=5400,
)


def listed(place: int) -> ListedChange:
    change = CHANGES[place]
    if change.kind == "correction":
        change = replace(change, role="Chief editor", approved_by="Mara Vale", corrections=(ERROR,))
    return ListedChange(
        change=change,
        story_path=PATH,
        language="en",
        retracted=False,
        day=DAY,
        byline_path=NIGHT_DESK.path,
    )


def listing(*places: int, **chosen: object) -> Listing:
    asked = Chosen(**chosen)  # type: ignore[arg-type]
    return Listing(
        changes=tuple(listed(place) for place in places),
        chosen=asked,
        newer=asked.onward(after=44),
        older=asked.onward(before=41),
    )


def provenance_page() -> ProvenancePage:
    said = SentenceOrigin("The gauge read 3 m.", 0, 4, at(14, 30), "1530 CET")
    html = '<p><span data-version="4">The gauge read 3 m.</span></p>'
    return ProvenancePage(
        story_path=PATH,
        printed_headline="Dam gates open above the old town (Updated 3)",
        language="en",
        version=4,
        retracted=False,
        retraction_reason="",
        pieces=(
            PieceOrigins("update-3", "Update 3", "update-3", html, (said,), "It tells of a flood."),
        ),
    )


SITEWIDE: dict[str, Page] = {
    "changes of the site": SiteChangesPage(listing(0, 1, 2, 3), (NIGHT_DESK,)),
    "some changes of the site": SiteChangesPage(listing(0, kind="correction", size=100, before=50)),
    "changes under a name": BylinePage(
        NIGHT_DESK,
        count=4,
        kinds=(("update", "Update", 3), ("first", "First version", 1)),
        listing=listing(1, 3),
    ),
    "corrections": CorrectionsPage(listing(0, date="2017-02"), (date(2017, 2, 1),)),
    "accountability": AccountabilityPage(
        overall=replace(FIGURES, period=""),
        years=(replace(FIGURES, period="2017"),),
        months=(FIGURES,),
        imported=Figures("", stories=7, corrections=1),
        sample=Figures("", stories=2),
    ),
    "provenance": provenance_page(),
    "provenance of a retracted story": replace(
        provenance_page(), pieces=(), retracted=True, retraction_reason="There is no dam."
    ),
}
