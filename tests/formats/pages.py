"""Public pages built by hand: one of each kind, about a flood that never was."""

from dataclasses import replace
from datetime import date

from incidents.formats import Site
from incidents.record.pages import (
    DayPage,
    FrontPage,
    Page,
    PeriodPage,
    StoryPage,
    UpdatePage,
    UpdatesPage,
)
from incidents.record.pages.history import (
    ChangesPage,
    ComparisonPage,
    Excerpt,
    Gap,
    PieceComparison,
    ProofPage,
    ProvenPiece,
    Selection,
)
from incidents.record.pages.stretches import block
from incidents.text.difference import compare
from incidents.text.sanitise import blocks
from tests.formats.comments_pages import COMMENTS
from tests.formats.entries import (
    CHANGES,
    DAY,
    PATH,
    RELATED,
    at,
    corrected,
    kept_source,
    line,
    mark,
    redacted,
    source,
    topic,
    update,
)
from tests.formats.heads import broken_page, no_heads_page, transparency_page
from tests.formats.list_pages import LISTS
from tests.formats.outstanding import outstanding
from tests.formats.search_pages import SEARCH
from tests.formats.shown_media import SHOWN
from tests.formats.sitewide_pages import SITEWIDE, listed

SITE = Site(name="Harbour Desk", url="https://news.example")

UPDATES = (
    update(
        3,
        marks=(mark(),),
        label="3A",
        day=date(2017, 2, 26),
        printed_date="26 February 2017",
    ),
    update(
        2,
        retracted=True,
        reason="The reading came from another river.",
        html="",
        headline="",
    ),
    update(1),
)


def story(**changed: object) -> StoryPage:
    page = StoryPage(
        key="3f6c1f0e-5a55-4a59-9f7f-2f4f4bb4b001",
        path=PATH,
        version=4,
        position=44,
        hash="ab" * 32,
        headline="Dam gates open above the old town",
        topic_line="Spring flood",
        lead_html="<p>The gates were opened at <em>dawn</em>.</p>\n<p>Nobody was hurt.</p>",
        lead_fragment="",
        lead_marks=(mark("clarification", 2),),
        captions=("The old town, seen from the dam (file image)", "- A gauge & its keeper"),
        status="live",
        status_label="Live",
        status_line="This story is still unfolding",
        notice="We could not check the readings ourselves.",
        date=DAY,
        language="en",
        time_zone="Europe/Paris",
        update_count=3,
        topics=(topic(),),
        updates=UPDATES,
        sources=(source(1, via="Radio Union", quote="It rose all night."), kept_source(2)),
        changes=CHANGES,
        related=RELATED,
        published_at=at(11, 30),
        changed_at=at(14, 30),
        changed_printed="1530 CET",
        held=True,
        retracted=False,
        retraction_reason="",
        article="",
        newest_version=4,
    )
    return replace(page, **changed)  # type: ignore[arg-type]


def media_story() -> StoryPage:
    """Its newest update and initial report show pictures, a post and a video."""
    updates = (replace(UPDATES[0], media=(3, 1)), *UPDATES[1:])
    return story(updates=updates, media=SHOWN, lead_media=(2, 4))


def retracted_story() -> StoryPage:
    return story(
        retracted=True,
        status="retracted",
        status_label="Retracted",
        retraction_reason="The dam does not exist.",
    )


def frozen_story() -> StoryPage:
    return story(
        version=2,
        frozen=CHANGES[2],
        newest_version=4,
        since="1 sentence changed, Update 3 added.",
        gaps=(Gap("lead", "Privacy of a person", 4, "1530 CET, 25 February 2017"),),
    )


def text_not_held() -> StoryPage:
    return story(lead_html="", lead_marks=(), updates=(), held=False, frozen=CHANGES[3], version=1)


def update_page() -> UpdatePage:
    page = story().alone(3)
    assert page is not None
    return page


def changes_page() -> ChangesPage:
    return ChangesPage(
        path=f"{PATH}/changes",
        story_path=PATH,
        printed_headline="Dam gates open above the old town (Updated 3)",
        language="en",
        changes=CHANGES,
        time_zone="Europe/Brussels",
        newest=4,
    )


def page_of_changes() -> ChangesPage:
    """The second of three pages of corrections, with one row opened."""
    asked = Selection(kind="correction", piece="update-3", byline="night-desk", size=100, start=4)
    return replace(
        changes_page(),
        changes=(corrected(4), redacted(3), replace(CHANGES[2], undoes=1), CHANGES[3]),
        newest=240,
        selection=replace(asked, opened=4),
        previous=replace(asked, start=104),
        next=replace(asked, start=1),
        excerpts=(
            Excerpt(
                "update-3",
                "Update 3",
                "changed",
                ("The gauge read <del>4</del><ins>3</ins> m &amp; fell.",),
                "The gauge tells of a flood.",
            ),
            Excerpt("lead", "Initial report", "redacted", ()),
        ),
    )


def proof_page() -> ProofPage:
    return ProofPage(
        path=f"{PATH}/changes/2/proof",
        story_path=PATH,
        printed_headline="Dam gates open above the old town (Updated 3)",
        language="en",
        version=2,
        newest=4,
        schema=2,
        facts='{"kind":"headline","number":2,"schema":2}',
        hash="cd" * 32,
        previous_hash="ef" * 32,
        pieces=(
            ProvenPiece(
                "headline",
                "Headline",
                "01" * 32,
                "23" * 16,
                '{"text":"Dam `gates` open & close"}',
                "Dam `gates` open &amp; close",
                "45" * 32,
                "It tells of gates.",
            ),
            ProvenPiece("note", "Note", "67" * 32, None, None, None, ""),
        ),
    )


def comparison_page() -> ComparisonPage:
    return ComparisonPage(
        path=f"{PATH}/changes/2..4",
        story_path=PATH,
        printed_headline="Dam gates open above the old town (Updated 3)",
        language="en",
        older=CHANGES[2],
        newer=CHANGES[0],
        sentence="Update 3 was changed: two words replaced.",
        pieces=(
            PieceComparison(
                key="update-3",
                name="Update 3",
                outcome="changed",
                difference=compare(
                    blocks("<p>The gauge read 4 m.</p>"), blocks("<p>The gauge read 3 m.</p>")
                ),
                html="",
                warning="It tells of the flood.",
            ),
        ),
    )


def day_page(**changed: object) -> DayPage:
    page = DayPage(
        date=DAY,
        stories=(line(1), line(2, summary="Two bridges are closed.", topic_line="")),
        previous=date(2017, 2, 23),
        next=date(2017, 3, 1),
        count=2,
    )
    return replace(page, **changed)  # type: ignore[arg-type]


def front_page() -> FrontPage:
    days = (day_page(), day_page(date=date(2017, 2, 23)))
    return FrontPage(
        top=(line(7), line(5)), live=(line(1),), days=days, corrections=(listed(0), listed(1))
    )


def month_page() -> PeriodPage:
    return PeriodPage(
        year=2017,
        month=2,
        entries=((date(2017, 2, 23), 1), (DAY, 2)),
        previous=date(2016, 11, 1),
        next=None,
    )


def year_page() -> PeriodPage:
    return PeriodPage(
        year=2017,
        month=None,
        entries=((date(2017, 2, 1), 3), (date(2017, 3, 1), 1)),
        previous=date(2016, 1, 1),
        next=date(2018, 1, 1),
    )


PAGES: dict[str, Page] = {
    "story": story(),
    "outstanding story": outstanding(story()),
    "story with pictures": media_story(),
    "retracted story": retracted_story(),
    "frozen story": frozen_story(),
    "story whose text is not held": text_not_held(),
    "update": update_page(),
    "updates": UpdatesPage(story(stretch=block(3))),
    "changes": changes_page(),
    "page of changes": page_of_changes(),
    "comparison": comparison_page(),
    "proof": proof_page(),
    "day": day_page(),
    "front": front_page(),
    "month": month_page(),
    "year": year_page(),
    "transparency": transparency_page(),
    "transparency without heads": no_heads_page(),
    "transparency of a broken history": broken_page(),
    **LISTS,
    **SITEWIDE,
    **COMMENTS,
    **SEARCH,
}
