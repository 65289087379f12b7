"""A live page taken apart: headline, date, updates in the order printed, older text, credits."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from incidents.actions.imports.items import Remark
from incidents.intake._reading import Line
from incidents.intake._source import Unfit
from incidents.intake.printed.clock import date_line
from incidents.intake.printed.headings import (
    Heading,
    parts_off_older_text,
    read_heading,
    read_time_heading,
    resembles_heading,
)
from incidents.intake.printed.prose import Block, blocks_of, furniture

_SOURCE = re.compile(r"\(?\s*(?i:sources?)\s*:\s*(?P<name>[^()]*(?:\([^()]*\)[^()]*)*?)\s*\)?\.?")
_PHOTO = re.compile(
    r"\(?\s*(?i:photos?|pictures?|images?|photo credit)\s*:\s*(?P<credit>.+?)\s*\)?"
)
_LONGEST_CREDIT = 500
_UNFOLDING = re.compile(
    r"(?i)(?:this (?:story|page|article|report) is (?:still |now |being )?"
    r"(?:unfolding|developing|updated)|(?:this is a )?(?:developing|breaking) story)\b.{0,120}"
)
_END_OF_TEXT = "link to other pages"


@dataclass
class Section:
    """Text under one heading, or older text that has none; with the credits that stood in it."""

    heading: Heading | None
    lines: list[Line] = field(default_factory=list)
    credits: list[Line] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        """Its text in blocks."""
        return blocks_of(self.lines)


@dataclass
class LivePage:
    """The parts of a live page; the updates are oldest first, whatever order was printed."""

    headline: Line
    date: dt.date | None = None
    date_at: Line | None = None
    initial: Section = field(default_factory=lambda: Section(None))
    updates: list[Section] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    status_line: str = ""
    remarks: list[Remark] = field(default_factory=list)


def take_apart(lines: Sequence[Line]) -> LivePage:
    """The parts of a page. Raises Unfit where it has no headline or no update."""
    filled = [line for line in lines if line.plain]
    page = LivePage(headline=filled[0])
    if read_heading(filled[0]) and len(filled[0].plain) < 40:
        raise Unfit(filled[0].number, "the page begins with an update; put its headline first")
    rest = [line for line in lines if line.number > filled[0].number]
    sections = _sections(_text_of(page, rest))
    if not any(section.heading for section in sections):
        reason = "no heading of an update, such as “Update 1 0900 CET”; try --from article-text"
        raise Unfit(filled[0].number, reason)
    _remark_doubtful(page, sections)
    _assign(page, [_without_credits(page, section) for section in sections])
    return page


def _text_of(page: LivePage, lines: list[Line]) -> list[Line]:
    """The lines without the date, page furniture and what repeats the headline."""
    kept: list[Line] = []
    for line in lines:
        part = furniture(line.plain) if line.plain else ""
        if line.plain and line.plain == page.headline.plain:
            page.remarks.append(Remark(line.number, "the headline once more; left out", line.plain))
        elif part == _END_OF_TEXT and not _has_heading(lines, line.number):
            reason = "links to other pages from here to the end; left out"
            page.remarks.append(Remark(line.number, reason, line.plain))
            break
        elif part:
            page.remarks.append(Remark(line.number, f"{part}; left out", line.plain))
        elif line.plain and page.date is None and (found := date_line(line.plain, line.number)):
            page.date, page.date_at = found, line
        else:
            kept.append(line)
    return kept


def _has_heading(lines: list[Line], after: int) -> bool:
    return any(line.number > after and read_heading(line) for line in lines)


def _sections(lines: list[Line]) -> list[Section]:
    """Text parted at headings; times alone are headings only where no "Update" stands."""
    sections = _parted(lines, [read_heading(line) for line in lines])
    if any(section.heading for section in sections):
        return sections
    return _parted(lines, [read_time_heading(line) for line in lines])


def _parted(lines: list[Line], headings: list[Heading | None]) -> list[Section]:
    sections = [Section(None)]
    for line, heading in zip(lines, headings, strict=True):
        if heading is not None:
            sections.append(Section(heading))
        elif parts_off_older_text(line):
            sections.append(Section(None))
        else:
            sections[-1].lines.append(line)
    return sections


def _remark_doubtful(page: LivePage, sections: list[Section]) -> None:
    for section in sections:
        for line in section.lines:
            if resembles_heading(line):
                reason = "looks like the heading of an update and is none; kept as text"
                page.remarks.append(Remark(line.number, reason, line.plain))


def _settle_rest(section: Section) -> None:
    """Tell headline and text apart: a heading may have its text beside it, or a headline below."""
    heading, blocks = section.heading, section.blocks
    if heading is None:
        return
    if heading.rest and (not blocks or len(heading.rest) > 120):
        section.lines.insert(0, Line(heading.line, heading.rest))
        section.heading = replace(heading, rest="")
    elif not heading.rest and heading.number is None and heading.day and blocks:
        first = blocks[0].lines[0]
        is_title = len(first.plain) <= 150 and first.plain[-1].isalnum()
        if is_title and (len(blocks) > 1 or len(blocks[0].lines) > 1):
            section.heading = replace(heading, rest=first.plain)
            section.lines.remove(first)


def _without_credits(page: LivePage, section: Section) -> Section:
    kept: list[Line] = []
    for line in section.lines:
        text = line.plain if len(line.text) <= _LONGEST_CREDIT else ""
        source, photo = _SOURCE.fullmatch(text), _PHOTO.fullmatch(text)
        if source and source["name"].strip():
            section.credits.append(replace(line, text=source["name"].strip()))
        elif photo:
            page.captions.append(photo["credit"])
        elif _UNFOLDING.fullmatch(text):
            page.status_line = page.status_line or line.plain
        else:
            kept.append(line)
    section.lines = kept
    return section


def _assign(page: LivePage, sections: list[Section]) -> None:
    """Say which text is the initial report, and put the updates into the order of time."""
    before, *rest = sections
    for section in rest:
        _settle_rest(section)
    updates = [section for section in rest if section.heading]
    older = [section for section in rest if not section.heading and section.lines]
    if not _is_newest_first(updates, has_text_before=bool(before.blocks), has_older=bool(older)):
        page.updates = updates
        page.initial = _joined([before, *older])
        return
    if before.blocks:
        reason = "text before the newest update; put with the initial report"
        page.remarks.append(Remark(before.blocks[0].number, reason, before.blocks[0].plain[:200]))
    if not any(section.blocks for section in older):
        older = [_split_off(page, updates[-1])]
    page.updates = updates[::-1]
    page.initial = _joined([before, *older])


def _is_newest_first(updates: list[Section], *, has_text_before: bool, has_older: bool) -> bool:
    headings = [section.heading for section in updates if section.heading]
    numbers = [heading.number for heading in headings if heading.number is not None]
    if len(numbers) > 1:
        return numbers[0] > numbers[-1]
    if len(headings) == 1 or has_older:
        return has_older or not has_text_before
    first, last = headings[0], headings[-1]
    if first.day and last.day and first.day != last.day:
        return (first.day.year or 0, first.day.month, first.day.day) > (
            last.day.year or 0,
            last.day.month,
            last.day.day,
        )
    return (first.clock is None or last.clock is None) or first.clock > last.clock


def _split_off(page: LivePage, oldest: Section) -> Section:
    """The initial report below the oldest update: two blank lines part them, and nothing else."""
    blocks = oldest.blocks
    places = [place for place, block in enumerate(blocks) if place and block.gap >= 2]
    if not places:
        line = oldest.heading.line if oldest.heading else 1
        page.remarks.append(Remark(line, "no initial report found below the oldest update"))
        return Section(None)
    start = blocks[places[-1]].number
    if len(places) > 1:
        reason = "several double blank lines below the oldest update; the last parts them"
        page.remarks.append(Remark(start, reason))
    initial = Section(None, [line for line in oldest.lines if line.number >= start])
    initial.credits = [line for line in oldest.credits if line.number >= start]
    oldest.lines = [line for line in oldest.lines if line.number < start]
    oldest.credits = [line for line in oldest.credits if line.number < start]
    return initial


def _joined(sections: list[Section]) -> Section:
    whole = Section(None)
    for section in sections:
        whole.lines.extend([*section.lines, Line(0, "")])
        whole.credits.extend(section.credits)
    return whole
