"""Reading quotation marks: which open, which close, which lack their partner.

Straight, curly, low and high, single and angled marks are read, and corner brackets. What a mark
does is taken from the sign and from what stands on either side of it; where a mark may just as
well be an apostrophe, a measure or an abbreviation, it is left alone.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Family = Literal["double", "single", "angled", "small angled", "corner", "white corner"]
Turn = Literal["opens", "closes", "nothing"]
Place = tuple[int, int]

_SIGN = re.compile(
    "''|``|\u2018\u2018|\u2019\u2019"
    "|[\"'\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a\u300c-\u300f]"
)
_PAIRED = {"''": '"', "``": "\u201c", "\u2018\u2018": "\u201c", "\u2019\u2019": "\u201d"}
"""Two single marks for a double one."""

_FAMILY: dict[str, Family] = {
    **dict.fromkeys('"\u201c\u201d\u201e\u201f', "double"),
    **dict.fromkeys("'\u2018\u2019\u201a", "single"),
    **dict.fromkeys("\u00ab\u00bb", "angled"),
    **dict.fromkeys("\u2039\u203a", "small angled"),
    **dict.fromkeys("\u300c\u300d", "corner"),
    **dict.fromkeys("\u300e\u300f", "white corner"),
}
_USUAL_OPENERS = "\u00ab\u2039\u300c\u300e"
_OPENING_SIGNS = "([{\u2014\u2013-/\u201c\u2018\u201e\u201a\u00ab\u2039\"'\u00bf\u00a1"
_CLOSING_SIGNS = ")]},.;:!?\u2026\u2014\u2013-/\u201d\u2019\u00bb\u203a\"'"
_STOP = re.compile(r"(?<![A-Z])[.,!?\u2026]$")
_ELISION = re.compile(
    r"(?:\d|(?:em|til|tis|twas|twere|cause|bout|round|ndrangheta|n|s|t)\b)", re.IGNORECASE
)
_SAME_BOTH_SIDES = ("sv", "fi")
"""Languages that open and close with the same sign; their single one is also the apostrophe."""

_GERSHAYIM = ("he", "yi")
"""Languages that write abbreviations with a straight mark between letters."""


class Fault(NamedTuple):
    """A mark without its partner, and where it stands."""

    kind: Literal["unclosed", "unopened"]
    at: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotations of a line: those closed, from mark to mark, and marks without a partner."""

    closed: tuple[Place, ...]
    faults: tuple[Fault, ...]


class _Open(NamedTuple):
    at: int
    sign: str
    certain: bool


@dataclass(slots=True)
class _Reader:
    """Goes from mark to mark; ``at`` and ``end`` are where the mark stands that is looked at."""

    text: str
    language: str
    at: int = 0
    end: int = 0
    waiting: list[_Open] = field(default_factory=list)
    closed: list[Place] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    open: Counter[Family] = field(default_factory=Counter)
    doubtful: bool = False

    def read(self) -> Marks:
        """Take the marks one after the other."""
        for found in _SIGN.finditer(self.text):
            self.at, self.end = found.span()
            sign = _PAIRED.get(found[0], found[0])
            turn = self._single(sign) if _FAMILY[sign] == "single" else self._turn(sign)
            if turn == "opens":
                self.waiting.append(_Open(self.at, sign, self._is_certain(sign)))
                self.open[_FAMILY[sign]] += 1
            elif turn == "closes":
                self._close(_FAMILY[sign])
        left = [Fault("unclosed", one.at) for one in self.waiting if one.certain]
        faults = sorted((*self.faults, *left), key=lambda fault: fault.at)
        return Marks(tuple(sorted(self.closed)), tuple(faults))

    def _close(self, family: Family) -> None:
        """Close the innermost quotation of the family; what is open inside it stays unclosed."""
        if not self.open[family]:
            self._unopened(family)
            return
        while _FAMILY[self.waiting[-1].sign] != family:
            inner = self._pop()
            self.faults += [Fault("unclosed", inner.at)] if inner.certain else []
        self.closed.append((self._pop().at, self.end))
        if family == "single":
            self.doubtful = self._before in ("s", "S") and self._after.isspace()

    def _pop(self) -> _Open:
        opened = self.waiting.pop()
        self.open[_FAMILY[opened.sign]] -= 1
        return opened

    def _unopened(self, family: Family) -> None:
        """A single mark is a lost partner only behind the stop of a sentence, not of "U.S."."""
        if family != "single":
            self.faults.append(Fault("unopened", self.at))
        elif self.doubtful:
            self.doubtful = False
        elif _STOP.search(self.text, max(0, self.at - 2), self.at) and self._is_free_after:
            self.faults.append(Fault("unopened", self.at))

    def _turn(self, sign: str) -> Turn:
        """Say what a mark does that is no apostrophe."""
        if sign in "\u201e\u201f\u300c\u300e":
            return "opens"
        if sign in "\u300d\u300f":
            return "closes"
        if sign == "\u201c":
            low = any(one.sign == "\u201e" for one in self.waiting[-2:])
            return "closes" if low else "opens"
        if sign == "\u201d" and not self.language.startswith(_SAME_BOTH_SIDES):
            return "closes"
        return self._by_context(sign)

    def _by_context(self, sign: str) -> Turn:
        is_open = self.open[_FAMILY[sign]] > 0
        if sign == '"' and self._before.isdigit() and not is_open:
            return "nothing"
        is_inside = self._before.isalpha() and self._after.isalpha()
        if is_inside and self.language.startswith(_GERSHAYIM):
            return "nothing"
        if self._is_free_before != self._is_free_after:
            return "opens" if self._is_free_before else "closes"
        if _FAMILY[sign] in ("angled", "small angled"):
            return "opens" if sign in _USUAL_OPENERS else "closes"
        return "closes" if is_open else "opens"

    def _single(self, sign: str) -> Turn:
        """Say what a single mark does: most of them are apostrophes."""
        if self.language.startswith(_SAME_BOTH_SIDES):
            return "nothing"
        if sign == "\u201a":
            return "opens"
        if self._before.isalnum() and self._after.isalnum():
            return "nothing"
        if sign == "\u2018" and self.waiting and self.waiting[-1].sign == "\u201a":
            return "closes"
        if self._is_free_before and not self._is_free_after:
            is_apostrophe = sign == "\u2019" or _ELISION.match(self.text, self.end)
            return "opens" if self._after.isalpha() and not is_apostrophe else "nothing"
        before = self._before
        may_close = sign != "\u2018" and before and not before.isspace() and not before.isdigit()
        return "closes" if may_close else "nothing"

    def _is_certain(self, sign: str) -> bool:
        """Whether a mark surely opens a quotation: some names begin with such a sign too."""
        if _FAMILY[sign] != "single":
            return True
        lead = self.text[max(0, self.at - 2) : self.at].rstrip()
        return self._after.islower() or not lead or lead[-1] in ',:\u201c\u201e"\u00ab'

    @property
    def _before(self) -> str:
        return self.text[self.at - 1] if self.at else ""

    @property
    def _after(self) -> str:
        return self.text[self.end : self.end + 1]

    @property
    def _is_free_before(self) -> bool:
        before = self._before
        return not before or before.isspace() or before in _OPENING_SIGNS

    @property
    def _is_free_after(self) -> bool:
        after = self._after
        return not after or after.isspace() or after in _CLOSING_SIGNS


def read(text: str, language: str = "en") -> Marks:
    """Read the marks of a paragraph; places count characters of the text."""
    return _Reader(text, language.lower()).read()


def begins_with(text: str, sign: str) -> bool:
    """Say whether a paragraph opens with a mark of the family of a sign."""
    first = text.lstrip()[:1]
    return first in _FAMILY and _FAMILY[first] == _FAMILY[sign]
