"""Live pages as plain text: numbered updates, mostly newest first, the initial report last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from incidents.actions.imports.items import (
    ImportedItem,
    ImportedSource,
    ImportedState,
    ImportedUpdate,
    Remark,
)
from incidents.intake._reading import Line, page
from incidents.intake._source import ImportSource, Options, Outcome, Unfit, finished
from incidents.intake.printed.clock import (
    Zone,
    midnight,
    named_zone,
    weekday_disagrees,
    zone_of,
)
from incidents.intake.printed.headings import Heading
from incidents.intake.printed.live_page import LivePage, Section, take_apart
from incidents.intake.printed.prose import as_html, loss
from incidents.text.addresses.slugs import slug
from incidents.text.addresses.stories import kept_path

_COUNTER = re.compile(r"\s*[(\[]\s*(?i:updated?)\s*(?P<number>\d{1,4})?\s*[)\]]\s*$")
_TYPING_SLIP = timedelta(hours=3)
"""An update that stands less than this before the older one has not crossed midnight."""


class LiveblogText(ImportSource):
    """A live page saved as text; the date and zone come from the page or from options."""

    name: ClassVar[str] = "liveblog-text"
    description: ClassVar[str] = "a live page as text, with headings such as “Update 3 1430 CET”"
    takes: ClassVar[frozenset[str]] = frozenset({"date", "time_zone", "language", "key"})

    def read(self, path: Path, options: Options) -> Iterator[Outcome]:
        """One story, after what a person should know of it; or the reason why there is none."""
        try:
            yield from _Reader(take_apart(page(path)), options).outcomes()
        except Unfit as problem:
            yield problem.refusal


@dataclass
class _Reader:
    """Reads one page; remarks gather on the way."""

    page: LivePage
    options: Options
    remarks: list[Remark] = field(default_factory=list)

    def outcomes(self) -> list[Outcome]:
        """The remarks, in the order of their lines, and then the story."""
        self.remarks.extend(self.page.remarks)
        headline = self._headline()
        self._check_numbers()
        day = self._day()
        zone = self._zone()
        states = self._states(headline, day, zone)
        item = ImportedItem(
            key=self.options.key or kept_path(day, slug(headline)),
            date=day,
            time_zone=zone.name,
            states=tuple(states),
            language=self.options.language or "en",
            status_line=self.page.status_line,
            line=self.page.headline.number,
        )
        self._look_for_losses()
        return [*sorted(self.remarks, key=lambda remark: remark.line), finished(item)]

    def _remark(self, line: int, reason: str, text: str = "") -> None:
        self.remarks.append(Remark(line, reason, text[:200]))

    def _headings(self) -> list[Heading]:
        return [section.heading for section in self.page.updates if section.heading]

    def _headline(self) -> str:
        """The headline without its counter, which must be the highest number."""
        line = self.page.headline
        printed = " ".join(line.text.split())
        found = _COUNTER.search(printed)
        highest = max((heading.number or 0 for heading in self._headings()), default=0)
        if found and found["number"] and highest and int(found["number"]) != highest:
            reason = f"the headline counts {found['number']} updates, the page goes up to {highest}"
            self._remark(line.number, reason, printed)
        return _COUNTER.sub("", printed) or printed

    def _check_numbers(self) -> None:
        """Numbers must be there for all or for none, and each once."""
        numbered = [heading for heading in self._headings() if heading.number is not None]
        if not numbered:
            return
        for heading in self._headings():
            if heading.number is None:
                reason = f"“{heading.text}” has no number and others have; number it"
                raise Unfit(heading.line, reason, heading.text)
            if heading.number == 0:
                raise Unfit(heading.line, "updates are numbered from 1; correct it", heading.text)
        _refuse_doubles(sorted(numbered, key=lambda heading: heading.line))
        numbers = [heading.number or 0 for heading in numbered]
        if numbers != sorted(numbers):
            self._remark(numbered[0].line, "updates are not printed in the order of their numbers")
            self.page.updates.sort(key=_number)
        missing = sorted(set(range(1, max(numbers))) - set(numbers))
        if missing:
            listed = ", ".join(map(str, missing[:20]))
            self._remark(numbered[-1].line, f"these updates are not on the page: {listed}")

    def _day(self) -> date:
        """The date of the story: printed, or that of its oldest update, or from the option."""
        if self.page.date is not None:
            line = self.page.date_at or self.page.headline
            if weekday_disagrees(line.plain, self.page.date):
                self._remark(line.number, "the weekday is not that of the date", line.plain)
            return self.page.date
        for heading in self._headings():
            if heading.day and heading.day.year:
                return heading.day.on(heading.line, heading.day.year, heading.text)
        if self.options.date is None:
            reason = "no date with its year is printed; give --date YYYY-MM-DD"
            raise Unfit(self.page.headline.number, reason)
        return self.options.date

    def _zone(self) -> Zone:
        """The zone of the story: that of the oldest printed label, or from the option."""
        for heading in self._headings():
            zone = zone_of(heading.zone) if heading.zone else None
            if zone is not None:
                return zone
        if not self.options.time_zone:
            heading = self._headings()[0]
            label = f"the zone label “{heading.zone}” is not known" if heading.zone else "no zone"
            reason = f"{label} beside the time; give --time-zone, such as Europe/Brussels"
            raise Unfit(heading.line, reason, heading.text)
        return named_zone(self.options.time_zone)

    def _zone_for(self, heading: Heading, story: Zone) -> Zone:
        """The zone of one update: its label, else the story's."""
        zone = zone_of(heading.zone) if heading.zone else None
        if zone is not None:
            return zone
        if heading.zone and not self.options.time_zone:
            reason = f"the zone label “{heading.zone}” is not known; give --time-zone"
            raise Unfit(heading.line, reason, heading.text)
        if self.options.time_zone:
            return named_zone(self.options.time_zone)
        reason = f"no zone beside the time; taken as {story.name}, as printed elsewhere"
        self._remark(heading.line, reason, heading.text)
        return story

    def _states(self, headline: str, day: date, zone: Zone) -> list[ImportedState]:
        """The initial report, then the story after each update."""
        initial = self.page.initial
        sources = [_source(line) for line in initial.credits]
        first = ImportedState(
            at=midnight(day, zone),
            headline=headline,
            lead=as_html(initial.blocks),
            sources=tuple(sources),
            captions=tuple(self.page.captions),
            line=initial.blocks[0].number if initial.blocks else self.page.headline.number,
        )
        states = [first] if initial.blocks else []
        updates: list[ImportedUpdate] = []
        for section, at, own_zone in self._timed(day, zone):
            cited = self._cited(section, sources)
            updates.append(_update(section, at, own_zone, cited))
            state = replace(
                first,
                at=max(at, states[-1].at) if states and states[-1].at else at,
                sources=tuple(sources),
                updates=tuple(updates),
                line=updates[-1].line,
            )
            states.append(state)
        if states[0].at and len(states) > 1 and states[1].at and states[1].at < states[0].at:
            states[0] = replace(states[0], at=states[1].at)
        return states

    def _cited(self, section: Section, sources: list[ImportedSource]) -> tuple[int, ...]:
        """Places of the sources that stand below an update, which are added where they are new."""
        places = []
        for line in section.credits:
            source = _source(line)
            if source not in sources:
                sources.append(source)
            places.append(sources.index(source) + 1)
        return tuple(places)

    def _timed(self, day: date, story: Zone) -> Iterator[tuple[Section, datetime, Zone]]:
        """Each update with its moment; one whose clock runs back stands on the next day."""
        running, before = day, None
        for section in self.page.updates:
            heading = section.heading
            if heading is None or heading.clock is None:
                continue
            zone = self._zone_for(heading, story)
            if heading.day:
                running = self._own_day(heading, day)
            at = datetime.combine(running, heading.clock, tzinfo=zone.offset)
            at += timedelta(days=heading.carry)
            if before is not None and at < before:
                at, running = self._after_midnight(heading, at, before, running)
            self._check_label(heading, at, zone)
            before = at
            yield section, at, zone

    def _after_midnight(
        self, heading: Heading, at: datetime, before: datetime, running: date
    ) -> tuple[datetime, date]:
        if heading.day or before - at < _TYPING_SLIP:
            reason = f"“{heading.text}” is earlier than the update before it; kept as printed"
            self._remark(heading.line, reason, heading.text)
            return at, running
        days = (before - at) // timedelta(days=1) + 1
        running += timedelta(days=days)
        reason = f"“{heading.text}” follows a later clock time; taken as {running}"
        self._remark(heading.line, reason, heading.text)
        return at + timedelta(days=days), running

    def _own_day(self, heading: Heading, story: date) -> date:
        """The day printed in a heading; a January after a December is the next year's."""
        if heading.day is None:
            return story
        day = heading.day.on(heading.line, story.year, heading.text)
        if heading.day.year is None and (story - day).days > 180:
            day = heading.day.on(heading.line, story.year + 1, heading.text)
        if weekday_disagrees(heading.text, day):
            self._remark(heading.line, "the weekday is not that of the date", heading.text)
        return day

    def _check_label(self, heading: Heading, at: datetime, zone: Zone) -> None:
        if not heading.zone or zone_of(heading.zone) is None:
            return
        if at.astimezone(named_zone(zone.name).offset).utcoffset() != at.utcoffset():
            reason = f"{heading.zone} is not in force on {at.date()}; taken as printed"
            self._remark(heading.line, reason, heading.text)

    def _look_for_losses(self) -> None:
        for section in [*self.page.updates, self.page.initial]:
            for block in section.blocks:
                if reason := loss(block):
                    self._remark(block.number, f"{reason}; kept as printed", block.plain)


def _number(section: Section) -> int:
    return (section.heading.number or 0) if section.heading else 0


def _refuse_doubles(headings: list[Heading]) -> None:
    first: dict[int | None, int] = {}
    for heading in headings:
        if heading.number in first:
            reason = (
                f"Update {heading.number} is printed twice, first on line"
                f" {first[heading.number]}; correct one of the numbers"
            )
            raise Unfit(heading.line, reason, heading.text)
        first[heading.number] = heading.line


def _source(line: Line) -> ImportedSource:
    return ImportedSource(outlet=line.plain)


def _update(section: Section, at: datetime, zone: Zone, cites: tuple[int, ...]) -> ImportedUpdate:
    heading = section.heading
    if heading is None or not section.blocks:
        line = heading.line if heading else 0
        raise Unfit(line, "there is no text below this heading; add it or take the heading out")
    return ImportedUpdate(
        body=as_html(section.blocks),
        at=at,
        number=heading.number,
        headline=heading.rest,
        cites=cites,
        line=heading.line,
        printed=heading.printed,
        zone=zone.name,
    )
