"""The grammar of a news index in Markdown: a story's page and a day's, in both languages."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from incidents.actions.imports.items import Refusal, Remark
from incidents.intake._reading import Line
from incidents.intake._source import Unfit
from incidents.intake.printed.clock import date_line
from incidents.text.addresses.stories import normalise_address

_SECTIONS = {
    "source": "sources",
    "sources": "sources",
    "信息来源": "sources",
    "信息來源": "sources",
    "来源": "sources",
    "來源": "sources",
    "pictures": "pictures",
    "changes": "changes",
    "更改": "changes",
    "related": "related",
    "有关": "related",
    "有關": "related",
}
_IMAGE = frozenset({"cover image", "img"})
_HEADING = re.compile(r"#+\s*(?P<name>[^:\uff1a]+?)\s*[:\uff1a]?")
_LISTED = re.compile(r"\s*\d+\.\s+(?P<rest>\S.*?)\s*")
_LINK = re.compile(r"\[(?P<title>.*?)\]\((?P<url>\S*)\)(?:\s+(?P<note>.*))?")
_DATE_LINK = re.compile(r"#{2,3}\s+\[(?P<date>\d{4}-\d{1,2}-\d{1,2})\]\(.*\)")
_ENTRY = re.compile(r"###\s+\[(?P<rest>.*)")
_CONTEXT = re.compile(r"_(?:Context|Contexts|消息)\s*[:\uff1a]\s*(?P<names>.*?)_?")
_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?")
_FORMAT = re.compile(r"\[HTML\]\((?P<url>[^)]*)\)")
_LONGEST_ENTRY = 20_000
_CJK = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a story stands: its path below /news/, month and day of two digits, and its date."""

    path: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Link:
    """A titled link, with the line it stands on and what follows it between underscores."""

    text: str
    url: str
    line: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the section Changes; its time, in UTC, is not printed for the current one."""

    link: Link
    at: dt.datetime | None
    is_current: bool


@dataclass
class StoryPage:
    """The parts of a story's page."""

    line: int
    title: str
    topic: str = ""
    description: str = ""
    date: dt.date | None = None
    language: str = "en"
    addresses: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    sources: list[Link] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    related: list[tuple[Link, tuple[str, ...]]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class Entry:
    """One story on a day's page; contexts stand there when there is no description."""

    link: Link
    topic: str = ""
    description: str = ""
    contexts: tuple[str, ...] = ()


@dataclass
class DayPage:
    """The stories of a day's page."""

    language: str = "en"
    entries: list[Entry] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def address_of(url: str) -> Address | None:
    """The address in a link or file name; None where it is none of a story of a real day."""
    path = normalise_address(url)
    return Address(path, dt.date(*map(int, path.split("/")[:3]))) if path else None


def is_day_page(lines: Sequence[Line]) -> bool:
    """Whether a page lists the stories of a day, rather than telling one."""
    return any(_is_entry(line) for line in lines)


def read_story_page(lines: Sequence[Line]) -> StoryPage:
    """The parts of a story's page. Raises Unfit where there is no title or a part is broken."""
    title = next((line for line in lines if line.text.startswith("# ")), None)
    if title is None or not title.text[2:].strip():
        first = title or next(line for line in lines if line.plain)
        raise Unfit(first.number, "no title; a story's page has a line “# Title”", first.text)
    found = StoryPage(title.number, title.text[2:].strip())
    found.language = _language(found.title)
    section, description = "", []
    for line in lines:
        heading = _section(line)
        if heading:
            section = heading
        elif section:
            _read_listed(found, section, line)
        elif line.number < title.number:
            _read_head(found, line)
        elif line.number > title.number and line.plain:
            description.append(line.plain)
    found.description = " ".join(description)
    current = [change.link.url for change in found.changes if change.is_current]
    found.addresses = [*current, *found.addresses]
    return found


def read_day_page(lines: Sequence[Line]) -> DayPage:
    """The stories of a day's page, in the order printed; a broken entry is refused alone."""
    found = DayPage()
    topic, entry = "", None
    for line in lines:
        if line.text.startswith("##### "):
            topic = line.text[6:].strip()
        elif _is_entry(line):
            entry = _entry(found, line, topic)
            topic = ""
        elif line.text.startswith(("## ", "# ", "---")) or not line.plain:
            continue
        elif entry is not None:
            _read_below(entry, line)
    found.language = _language("".join(entry.link.text for entry in found.entries))
    return found


def _entry(found: DayPage, line: Line, topic: str) -> Entry | None:
    try:
        entry = Entry(_link(line, line.text[4:].strip()), topic)
    except Unfit as problem:
        found.refusals.append(problem.refusal)
        return None
    found.entries.append(entry)
    return entry


def _language(text: str) -> str:
    return "zh" if _CJK.search(text) else "en"


def _is_entry(line: Line) -> bool:
    return bool(_ENTRY.match(line.text)) and not _DATE_LINK.match(line.text.strip())


def _read_below(entry: Entry, line: Line) -> None:
    contexts = _CONTEXT.fullmatch(line.plain)
    if contexts:
        entry.contexts = _names(contexts["names"])
    else:
        entry.description = f"{entry.description} {line.plain}".strip()


def _section(line: Line) -> str:
    if not line.text.startswith("###"):
        return ""
    found = _HEADING.fullmatch(line.plain)
    return _SECTIONS.get(found["name"].lower(), "") if found else ""


def _read_head(found: StoryPage, line: Line) -> None:
    date = _DATE_LINK.fullmatch(line.plain)
    format_link = _FORMAT.search(line.text)
    if date:
        found.date = date_line(date["date"], line.number)
    elif format_link:
        found.addresses.append(format_link["url"])
    elif line.text.startswith("##### "):
        found.topic = line.text[6:].strip()


def _read_listed(found: StoryPage, section: str, line: Line) -> None:
    """One entry of a list; the printed numbers repeat and say nothing."""
    if not line.plain:
        return
    if section == "pictures":
        found.captions.append(line.plain.removeprefix("- "))
        return
    listed = _LISTED.fullmatch(line.text)
    if listed is None:
        found.remarks.append(Remark(line.number, "no entry of a list; left out", line.plain[:200]))
        return
    if section == "sources":
        found.sources.append(_listed_source(line, listed["rest"]))
        return
    link = _link(line, listed["rest"])
    if section == "changes":
        found.changes.append(_change(link))
    else:
        contexts = _CONTEXT.fullmatch(link.note)
        found.related.append((link, _names(contexts["names"]) if contexts else ()))


def _listed_source(line: Line, text: str) -> Link:
    """A source; one without a link is a name alone, one without a name goes by its address."""
    if not text.startswith("["):
        return Link(" ".join(text.split()), "", line.number)
    found = _LINK.fullmatch(text[:_LONGEST_ENTRY])
    if found and not found["title"].strip():
        return Link(found["url"], found["url"], line.number)
    link = _link(line, text)
    if link.text.lower() in _IMAGE:
        return Link("Cover Image", link.url, line.number)
    note = link.note.strip("_ ")
    return Link(f"{link.text} {note}".strip(), link.url, line.number)


def _link(line: Line, text: str) -> Link:
    """A link and what follows it; titles may hold brackets, addresses parentheses."""
    found = _LINK.fullmatch(text.strip()) if len(text) <= _LONGEST_ENTRY else None
    if found is None:
        raise Unfit(line.number, "no whole link; write [title](address)", line.text)
    title = " ".join(found["title"].split())
    if not title:
        raise Unfit(line.number, "the link has no title; write one between the brackets", line.text)
    return Link(title, found["url"], line.number, (found["note"] or "").strip())


def _change(link: Link) -> Change:
    printed = _TIME.search(link.note)
    at = None
    if printed:
        try:
            at = dt.datetime.fromisoformat(printed[0]).replace(tzinfo=dt.UTC)
        except ValueError as problem:
            reason = f"there is no such time as “{printed[0]}”; correct it"
            raise Unfit(link.line, reason, link.note) from problem
    is_current = any(word in link.note for word in ("Current version", "当前版本", "當前版本"))
    return Change(link, at, is_current)


def _names(text: str) -> tuple[str, ...]:
    """Names parted by commas; a year after a comma belongs to the name before it."""
    parted = re.split(r",\s+(?!\d{4}\b(?:,|$))|\uff0c|\u3001", text)
    return tuple(name.strip() for name in parted if name.strip())
