"""Version histories of index pages as JSON lines: one story a line, every state of its page."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from operator import attrgetter
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from incidents.actions.imports.items import (
    ImportedItem,
    ImportedSource,
    ImportedState,
    ImportedTopic,
    Refusal,
    Remark,
)
from incidents.intake._reading import Row, rows
from incidents.intake._source import ImportSource, Options, Outcome, Unfit, finished
from incidents.intake.printed.clock import named_zone
from incidents.intake.printed.context_page import Address, address_of
from incidents.intake.printed.prose import paragraph

_WEB = re.compile(r"(?i)https?://\S+")


class PageVersions(ImportSource):
    """Each state that differs in what a reader sees becomes a state of the story."""

    name: ClassVar[str] = "page-versions"
    description: ClassVar[str] = "version histories of index pages as JSON lines"
    takes: ClassVar[frozenset[str]] = frozenset({"language", "time_zone"})

    def read(self, path: Path, options: Options) -> Iterator[Outcome]:
        """One story for each line; a line with anything wrong in it is refused whole."""
        seen: dict[int, int] = {}
        for row in rows(path):
            if isinstance(row, Refusal):
                yield row
                continue
            remarks: list[Remark] = []
            try:
                item = _distinct(finished(_item(row, options, remarks)), seen)
            except Unfit as problem:
                yield problem.refusal
                continue
            yield from remarks
            if item is None:
                reason = "the same story with the same history as on an earlier line; left out"
                yield Remark(row.line, reason)
            else:
                yield item


@dataclass(frozen=True, slots=True)
class _Version:
    """One state of a page; two that differ in their time alone look the same."""

    at: dt.datetime = field(compare=False)
    address: Address
    title: str
    topic: str
    description: str
    sources: tuple[ImportedSource, ...]


def _item(row: Row, options: Options, remarks: list[Remark]) -> ImportedItem:
    versions = [_version(found) for found in row.rows("versions")]
    if not versions:
        raise Unfit(row.line, "“versions” is empty; a story has at least one state")
    ordered = sorted(versions, key=attrgetter("at"))
    if any(one is not other for one, other in zip(versions, ordered, strict=True)):
        remarks.append(Remark(row.line, "the states are not in the order of time; put in order"))
    states = [
        _state(version, row.line)
        for place, version in enumerate(ordered)
        if not place or version != ordered[place - 1]
    ]
    first = ordered[0].address
    return ImportedItem(
        key=first.path,
        date=_date(row, first),
        time_zone=named_zone(options.time_zone or "UTC").name,
        states=tuple(states),
        language=options.language or "zh",
        line=row.line,
        unchanged=len(versions) - len(states),
    )


def _version(row: Row) -> _Version:
    address = address_of(row.text("url"))
    if address is None:
        reason = "“url” is no address of a story such as /news/2019/06/5/slug.md; correct it"
        raise Unfit(row.line, reason, row.text("url"))
    sources = [_source(found) for found in row.rows("sources", required=False)]
    cover = row.text("cover_image", required=False).strip()
    if cover:
        sources.append(_linked("Cover Image", cover))
    return _Version(
        at=_time(row),
        address=address,
        title=row.text("title").strip(),
        topic=row.text("topic", required=False).strip(),
        description=row.text("description", required=False).strip(),
        sources=tuple(sources),
    )


def _time(row: Row) -> dt.datetime:
    printed = row.text("at").strip()
    try:
        at = dt.datetime.fromisoformat(printed)
        return at.astimezone(dt.UTC) if at.tzinfo else at.replace(tzinfo=dt.UTC)
    except (ValueError, OverflowError) as problem:
        reason = f"there is no such time as “{printed}”; write one such as 2019-12-23T14:20:34Z"
        raise Unfit(row.line, reason, printed) from problem


def _date(row: Row, address: Address) -> dt.date:
    """The date of the row, else that of its first address."""
    printed = row.text("date", required=False).strip()
    if not printed:
        return address.date
    try:
        return dt.date.fromisoformat(printed)
    except ValueError as problem:
        reason = f"there is no such date as “{printed}”; write one such as 2019-12-23"
        raise Unfit(row.line, reason, printed) from problem


def _source(row: Row) -> ImportedSource:
    """A source under its printed name, and under the host of its address where it has none."""
    url = row.text("url", required=False).strip()
    name = row.text("name", required=False).strip() or _host(url) or url
    if not name:
        raise Unfit(row.line, "a source has neither name nor address; give one of them")
    return _linked(name, url)


def _linked(name: str, url: str) -> ImportedSource:
    """A source with its address; what is no web address is kept as printed, as the title."""
    if not url or _WEB.fullmatch(url):
        return ImportedSource(outlet=name, url=url)
    return ImportedSource(outlet=name, title=url)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _state(version: _Version, line: int) -> ImportedState:
    return ImportedState(
        at=version.at,
        headline=version.title,
        address=version.address.path,
        topic_line=version.topic,
        lead=paragraph(version.description) if version.description else "",
        topics=(ImportedTopic(version.topic),) if version.topic else (),
        sources=version.sources,
        line=line,
    )


def _distinct(item: ImportedItem, seen: dict[int, int]) -> ImportedItem | None:
    """The item under a key of its own; None where the same one has been given.

    Stories are named by their first address. Should two share it, the later one is named by
    its first time besides, so that neither hides the other.
    """
    content = hash(item.digest)
    for suffix in ("", f" {item.states[0].at}", f" {item.digest[:12]}"):
        place = hash(item.key + suffix)
        if seen.get(place) == content:
            return None
        if place not in seen:
            seen[place] = content
            return finished(replace(item, key=item.key + suffix)) if suffix else item
    return None
