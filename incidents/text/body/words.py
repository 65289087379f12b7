"""What a word is: the unit of counting and of comparing."""

import re
import unicodedata

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of scripts written without spaces, each a word of its own (regular-expression set)."""


def _combining() -> str:
    """List the combining marks of the living scripts: Python's ``\\w`` leaves them out of words."""
    marks = [
        code for code in range(0x300, 0xFFFF) if unicodedata.category(chr(code)).startswith("M")
    ]
    starts = [code for code in marks if unicodedata.category(chr(code - 1))[0] != "M"]
    ends = [code for code in marks if unicodedata.category(chr(code + 1))[0] != "M"]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(starts, ends, strict=True))


_LETTER = rf"[^\W{CJK}]"
MARK = rf"[{_combining()}\u200c\u200d]"
_LETTERS = rf"{_LETTER}+(?:{MARK}+{_LETTER}*)*"
WORD = rf"[{CJK}]|{_LETTERS}(?:['\u2019.,:\-\u2010\u2011]{_LETTERS})*"
"""A word: one CJK character, or letters and digits with single signs between ("9.15", "co-op")."""

_WORD = re.compile(WORD)


def words(text: str) -> int:
    """Count the words of plain text; each Chinese or Japanese character counts as one."""
    return len(_WORD.findall(text))


def words_of(text: str) -> list[str]:
    """Give the words of plain text in their order."""
    return _WORD.findall(text)
