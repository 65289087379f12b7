"""Pages of a news index in Markdown: a story with its sources, changes and related, or a day."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from incidents.actions.imports.items import (
    ImportedItem,
    ImportedRelated,
    ImportedSource,
    ImportedState,
    ImportedTopic,
    Remark,
)
from incidents.intake._reading import page
from incidents.intake._source import ImportSource, Options, Outcome, Unfit, finished
from incidents.intake.printed.context_page import (
    Address,
    DayPage,
    Entry,
    Link,
    StoryPage,
    address_of,
    is_day_page,
    read_day_page,
    read_story_page,
)
from incidents.intake.printed.prose import paragraph
from incidents.text.addresses.slugs import slug
from incidents.text.addresses.stories import kept_path

_VIA = re.compile(r"(?P<outlet>.*\S)\s+via\s+(?P<via>\S.*)")
_WIKI_MARKS = re.compile(r"'{2,}")


class ContextMarkdown(ImportSource):
    """A story's page gives its history, a day's page an entry for each of its stories."""

    name: ClassVar[str] = "context-markdown"
    description: ClassVar[str] = "a story's or a day's page of a news index in Markdown"
    takes: ClassVar[frozenset[str]] = frozenset({"date", "language", "key"})

    def read(self, path: Path, options: Options) -> Iterator[Outcome]:
        """The story or stories of one page."""
        try:
            lines = page(path)
            if is_day_page(lines):
                yield from _entries(read_day_page(lines), options)
            else:
                yield from _story(read_story_page(lines), path, options)
        except Unfit as problem:
            yield problem.refusal

    def in_order(self, paths: Iterable[Path]) -> list[Path]:
        """Stories before days: a day's page says less of a story than the story's own."""
        return sorted(paths, key=_is_day)


def _is_day(path: Path) -> bool:
    try:
        return is_day_page(page(path))
    except Unfit:
        return False


def _story(found: StoryPage, file: Path, options: Options) -> Iterator[Outcome]:
    yield from found.refusals
    yield from found.remarks
    address = _address(found, file, options)
    current = ImportedState(
        at=_current_time(found),
        headline=found.title,
        address=address.path,
        topic_line=found.topic,
        lead=paragraph(found.description) if found.description else "",
        topics=_topics(found.topic, ()),
        captions=tuple(found.captions),
        sources=tuple(_source(link) for link in found.sources),
        related=tuple(_related(link, contexts) for link, contexts in found.related),
        line=found.line,
    )
    item = ImportedItem(
        key=options.key or address.path,
        date=address.date,
        time_zone="UTC",
        states=(*_earlier(found, address), current),
        language=options.language or found.language,
        line=found.line,
    )
    yield finished(item)


def _address(found: StoryPage, file: Path, options: Options) -> Address:
    """Where the story stood: as its page prints it, else as its file is named."""
    for printed in (*found.addresses, file.as_posix(), options.key):
        address = address_of(printed)
        if address is not None:
            return address
    day = found.date or options.date
    if day is None:
        raise Unfit(found.line, "no date and no address is printed; give --date YYYY-MM-DD")
    return Address(kept_path(day, slug(found.title)), day)


def _current_time(found: StoryPage) -> dt.datetime | None:
    return next((change.at for change in found.changes if change.is_current), None)


def _earlier(found: StoryPage, current: Address) -> Iterator[ImportedState]:
    """The versions of which only title, time and address are known."""
    for change in found.changes:
        if change.is_current:
            continue
        address = address_of(change.link.url)
        yield ImportedState(
            at=change.at,
            headline=change.link.text,
            address=address.path if address else current.path,
            held=False,
            line=change.link.line,
        )


def _entries(found: DayPage, options: Options) -> Iterator[Outcome]:
    yield from found.refusals
    seen: set[str] = set()
    for entry in found.entries:
        address = address_of(entry.link.url)
        if address is None:
            if "/opinion/" in entry.link.url:
                yield Remark(
                    entry.link.line, "an opinion, no news; left out", entry.link.text[:200]
                )
                continue
            reason = "the link of the entry leads to no story of a day; correct it"
            yield Unfit(entry.link.line, reason, entry.link.url).refusal
            continue
        if address.path in seen:
            reason = "the same story twice on one page; the first entry stands"
            yield Remark(entry.link.line, reason, entry.link.text[:200])
            continue
        seen.add(address.path)
        try:
            yield finished(_entry(entry, address, options.language or found.language))
        except Unfit as problem:
            yield problem.refusal


def _entry(entry: Entry, address: Address, language: str) -> ImportedItem:
    state = ImportedState(
        at=None,
        headline=entry.link.text,
        address=address.path,
        topic_line=entry.topic,
        lead=paragraph(entry.description) if entry.description else "",
        topics=_topics(entry.topic, entry.contexts),
        line=entry.link.line,
    )
    return ImportedItem(
        key=address.path,
        date=address.date,
        time_zone="UTC",
        states=(state,),
        language=language,
        line=entry.link.line,
        partial=True,
    )


def _topics(topic: str, contexts: tuple[str, ...]) -> tuple[ImportedTopic, ...]:
    """The topic line first, then the contexts that it is not."""
    names = dict.fromkeys(name for name in (topic, *contexts) if name)
    return tuple(ImportedTopic(name) for name in names)


def _source(link: Link) -> ImportedSource:
    """An outlet; "Reuters via ''Post" is Reuters relayed by the Post, marks of italics gone."""
    name = " ".join(_WIKI_MARKS.sub("", link.text).split())
    relayed = _VIA.fullmatch(name)
    is_link = re.match("(?i)https?://", link.url) is not None
    return ImportedSource(
        outlet=(relayed["outlet"] if relayed else name) or link.url,
        title="" if is_link else link.url,
        url=link.url if is_link else "",
        via=relayed["via"] if relayed else "",
        printed=link.text if link.text != name or relayed else "",
    )


def _related(link: Link, contexts: tuple[str, ...]) -> ImportedRelated:
    address = address_of(link.url)
    return ImportedRelated(
        title=link.text,
        address=address.path if address else "",
        url="" if address else link.url,
        date=address.date if address else None,
        contexts=contexts,
    )
