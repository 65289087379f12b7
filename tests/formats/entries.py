"""Parts of public pages built by hand, about a flood that never was."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from incidents.record.entries import (
    ChangeEntry,
    CorrectionEntry,
    Mark,
    RedactionEntry,
    RelatedEntry,
    RemovedText,
    SourceEntry,
    StoryLine,
    TextAsRead,
    TopicEntry,
    UpdateEntry,
)

PATH = "/news/2017/02/25/dam-gates-open-above-the-old-town"
DAY = date(2017, 2, 25)


def at(hour: int, minute: int = 0, day: int = 25) -> datetime:
    return datetime(2017, 2, day, tzinfo=UTC) + timedelta(hours=hour, minutes=minute)


def mark(kind: str = "correction", version: int = 3) -> Mark:
    return Mark(kind=kind, at=at(16), printed="1700 CET", version=version)


def update(number: int, **changed: object) -> UpdateEntry:
    entry = UpdateEntry(
        number=number,
        label="",
        headline=f"Water at gauge {number}",
        html=f"<p>The river stood at <strong>{number} m</strong> by noon.</p>",
        at=at(12 + number),
        printed=f"{13 + number}00 CET",
        printed_date="25 February 2017",
        day=DAY,
        sources=(1, 2),
        retracted=False,
        reason="",
        marks=(),
        fragment="",
        own_reporting=number == 1,
    )
    return replace(entry, **changed)  # type: ignore[arg-type]


def source(number: int, **changed: object) -> SourceEntry:
    entry = SourceEntry(
        key=f"source{number}",
        number=number,
        outlet=f"Valley Radio {number}",
        title=f"Bulletin {number}",
        url=f"https://radio.example/bulletins/{number}",
        via="",
        quote="",
        kind="outlet",
        kind_label="Outlet",
        published_at=at(9),
        retrieved_at=None,
        fragment="",
    )
    return replace(entry, **changed)  # type: ignore[arg-type]


def kept_source(number: int) -> SourceEntry:
    """A source of which an archive and the newsroom have kept a copy."""
    return source(
        number,
        url="",
        author="Ada Gauge",
        archived_url=f"https://archive.example/{number}",
        as_read=TextAsRead("It rose.\n\n<All> night.", at(10), "ab" * 32),
    )


def change(number: int, last: int = 4, **changed: object) -> ChangeEntry:
    entry = ChangeEntry(
        number=number,
        position=40 + number,
        kind="first" if number == 1 else "update",
        kind_label="First version" if number == 1 else "Update",
        origin="newsroom",
        title="Dam gates open above the old town",
        at=at(10 + number, 30),
        printed=f"{11 + number}30 CET",
        recorded_at=at(10 + number, 31),
        note="",
        byline="Night desk",
        pieces=("headline", f"update-{number}"),
        words=100 + number,
        words_added=12,
        words_removed=3,
        sources=2,
        sources_added=1,
        sources_removed=0,
        hash=f"{number:064x}",
        held=True,
        first=number == 1,
        current=number == last,
    )
    return replace(entry, **changed)  # type: ignore[arg-type]


def corrected(number: int) -> ChangeEntry:
    """A correction of two texts, approved by somebody else."""
    errors = tuple(
        CorrectionEntry(
            piece=piece,
            wrong=f"The gauge read 4 m in {piece}.",
            right=f"The gauge read 3 m in {piece}.",
            entered=2,
            entered_at=at(12, 30),
            stood=7500,
            noticed=noticed,
            grave=noticed == "reader",
            warning="It tells of a flood." if noticed == "reader" else "",
        )
        for piece, noticed in (("update-3", "reader"), ("lead", "staff"))
    )
    return change(
        number,
        kind="correction",
        kind_label="Correction",
        note="The gauge read 3 m, not 4 m.",
        role="Writer",
        approved_by="Maria Day",
        corrections=errors,
    )


def redacted(number: int) -> ChangeEntry:
    """A redaction of a text of the first version, which is followed by another version."""
    return change(
        number,
        kind="redaction",
        kind_label="Redaction",
        note="A court asked for it.",
        until=at(15),
        until_printed="1600 CET",
        removed=("note",),
        redaction=RedactionEntry(
            category="court_order",
            category_name="Court order",
            decided_by="Chief of the desk",
            removed=(RemovedText(1, "lead", "89" * 32),),
        ),
    )


def topic(**changed: object) -> TopicEntry:
    entry = TopicEntry(
        name="Upper Valley Authority",
        qualifier="self-declared",
        slug="upper-valley-authority",
        kind="organisation",
    )
    return replace(entry, **changed)  # type: ignore[arg-type]


def line(number: int = 1, **changed: object) -> StoryLine:
    entry = StoryLine(
        path=f"{PATH}-{number}",
        headline=f"Dam gates open, part {number}",
        printed_headline=f"Dam gates open, part {number} (Updated 2)",
        topic_line="Spring flood",
        summary="",
        date=DAY,
        status="live",
        status_label="Live",
        language="en",
        contexts=("Old Town", "Upper Valley Authority"),
        update_count=2,
        latest_update="1500 CET",
        published_at=at(10),
        changed_at=at(14),
        changed_printed="1500 CET",
        corrected=True,
        version=4,
    )
    return replace(entry, **changed)  # type: ignore[arg-type]


CHANGES = (
    change(4, kind="correction", kind_label="Correction", note="The gauge read 3 m, not 4 m."),
    change(3),
    change(2, kind="headline", kind_label="Headline", note="Name of the dam added."),
    change(1),
)
RELATED = (
    RelatedEntry(
        title="Reservoir fills to the brim",
        path="/news/2016/11/03/reservoir-fills-to-the-brim",
        url="",
        date=date(2016, 11, 3),
        contexts=("Old Town", "Spring flood"),
        chosen=True,
    ),
    RelatedEntry(
        title="The flood of 1954",
        path="",
        url="https://archive.example/1954",
        date=date(1954, 3, 1),
        contexts=("Old Town",),
        chosen=True,
    ),
    RelatedEntry(
        title="An evening at the weir", path="", url="", date=None, contexts=(), chosen=False
    ),
)
