"""Where in a text the words stand that somebody looked for, and the part of it to show."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from incidents.text.body.finding.asking import Term
from incidents.text.body.finding.tokens import Passed, Placed, standing

LENGTH = 260
"""Signs of an excerpt, more or less."""

BEFORE = 60
"""Signs of it that stand before the first word found."""

CUT = "…"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    found: bool = False


Spans = tuple[Span, ...]
Lexemes = Mapping[str, str]
_Hit = tuple[int, int, int]
"""From where, to where, which term."""


class Marking:
    """Finds what was looked for in texts of one language.

    `lexemes` are words without their endings: those of all the texts, and of the terms.
    """

    def __init__(self, wanted: Sequence[Term], lexemes: Lexemes, words: Iterable[str]) -> None:
        self.wanted, self.lexemes = wanted, lexemes
        self.sought = {lexemes[word.word] for term in wanted for word in term.words}
        self.passed = Passed({word for word in words if lexemes[word] in self.sought})

    def marked(self, text: str) -> Spans:
        """The whole text, with what was looked for in spans of its own."""
        return _spans(text, _joined(self._hits(text)), 0, len(text))

    def excerpt(self, text: str) -> Spans:
        """The part of a text in which most of the terms stand; its beginning where none does."""
        hits = self._hits(text)
        start = max(0, _densest(hits) - BEFORE)
        if start:
            start = _to_a_word(text, start)
        end = min(len(text), start + LENGTH)
        if end < len(text):
            end = text.rfind(" ", start + LENGTH // 2, end)
            end = end if end > start else start + LENGTH
        spans = _spans(text, _joined(hits), start, end)
        before = (Span(f"{CUT} "),) if start else ()
        after = (Span(f" {CUT}"),) if end < len(text) else ()
        return (*before, *spans, *after)

    def _hits(self, text: str) -> list[_Hit]:
        """Where each term stands in a text, in order."""
        places: dict[str, list[int]] = {}
        spans: dict[int, Placed] = {}
        for number, here in standing(text, self.passed):
            spans[number] = here
            for word in here.words:
                if (lexeme := self.lexemes[word]) in self.sought:
                    places.setdefault(lexeme, []).append(number)
        hits = [
            _hit(spans, begin, term, which)
            for which, term in enumerate(self.wanted)
            for begin in found_at(places, term, self.lexemes)
        ]
        return sorted(hits)


def found_at(places: Mapping[str, Sequence[int]], term: Term, lexemes: Lexemes) -> list[int]:
    """The places in a vector at which a term begins; `places` are those of each of its words."""
    begins = list(places.get(lexemes[term.words[0].word], ()))
    offset = 0
    for word in term.words[1:]:
        offset += word.after
        held = places.get(lexemes[word.word], ())
        begins = [begin for begin in begins if _holds(held, begin + offset)]
    return begins


def _holds(places: Sequence[int], wanted: int) -> bool:
    at = bisect_left(places, wanted)
    return at < len(places) and places[at] == wanted


def _hit(spans: Mapping[int, Placed], begin: int, term: Term, which: int) -> _Hit:
    last = spans[begin + sum(word.after for word in term.words[1:])]
    pair = len(last.words) > 1 and term.words[-1].word == last.words[-1]
    return spans[begin].start, last.end + pair, which


def _densest(hits: Sequence[_Hit]) -> int:
    """Where the stretch begins that holds most terms, and of those that hold as many the first."""
    most = len({which for _, _, which in hits})
    best, best_start = 0, 0
    for number, (start, _, _) in enumerate(hits):
        near = hits[number : number + LENGTH]
        within = {which for _, end, which in near if end - start <= LENGTH - BEFORE}
        if len(within) > best:
            best, best_start = len(within), start
        if best == most:
            break
    return best_start


def _to_a_word(text: str, start: int) -> int:
    """The beginning of a word at or after a place, if there is one near."""
    space = text.find(" ", start, start + BEFORE)
    return space + 1 if space >= 0 else start


def _joined(hits: Sequence[_Hit]) -> list[tuple[int, int]]:
    """Stretches that do not overlap; those that touch become one."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in hits:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _spans(text: str, found: Sequence[tuple[int, int]], start: int, end: int) -> Spans:
    spans: list[Span] = []
    at = start
    shown = ((max(begins, start), min(ends, end)) for begins, ends in found)
    for begins, ends in shown:
        if begins >= ends:
            continue
        if at < begins:
            spans.append(Span(text[at:begins]))
        spans.append(Span(text[begins:ends], found=True))
        at = ends
    if at < end:
        spans.append(Span(text[at:end]))
    return tuple(spans)
