"""Bringing text and its marks into the one canonical form.

White space is collapsed, text is NFC, no mark starts or ends at white space, neighbours under
the same marks are one run, and two line breaks in a row end a paragraph. Settling what is
settled changes nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from incidents.text.body.nodes import Run

_PLANES = range(0x10000, 0x110000, 0x10000)
_NON_CHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in _PLANES)
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + _NON_CHARACTERS
    + "]"
)
_LINE_BREAKS = re.compile("\r\n|[\x0b\x0c\r\x85\u2028\u2029]")
_SPACES = re.compile(r"\s\s+|[^\S ]")


def clean_characters(text: str) -> str:
    """Drop control characters, lone surrogates, non-characters and direction overrides.

    Tab and newline stay; the other line-break characters become newlines. XML 1.0 can carry
    every character that is left.
    """
    return _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))


def is_visible(text: str) -> bool:
    """Say whether a reader would see anything: more than white space and format characters."""
    return any(not (sign.isspace() or unicodedata.category(sign) == "Cf") for sign in text)


def settle(pieces: Iterable[Run]) -> list[tuple[Run, ...]]:
    """Put runs of one flow of text into canonical form, as a list of paragraphs, none empty."""
    paragraphs: list[list[Run]] = [[]]
    space = ""
    for piece in merged(pieces):
        for number, part in enumerate(_spaced(piece.text).split("\n\n")):
            space += "\n\n" if number else ""
            core = part.strip()
            if not core:
                space += part
                continue
            space += part[: len(part) - len(part.lstrip())]
            run = replace(piece, text=core, href=piece.href if is_visible(core) else "")
            _append(paragraphs, _spaced(space), run)
            space = part[len(part.rstrip()) :]
    settled = (tuple(_composed(runs)) for runs in paragraphs)
    return [runs for runs in settled if any(is_visible(run.text) for run in runs)]


def joined(paragraphs: Iterable[Iterable[Run]], separator: str) -> tuple[Run, ...]:
    """Make one settled flow of several paragraphs, parted by a space or a line break."""
    runs: list[Run] = []
    for paragraph in paragraphs:
        runs += [Run(separator)] if runs else []
        runs += paragraph
    return tuple(run for flow in settle(runs) for run in flow)


def _append(paragraphs: list[list[Run]], space: str, run: Run) -> None:
    """Add a run after white space; the space carries only the marks both neighbours share."""
    if "\n\n" in space:
        paragraphs.append([])
    runs = paragraphs[-1]
    if runs and space:
        before = runs[-1]
        href = run.href if run.href == before.href else ""
        runs.append(Run(space, href, run.strong and before.strong, run.em and before.em))
    runs.append(run)


def merged(pieces: Iterable[Run]) -> Iterator[Run]:
    """Join neighbours under the same marks."""
    for (href, strong, em), group in groupby(pieces, lambda run: (run.href, run.strong, run.em)):
        yield Run("".join(run.text for run in group), href, strong, em)


def _composed(runs: Iterable[Run]) -> Iterator[Run]:
    for run in merged(runs):
        yield replace(run, text=unicodedata.normalize("NFC", run.text))


def _spaced(text: str) -> str:
    """Collapse white space: to a blank line, a line break, or a single space."""
    return _SPACES.sub(_one_space, text)


def _one_space(match: re.Match[str]) -> str:
    space = match.group()
    breaks = space.count("\n")
    if breaks:
        return "\n\n" if breaks > 1 else "\n"
    return re.sub(" +", " ", space)
