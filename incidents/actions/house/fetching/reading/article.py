"""The text of an article, without what stands around it on the page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from incidents.actions.house.fetching.reading.markup import Element, Page, in_one_line, paragraphs

LONGEST = 250_000
"""Characters that are kept: a whole day of a live blog fits."""

ENOUGH = 200
"""Characters from which something is taken for the article and not for a teaser of it."""

MOST_ROOMS = 30
SHARE = 0.4
"""How much of the prose of a page has to stand in an element that calls itself the article."""


def article(page: Page, told: str) -> str:
    """The text as the page tells it in its data, else as it stands in its paragraphs."""
    said = cleaned(told)
    if len(said) >= ENOUGH:
        return said
    body = next(page.elements("body"), page.root)
    if body is None:
        return said
    whole = paragraphs(body)
    chosen = _named(page, _length(whole)) or _densest(whole) or whole
    return joined(text for _, text in chosen) or said


def cleaned(text: str) -> str:
    """The lines of a text as paragraphs parted by a blank line, no longer than is kept."""
    told = (said for said in text[: 2 * LONGEST].splitlines() if said and not said.isspace())
    return joined(filter(None, map(in_one_line, told)))


def joined(lines: Iterable[str]) -> str:
    """The same of paragraphs that are clean."""
    kept: list[str] = []
    length = 0
    for text in lines:
        length += len(text) + 2
        kept.append(text)
        if length > LONGEST:
            break
    return "\n\n".join(kept)[:LONGEST].strip()


def _named(page: Page, whole: int) -> list[tuple[Element, str]]:
    """What stands in the elements that say they are the article; [] where none holds enough.

    Of those within each other the outer ones alone are read, or time would grow with the depth.
    """
    bodies = islice(page.properties("articleBody"), MOST_ROOMS)
    for rank in (bodies, page.elements("article"), page.elements("main")):
        rooms = _outermost(islice(rank, MOST_ROOMS))
        found = max((paragraphs(room) for room in rooms), key=_length, default=[])
        if _length(found) >= max(ENOUGH, SHARE * whole):
            return found
    return []


def _outermost(rooms: Iterable[Element]) -> Iterator[Element]:
    seen: set[Element] = set()
    for room in rooms:
        if seen.isdisjoint(room.iterancestors()):
            seen.add(room)
            yield room


def _densest(whole: list[tuple[Element, str]]) -> list[tuple[Element, str]]:
    """The prose in the element that holds most of it, close below itself."""
    scores: Counter[Element] = Counter()
    for block, text in whole:
        if block.tag not in {"p", "blockquote", "pre", "h2", "h3", "li"} or len(text) < 25:
            continue
        parent = block.getparent()
        above = parent.getparent() if parent is not None else None
        if parent is not None:
            scores[parent] += len(text)
        if above is not None:
            scores[above] += len(text) // 2
    if not scores:
        return []
    return paragraphs(scores.most_common(1)[0][0])


def _length(found: list[tuple[Element, str]]) -> int:
    return sum(len(text) for _, text in found)
