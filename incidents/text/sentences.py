"""Splitting the text of a block into sentences, without losing a character."""

import re

_CLOSING = "\"'\u201d\u2019\u00bb)\\]\u300d\u300f\uff09"
_STOPS = ".!?\u2026\u061f\u06d4\u0964\u0965"
_WIDE_STOPS = "\u3002\uff01\uff1f\uff61"
_END = re.compile(
    rf"(?P<wide>(?<![{_WIDE_STOPS}])[{_WIDE_STOPS}]++[{_CLOSING}]*+\s*+)"
    rf"|(?P<stop>(?<![{_STOPS}])[{_STOPS}]++)(?P<closing>[{_CLOSING}]*+)\s++"
    r"|(?P<line>\n\s*+)"
)
_TITLE = re.compile(
    r"mr|mrs|ms|dr|prof|gen|maj|col|lt|capt|cmdr|adm|sgt|cpl|pvt|brig|sen|rep|gov|pres|hon|rev|st"
    r"|mt|nos?|vs|fig|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|cf|e\.g|i\.e|viz|tel|ca",
    re.IGNORECASE,
)
"""Abbreviations that something always follows."""

_MAYBE_LAST = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|etc|inc|ltd|co|corp|jr|sr|bros", re.IGNORECASE)
"""Abbreviations that may end a sentence: it has ended if the next word looks like a beginning."""

_BEGINNING = re.compile(
    r"[\"'\u201c\u2018\u00ab(\[]?(?:The|A|An|He|She|It|They|We|I|You|This|That|These|Those|There|In|On"
    r"|At|As|By|But|And|For|From|However|Meanwhile|Earlier|Later|Both|No|Its|His|Her|Their|Our|What"
    r"|When|While|After|Before|According|Some|Many|Two|Three|If|To|With)\b"
)
_INITIAL = re.compile(r"[^\W\d_]")
_LONGEST_WORD = 40


def split(text: str) -> list[str]:
    """Split text into sentences; white space stays with the sentence before it.

    ``"".join(split(text)) == text`` always. A full stop needs white space behind it, so that
    "9.15" and a missing space ("ended.The") stay as printed; the full stops of Chinese and
    Japanese do not. A line break ends a sentence too.
    """
    sentences, start = [], 0
    for end in _END.finditer(text):
        if end["stop"] is None or _ends(text, start, end):
            sentences.append(text[start : end.end()])
            start = end.end()
    return [*sentences, text[start:]] if start < len(text) else sentences


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Say whether a stop with white space behind it ends the sentence that began at ``start``."""
    following = text[end.end() : end.end() + _LONGEST_WORD]
    if not following or "\n" in end[0]:
        return True
    if following[0].islower():
        return False
    if end["stop"] != "." or end["closing"]:
        return True
    said = text[max(start, end.start() - _LONGEST_WORD) : end.start()].split()
    word = said[-1].lstrip("\"'\u201c\u2018\u00ab([") if said else ""
    if _TITLE.fullmatch(word) or _INITIAL.fullmatch(word):
        return False
    if _MAYBE_LAST.fullmatch(word):
        return _BEGINNING.match(following) is not None
    return not (word.isdigit() and text[start : end.start()].strip() == word)
