"""An official bulletin taken apart: its header, its headlines, its sections and its author."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from incidents.intake.printed.prose import broken, paragraph

_UNDERLINE = re.compile(r"\s*-{4,}\s*")
_TRANSMISSION = re.compile(
    r"ZCZC\b.*|TTAA\d\d\b.*|NNNN|\$\$|&&|\d{3}|[A-Z]{4}\d{2} [A-Z]{4}\b.*|(?i:bulletin.*)"
)
_TITLE = re.compile(
    r"(?i)(?P<name>\S.*?)[\s.]+(?:(?:intermediate|special)\s+)*advisory number\s+(?P<label>\w+).*"
)
_OFFICE = re.compile(
    r"(?i)(?P<office>(?:nws|national weather service)\b.*?)(?:\s{2,}(?P<id>[a-z]{2}\d{6}))?"
)
_TIME = re.compile(r"\d{1,4}\s*(?:AM|PM)\s+[A-Za-z]{3,4}\s+[A-Za-z]{3}\s.*\d{4}")
_SUMMARY = re.compile(r"(?i)summary of .*")
_BULLET = re.compile(r"\*\s+")
_COLUMNS = re.compile(r"\S\s{2,}\S+\s{2,}\S")
_LONGEST_HEADER = 200
_FULL_LINE = 48
"""Characters; a shorter line inside a paragraph ends where its author ended it."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What one bulletin says; `body` is HTML, and what is not printed is empty."""

    name: str
    label: str
    office: str
    story: str
    headline: str
    body: str
    is_corrected: bool


def take_apart(text: str) -> Bulletin:
    """The parts of a bulletin."""
    lines = [line.strip() for line in text.splitlines()]
    top = [line for line in lines[:15] if len(line) <= _LONGEST_HEADER]
    title = next(filter(None, map(_TITLE.fullmatch, top)), None)
    office = next(filter(None, map(_OFFICE.fullmatch, top)), None)
    end = _header_end(lines)
    headlines, rest = _headlines(lines[end:])
    return Bulletin(
        name=" ".join(title["name"].split()) if title else "",
        label=title["label"].upper() if title else "",
        office=" ".join(office["office"].split()) if office else "",
        story=(office["id"] or "").upper() if office else "",
        headline="; ".join(headlines),
        body="\n".join(_body(rest)),
        is_corrected="correct" in "\n".join(lines[: end + 3]).lower(),
    )


def _header_end(lines: list[str]) -> int:
    """How many lines at the top are title, office and time."""
    last = 0
    for number, line in enumerate(lines[:15], start=1):
        if len(line) > _LONGEST_HEADER:
            break
        if line.startswith("...") or _UNDERLINE.fullmatch(line):
            break
        if any(form.fullmatch(line) for form in (_TITLE, _OFFICE, _TIME, _TRANSMISSION)):
            last = number
    return last


def _headlines(lines: list[str]) -> tuple[list[str], list[str]]:
    """The headlines between dots above the text, and all the other lines."""
    found: list[list[str]] = []
    rest: list[str] = []
    is_inside = has_text = False
    for line in lines:
        starts = line.startswith("...") and not has_text
        if starts or (is_inside and line):
            if starts or found[-1][-1].endswith("..."):
                found.append([])
            found[-1].append(line)
            is_inside = True
            continue
        is_inside = False
        has_text = has_text or (bool(found) and bool(line))
        rest.append(line)
    joined = (" ".join(parts).strip(". ") for parts in found)
    return [" ".join(words.split()) for words in joined if words], rest


def _body(lines: list[str]) -> Iterator[str]:
    """The text as HTML: section titles, lists, paragraphs, and lines that stay lines."""
    section = ""
    block: list[str] = []
    for number, line in enumerate([*lines, ""]):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        is_title = bool(line) and bool(_UNDERLINE.fullmatch(following))
        if line and not is_title and not _is_outside(line):
            block.append(line)
            continue
        yield from _block(block, keeps_lines=bool(_SUMMARY.fullmatch(section)))
        block = []
        if is_title:
            section = line
            yield f"<h3>{broken([line])}</h3>"


def _is_outside(line: str) -> bool:
    return bool(_UNDERLINE.fullmatch(line) or _TRANSMISSION.fullmatch(line))


def _block(lines: list[str], *, keeps_lines: bool) -> Iterator[str]:
    if not lines:
        return
    if keeps_lines or sum(bool(_COLUMNS.search(line)) for line in lines) * 2 > len(lines):
        yield f"<p>{broken(lines)}</p>"
        return
    entries: list[list[str]] = []
    for line in lines:
        if _BULLET.match(line) or not entries:
            entries.append([])
        entries[-1].append(line)
    for is_list, members in groupby(entries, key=lambda entry: bool(_BULLET.match(entry[0]))):
        if is_list:
            written = (paragraph(_rejoined(entry)) for entry in members)
            items = "".join(f"<li>{text[3:-4]}</li>" for text in written)
            yield f"<ul>{items.replace('<li>* ', '<li>')}</ul>"
        else:
            for entry in members:
                yield f"<p>{broken(_rejoined(entry).splitlines())}</p>"


def _rejoined(lines: list[str]) -> str:
    """Wrapped lines as one; a line that is not full ends where it was ended."""
    text = " ".join(lines[0].split())
    for before, line in pairwise(lines):
        if before.endswith("-") and before[-2:-1].isalpha():
            mark = ""
        else:
            mark = " " if len(before) >= _FULL_LINE else "\n"
        text += mark + " ".join(line.split())
    return text
