"""Numbered advisories of a weather service as JSON lines: one bulletin a line, many stories."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, ClassVar

from incidents.actions.imports.items import (
    ImportedItem,
    ImportedSource,
    ImportedState,
    ImportedUpdate,
    Refusal,
    Remark,
)
from incidents.intake._reading import Row, rows
from incidents.intake._source import ImportSource, Options, Outcome, Unfit, finished
from incidents.intake.printed.bulletin import Bulletin, take_apart
from incidents.intake.printed.clock import (
    CLOCK,
    Zone,
    date_line,
    read_clock,
    weekday_disagrees,
    zone_of,
)

_PRINTED = re.compile(
    rf"{CLOCK}\s+(?P<label>[A-Za-z]{{3,4}})\s+(?P<weekday>[A-Za-z]{{3}})\w*\s+"
    r"(?P<date>[A-Za-z]{3,9}\s+\d{1,2}\s+\d{4})",
    re.IGNORECASE,
)
_DAY_OF_24_HOURS = frozenset({"UTC", "GMT"})
_NO_ID = frozenset({"", "<na>", "na", "n/a", "nan", "none", "null", "-"})


class Advisories(ImportSource):
    """Bulletins with their number and printed local time; the rows of a story may lie apart."""

    name: ClassVar[str] = "advisories"
    description: ClassVar[str] = "numbered weather advisories as JSON lines"
    takes: ClassVar[frozenset[str]] = frozenset({"language"})

    def read(self, path: Path, options: Options) -> Iterator[Outcome]:
        """The stories in the order of their first rows; one story at a time is held in memory."""
        with TemporaryFile() as spool:
            places: dict[str, list[tuple[int, int]]] = {}
            for row in rows(path):
                if isinstance(row, Refusal):
                    yield row
                    continue
                try:
                    key = _key(row)
                except Unfit as problem:
                    yield problem.refusal
                    continue
                places.setdefault(key, []).append((row.line, spool.tell()))
                spool.write(json.dumps(row.values).encode() + b"\n")
            for key, found in places.items():
                yield from _Story(key, options).outcomes(_kept(spool, found))


def _key(row: Row) -> str:
    """The story's id; where the row has none, the one its bulletin prints, else name and year."""
    given = row.values.get("story")
    if isinstance(given, str) and given.strip().lower() not in _NO_ID:
        return given.strip()
    if given is not None and not isinstance(given, str):
        raise Unfit(row.line, "“story” is no text; write the story's id in it")
    printed = take_apart(row.text("body")).story
    if printed:
        return printed
    year = re.search(r"\d{4}$", row.text("printed_time").strip())
    if year is None:
        raise Unfit(row.line, "no story id and no year is given; write the id in “story”")
    return f"{row.text('name').strip()} {year[0]}"


def _kept(spool: IO[bytes], places: list[tuple[int, int]]) -> Iterator[Row]:
    for line, place in places:
        spool.seek(place)
        yield Row(line, json.loads(spool.readline()))


@dataclass(frozen=True, slots=True)
class _Advisory:
    """One row, read."""

    line: int
    label: str
    name: str
    at: dt.datetime
    zone: Zone
    printed: str
    bulletin: Bulletin


@dataclass
class _Story:
    """Puts the rows of one story together."""

    key: str
    options: Options
    remarks: list[Remark] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def outcomes(self, found: Iterator[Row]) -> Iterator[Outcome]:
        """What is wrong with single rows, what one should know, and the story."""
        advisories = []
        for row in found:
            try:
                advisories.append(self._read(row))
            except Unfit as problem:
                self.refusals.append(problem.refusal)
        advisories.sort(key=_order)
        item = None
        if advisories:
            try:
                item = self._item(advisories)
            except Unfit as problem:
                self.refusals.append(problem.refusal)
        asides: list[Refusal | Remark] = [*self.refusals, *self.remarks]
        yield from sorted(asides, key=lambda aside: aside.line)
        if item is not None:
            yield item

    def _read(self, row: Row) -> _Advisory:
        name = f"{row.text('status').strip()} {row.text('name').strip()}"
        printed = " ".join(row.text("printed_time").split())
        found = _PRINTED.fullmatch(printed)
        if found is None or not (found["half"] or found["label"].upper() in _DAY_OF_24_HOURS):
            reason = "the printed time is not like “900 AM EDT Tue Aug 01 2017”; correct it"
            raise Unfit(row.line, reason, printed)
        at, zone = self._moment(row, found)
        label = row.text("update").strip()
        bulletin = take_apart(row.text("body"))
        if not bulletin.body:
            raise Unfit(row.line, "the bulletin in “body” has no text; add it")
        if bulletin.name and bulletin.name.lower() != name.lower():
            reason = f"the row says {name}, the bulletin {bulletin.name}; the row's name is kept"
            self.remarks.append(Remark(row.line, reason, printed))
        if len(label) > 20 or label.lower() in _NO_ID:
            raise Unfit(row.line, "“update” is no number of at most 20 characters", label)
        half = f"{found['half'].upper()}M " if found["half"] else ""
        shown = f"{found['clock']} {half}{found['label'].upper()}"
        return _Advisory(row.line, label, name, at, zone, shown, bulletin)

    def _moment(self, row: Row, found: re.Match[str]) -> tuple[dt.datetime, Zone]:
        """The printed local time; the row's own UTC may be wrong and is only compared."""
        printed = found[0]
        zone = zone_of(found["label"].upper())
        if zone is None:
            raise Unfit(row.line, f"the zone label “{found['label']}” is not known", printed)
        clock, carry = read_clock(found, row.line)
        day = date_line(found["date"], row.line)
        if day is None:
            raise Unfit(row.line, f"there is no such date as “{found['date']}”; correct it")
        if weekday_disagrees(found["weekday"], day):
            self.remarks.append(Remark(row.line, "the weekday is not that of the date", printed))
        at = dt.datetime.combine(day + dt.timedelta(days=carry), clock, tzinfo=zone.offset)
        self._compare(row, at, printed)
        return at, zone

    def _compare(self, row: Row, at: dt.datetime, printed: str) -> None:
        given = row.text("utc", required=False).strip()
        if not given:
            return
        try:
            other = dt.datetime.fromisoformat(given)
        except ValueError:
            self.remarks.append(
                Remark(row.line, "“utc” is no time; the printed time is kept", given)
            )
            return
        other = other if other.tzinfo else other.replace(tzinfo=dt.UTC)
        if other != at:
            right = at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
            reason = f"“utc” says {given}, the printed time is {right}; the printed time is kept"
            self.remarks.append(Remark(row.line, reason, printed))

    def _item(self, advisories: list[_Advisory]) -> ImportedItem:
        first = advisories[0]
        return finished(
            ImportedItem(
                key=self.key,
                date=first.at.date(),
                time_zone=first.zone.name,
                states=tuple(self._states(advisories)),
                language=self.options.language or "en",
                line=min(advisory.line for advisory in advisories),
            )
        )

    def _states(self, advisories: list[_Advisory]) -> Iterator[ImportedState]:
        """The story after each advisory; a corrected one takes the place of the one it corrects."""
        updates: list[ImportedUpdate] = []
        places: dict[str, int] = {}
        offices: list[str] = []
        for advisory in advisories:
            cites = _cited(advisory.bulletin.office, offices)
            number = places.get(advisory.label, len(updates)) + 1
            update = _update(advisory, number, cites)
            if advisory.label not in places:
                places[advisory.label] = len(updates)
                updates.append(update)
            elif self._corrects(advisory, updates[number - 1]):
                updates[number - 1] = replace(update, at=updates[number - 1].at)
            else:
                continue
            yield ImportedState(
                at=advisory.at,
                headline=advisory.name,
                sources=tuple(ImportedSource(office, kind="official") for office in offices),
                updates=tuple(updates),
                line=advisory.line,
            )

    def _corrects(self, advisory: _Advisory, before: ImportedUpdate) -> bool:
        """Whether a second bulletin of one number says that it corrects the first."""
        if advisory.bulletin.is_corrected and advisory.bulletin.body != before.body:
            return True
        reason = (
            f"number {advisory.label} of {self.key} is there twice, first on line {before.line};"
            " correct one of the numbers"
        )
        self.refusals.append(Refusal(advisory.line, reason, advisory.bulletin.headline[:200]))
        return False


def _order(advisory: _Advisory) -> tuple[dt.datetime, int, str, bool, int]:
    digits = re.match(r"\d+", advisory.label)
    number = int(digits[0]) if digits else 0
    return advisory.at, number, advisory.label, advisory.bulletin.is_corrected, advisory.line


def _cited(office: str, offices: list[str]) -> tuple[int, ...]:
    if not office:
        return ()
    if office not in offices:
        offices.append(office)
    return (offices.index(office) + 1,)


def _update(advisory: _Advisory, number: int, cites: tuple[int, ...]) -> ImportedUpdate:
    return ImportedUpdate(
        body=advisory.bulletin.body,
        at=advisory.at,
        number=number,
        label=advisory.label,
        headline=advisory.bulletin.headline,
        cites=cites,
        line=advisory.line,
        printed=advisory.printed,
        zone=advisory.zone.name,
    )
