"""Printed text as blocks of lines, blocks as HTML, and what tells text from the page around it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from incidents.intake._reading import Line

_SAYS = (
    r"(?i:wrote|writes|written|said|says|saying|tweeted|posted|stated|states|stating|statement"
    r"|reads?|added)"
)
_LEAD_IN = re.compile(rf"\b{_SAYS}\b[^.!?]*:$")
_QUOTED = re.compile("^[\"'\u2018\u201c\u00ab\u201e`]")
_VERB = r"(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|says|said)"
_TAG_AND_VERB = re.compile(rf"[#@]\w+[\s\u00a0]+{_VERB}\s")
_ANY_VERB = re.compile(rf"\b{_VERB}\b")
_TAG_IN_SPACES = re.compile(r"\u00a0\s?[#@]\w+\s?\u00a0|[\s\u00a0]{2}[#@]\w+[\s\u00a0]{2}")
_DOUBLE_STOP = re.compile(r"(?<!\.)\.\.$")
_GLUED_LINK = re.compile(
    r"(?:pic\.twitter\.com|t\.co)/\w{10}[A-Z][a-z]+\s|\(@\w+\)\s+[A-Z][a-z]+ \d{1,2}, \d{4}\w"
)
_NO_SUBJECT = re.compile(r"(?:is|are|was|were|has|have)(?: not| been)?\s")
_FURNITURE = {
    "image control": [
        r"(?:click|tap)(?: here)? to (?:see|view|open|enlarge)\b.{0,40}",
        r"(?:see|view|open) full[- ]size(?:d)? image",
    ],
    "appeal": [
        r"do you like this (?:content|article|page|site)\?.{0,80}",
        r"(?:please )?consider (?:helping|supporting|donating)\b.{0,80}",
        r"support (?:us|our work|independent journalism)\b.{0,60}",
        r"(?:make a )?donat(?:e|ion)(?: now| here| today)?",
        r"(?:paypal|patreon|btc|bch|eth)\b:?.{0,80}",
    ],
    "link to other pages": [
        r"(?:read|see|find out) (?:more|also)(?: on .{1,60})?(?::.{0,200})?",
        r"also read:?.{0,200}",
        r"more on this(?: story| topic)?",
        r"related (?:articles?|stories|posts?|news|topics?)",
        r"you (?:may|might) also like|recommended(?: for you)?|popular|most (?:read|popular)",
        r"trending(?: now)?|editor['\u2019]?s choice",
    ],
    "sharing and subscribing": [
        r"share(?: this| on .{1,40}| via .{1,20})?(?: article| story| post)?:?",
        r"follow us(?: on .{1,60})?|(?:subscribe|sign up)(?: (?:to|for) .{1,80})?",
        r"tweet|print|e-?mail|facebook|twitter|whatsapp|telegram|advertisement|loading\W*",
    ],
}
_FURNITURE_LINES = {
    kind: re.compile("|".join(forms), re.IGNORECASE) for kind, forms in _FURNITURE.items()
}
_LONGEST_FURNITURE = 300
_ORNAMENT = re.compile(r"^[^\w\s\"'\u2018\u201c(\[#@]+\s*|\s*[^\w\s.?!\"'\u2019\u201d)\]:]+$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that no blank line parts; `gap` counts the blank lines before it."""

    lines: tuple[Line, ...]
    gap: int

    @property
    def number(self) -> int:
        """The number of its first line."""
        return self.lines[0].number

    @property
    def plain(self) -> str:
        """Its text on one line, for parsing."""
        return " ".join(line.plain for line in self.lines)


def blocks_of(lines: Iterable[Line]) -> list[Block]:
    """Lines parted at blank ones."""
    blocks: list[Block] = []
    held: list[Line] = []
    gap = 0
    for line in lines:
        if line.plain:
            held.append(line)
            continue
        if held:
            blocks.append(Block(tuple(held), gap))
            held, gap = [], 0
        gap += 1
    if held:
        blocks.append(Block(tuple(held), gap))
    return blocks


def as_html(blocks: Sequence[Block]) -> str:
    """One element for each block, as printed; a passage quoted whole is a block quote.

    Only a block without quotation marks after a sentence of saying that ends in a colon is taken
    as one; whose words they are stands in that sentence and is not repeated.
    """
    written = []
    for place, block in enumerate(blocks):
        if place and _leads_in(blocks[place - 1]) and not _QUOTED.match(block.plain):
            inner = "".join(paragraph(line.text) for line in block.lines)
            written.append(f"<blockquote>{inner}</blockquote>")
        else:
            written.append(f"<p>{broken(line.text for line in block.lines)}</p>")
    return "\n".join(written)


def _leads_in(block: Block) -> bool:
    """Whether a block ends in a sentence of saying and a colon."""
    end = block.lines[-1].plain[-300:]
    return end.endswith(":") and bool(_LEAD_IN.search(end))


def paragraph(text: str) -> str:
    """One paragraph of plain text as HTML."""
    return f"<p>{plain_html(text)}</p>"


def broken(lines: Iterable[str]) -> str:
    """Lines of plain text that stay lines."""
    return "<br>".join(plain_html(line) for line in lines)


def plain_html(text: str) -> str:
    """Plain text as HTML, without the spaces at its ends."""
    return escape(text.strip(), quote=False)


def loss(block: Block) -> str:
    """Why a block looks as if something embedded was lost and its neighbours ran together.

    Two signs are asked for where one alone is common in sound prose.
    """
    text = " ".join(line.text for line in block.lines).strip()
    if _GLUED_LINK.search(text):
        return "an embedded post runs into the next sentence"
    tagged = _TAG_AND_VERB.search(text)
    if tagged:
        signs = [_DOUBLE_STOP, _TAG_IN_SPACES]
        has_verb_before = bool(_ANY_VERB.search(text[: tagged.start()]))
        if any(sign.search(text) for sign in signs) or (has_verb_before and len(text) > 280):
            return "a lost embed seems to have run together with other text"
    if _NO_SUBJECT.match(text) and text.endswith("."):
        return "the sentence has lost its subject, perhaps something embedded or linked"
    return ""


def furniture(text: str) -> str:
    """What part of the page around the text a line is, or nothing for text of the story."""
    if len(text) > _LONGEST_FURNITURE:
        return ""
    bare = _ORNAMENT.sub("", _ORNAMENT.sub("", text))
    for kind, form in _FURNITURE_LINES.items():
        if form.fullmatch(bare):
            return kind
    return ""
