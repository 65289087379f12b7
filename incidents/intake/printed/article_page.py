"""An article's page taken apart: headline, body, captions, section headings, page around it."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from incidents.actions.imports.items import Remark
from incidents.intake._reading import Line
from incidents.intake._source import Unfit
from incidents.intake.printed.clock import date_line, says_date
from incidents.intake.printed.prose import Block, blocks_of, furniture

_AMOUNT = re.compile(r"(?:[$€£]\s?\d[\d,. ]*|\d[\d,. ]*\s?[$€£]|\d{1,3}(?:\.\d+)?\s?%)")
_COMMENTS = re.compile(
    r"(?i)(?:leave (?:a|your) (?:reply|comment)|post a comment|add a comment|join the (?:discussion"
    r"|conversation)|your e-?mail address will not be published.*)(?: cancel reply)?\W*"
)
_FILE_PICTURE = re.compile(
    r"(?i).*[(\[](?:file(?: (?:image|photo|picture|pic))?|archive|illustrati(?:on|ve)[^)]*"
    r"|(?:photo|image|picture|credit)s?\s*(?:by|:)[^)]*)[)\]]\.?"
)
_PICTURE = re.compile(
    r"(?i)(?:photo|image|picture|caption)s?(?: credits?| caption)?\s*:\s*(?P<text>.+)"
)
_PLACE_AND_SCENE = re.compile(r"[A-Z][\w .,'\u2019/-]{1,60}\s(?:--|\u2014)\s.+")
_PICTURE_WORD = re.compile(r"(?i)\b(?:screenshot|photo(?:graph)?|picture|image|footage|handout)\b")
_SENTENCE_END = re.compile(r"[^\W\d_]{3,}[.!?][\"\u201d)]*\s*(?=[A-Z\"\u201c])")
_BYLINE = re.compile(r"(?:By|BY)\s+(?P<name>[^\W\d_][^.!?,;:]{2,60})")


@dataclass
class ArticlePage:
    """The parts of an article; `body` holds blocks as printed, section headings among them."""

    headline: Line
    body: list[Block] = field(default_factory=list)
    sections: set[int] = field(default_factory=set)
    captions: list[str] = field(default_factory=list)
    byline: str = ""
    date: dt.date | None = None
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, block: Block, reason: str) -> None:
        """Note what was done with a block."""
        self.remarks.append(Remark(block.number, reason, block.plain[:200]))


def take_apart(lines: Sequence[Line]) -> ArticlePage:
    """The parts of an article. Raises Unfit where there is no headline or no text."""
    blocks = blocks_of(lines)
    remarks: list[Remark] = []
    while blocks and _around(blocks[0]):
        remarks.append(Remark(blocks[0].number, _around(blocks[0]), blocks[0].plain[:200]))
        blocks.pop(0)
    if not blocks:
        raise Unfit(1, "the page holds no article; give a page with a headline and text")
    first = blocks[0].lines[0]
    rest = blocks[0].lines[1:]
    blocks[:1] = [Block(rest, 0)] if rest else []
    page = ArticlePage(first, remarks=remarks)
    page.body = _without_captions(page, _without_page(page, blocks))
    if not page.body:
        raise Unfit(first.number, "there is a headline and no text; give the whole page")
    page.sections = _sections(page.body)
    _remark_gaps(page)
    return page


def _around(block: Block) -> str:
    """Why a block is no part of the article, or nothing."""
    if len(block.lines) > 1 and all(_AMOUNT.fullmatch(line.plain) for line in block.lines):
        return "fundraising meter; left out"
    parts = {furniture(line.plain) for line in block.lines}
    if "" in parts:
        return ""
    return f"{', '.join(sorted(parts))}; left out"


def _without_page(page: ArticlePage, blocks: list[Block]) -> list[Block]:
    """The blocks without furniture, date and byline; a comment form ends the article."""
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        if _COMMENTS.fullmatch(block.plain):
            for left in blocks[place:]:
                page.remark(left, "comment form; left out")
            break
        if reason := _around(block):
            page.remark(block, reason)
        elif block.plain == page.headline.plain:
            page.remark(block, "the headline once more, kept as a caption")
            page.captions.append(block.plain)
        elif not _is_credit(page, block, is_near_headline=not kept):
            kept.append(block)
    return kept


def _is_credit(page: ArticlePage, block: Block, *, is_near_headline: bool) -> bool:
    """Whether a block is the date or the byline, which it then sets."""
    byline = _BYLINE.fullmatch(block.plain)
    if byline and is_near_headline and not page.byline:
        page.byline = byline["name"]
        return True
    found = date_line(block.plain, block.number) if len(block.lines) == 1 else None
    if found and is_near_headline and page.date is None:
        page.date = found
        return True
    return False


def _without_captions(page: ArticlePage, blocks: list[Block]) -> list[Block]:
    """The blocks without captions; text that a caption is glued to stays as it is."""
    kept: list[Block] = []
    skipped = -1
    for place, block in enumerate(blocks):
        if place == skipped:
            page.remark(block, "the caption once more; left out")
            continue
        following = blocks[place + 1].plain if place + 1 < len(blocks) else ""
        if following == block.plain and _is_short(block):
            skipped = place + 1
            _caption(page, block, "caption, printed twice")
        elif kept and _is_glued(kept[-1], block):
            page.remark(kept[-1], "a caption is glued to this text; kept as printed")
            _caption(page, block, f"caption, also glued to line {kept[-1].number}")
        elif _is_caption(block, is_first=not kept):
            _caption(page, block, "caption")
        else:
            kept.append(block)
    return kept


def _caption(page: ArticlePage, block: Block, reason: str) -> None:
    page.remark(block, f"{reason}; not in the body")
    picture = _PICTURE.fullmatch(block.plain)
    text = picture["text"] if picture else block.plain
    if text not in page.captions:
        page.captions.append(text)


def _is_glued(before: Block, block: Block) -> bool:
    """Whether the text before ends in the same words, without a space where they begin."""
    text = before.plain
    return (
        len(block.plain) > 20
        and text.endswith(block.plain)
        and text != block.plain
        and not text[: -len(block.plain)].endswith(" ")
    )


def _is_caption(block: Block, *, is_first: bool) -> bool:
    text = block.plain
    if not _is_short(block):
        return False
    is_one_sentence = not _SENTENCE_END.search(text)
    if (is_one_sentence and _FILE_PICTURE.fullmatch(text)) or _PICTURE.fullmatch(text):
        return True
    if not _PLACE_AND_SCENE.fullmatch(text):
        return False
    return says_date(text.rstrip(".")) or (is_first and bool(_PICTURE_WORD.search(text)))


def _is_short(block: Block) -> bool:
    """Whether a block may be a caption at all: one line, at most two sentences."""
    text = block.plain
    is_line = len(block.lines) == 1 and len(text) <= 400
    return is_line and len(_SENTENCE_END.findall(text)) <= 1


def _sections(body: list[Block]) -> set[int]:
    """Line numbers of the blocks that are headings: short, alone, and followed by real text."""
    found = set()
    for place, block in enumerate(body[:-1]):
        text = block.plain
        is_short = len(block.lines) == 1 and len(text) <= 70 and len(text.split()) <= 10
        is_open = text[-1] == "?" or text[-1].isalnum()
        is_title = text[0].isupper() or text[0].isdigit()
        if is_short and is_open and is_title and len(body[place + 1].plain) > len(text):
            found.add(block.number)
    return found


def _remark_gaps(page: ArticlePage) -> None:
    """Two blank lines between paragraphs are often all that is left of something embedded."""
    numbers = {remark.line for remark in page.remarks}
    for before, block in zip(page.body, page.body[1:], strict=False):
        has_other = any(before.number < number < block.number for number in numbers)
        if block.gap >= 2 and not has_other:
            page.remark(block, "something embedded may have stood before this line")
