"""A page of what readers looked for."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter

from incidents.models import Shelf, Topic
from incidents.record.finding.hits import hits
from incidents.record.finding.lag import lag
from incidents.record.finding.matching import (
    MOST,
    Match,
    TooDearError,
    bounded,
    matches,
    stemmers,
)
from incidents.record.finding.narrowing import chosen, narrower
from incidents.record.finding.windows import Days
from incidents.record.finding.wording import worded
from incidents.record.pages.search import Order, Problem, SearchPage, Sought
from incidents.text.body.finding.asking import Asked, understood

SIZE = 20
"""Stories on a page."""

Place = tuple[int, ...]
"""What stories are sorted by; the smaller comes first."""


def search(sought: Sought) -> SearchPage:
    """What fits, at the place that was asked for; or in one word why nothing was looked for."""
    asked = understood(sought.q)
    page = SearchPage(sought, shortened=asked.shortened)
    if not asked.ways:
        return replace(page, problem=Problem.ONLY_WITHOUT if asked.only_without else "")
    days = _days(sought)
    place = _place(sought)
    if days is None or place is None:
        return replace(page, problem=Problem.WRONG_FILTER)
    try:
        with bounded():
            languages = stemmers()
            found, back_to = _found(asked, sought, days, languages)
            page = replace(page, more=len(found) > MOST, back_to=back_to)
            return _page(page, asked, found[:MOST], place, languages)
    except TooDearError:
        return replace(page, problem=Problem.TOO_DEAR)


def _found(
    asked: Asked, sought: Sought, days: Days, languages: Sequence[str]
) -> tuple[list[Match], date | None]:
    if not languages:
        return [], None
    wording = worded(asked, languages, _facets(sought))
    return matches(wording, days, ranked=sought.order == Order.RELEVANCE)


def _page(
    page: SearchPage, asked: Asked, found: Sequence[Match], place: Place, languages: Sequence[str]
) -> SearchPage:
    """One page of all that was found, with the ways to the one before and the one after."""
    sought = page.sought
    placed = _by_rank if sought.order == Order.RELEVANCE else _by_time
    ordered = _each_story_once(found, sought.order)
    start = bisect_right(ordered, place, key=placed) if place else 0
    end = start + SIZE
    back = max(0, start - SIZE)
    behind, complete = lag()
    told = replace(
        page,
        hits=hits(ordered[start:end], asked, languages),
        first=start + 1,
        count=len(ordered),
        previous=sought.other(after=_said(placed(ordered[back - 1])) if back else "")
        if start
        else None,
        next=sought.other(after=_said(placed(ordered[end - 1]))) if end < len(ordered) else None,
        narrower=narrower([match.incident for match in ordered], sought, languages),
        chosen=chosen(sought),
        behind=behind,
        complete=complete,
    )
    return told if ordered else replace(told, others=_others(sought, asked))


def _each_story_once(found: Sequence[Match], order: str) -> list[Match]:
    """The best portion of each story, in the order asked for; `found` are the newest first."""
    if order == Order.RELEVANCE:
        found = sorted(found, key=attrgetter("rank"), reverse=True)  # as new ones stay as they are
    best: dict[int, Match] = {}
    for match in found:
        best.setdefault(match.incident, match)
    return list(best.values())


def _by_time(match: Match) -> Place:
    return -match.moment, -match.id


def _by_rank(match: Match) -> Place:
    return -match.rank, -match.moment, -match.id


def _said(place: Place) -> str:
    return "_".join(str(-number) for number in place)


def _place(sought: Sought) -> Place | None:
    """The place after which a page begins; None where it is none of this order."""
    if not sought.after:
        return ()
    try:
        place = tuple(-int(number) for number in sought.after.split("_"))
    except ValueError:
        return None
    wanted = 3 if sought.order == Order.RELEVANCE else 2
    return place if len(place) == wanted and len(sought.after) < 80 else None


def _days(sought: Sought) -> Days | None:
    """The days asked for; None where a calendar has no such day."""
    try:
        since = date.fromisoformat(sought.since) if sought.since else date.min
        until = date.fromisoformat(sought.until) if sought.until else date.max
    except ValueError:
        return None
    edge = timedelta(days=366)
    known = since < date.max - edge and (not sought.until or until > date.min + edge)
    return Days(since, until) if known else None


def _facets(sought: Sought) -> list[str]:
    """What a portion must have beside the words.

    A topic that there is not is looked for as one without stories is: the time that an answer
    takes tells nobody which names only the desk knows.
    """
    facets = [f"kind:{sought.kind}"] if sought.kind else []
    facets += [f"language:{sought.language}"] if sought.language else []
    facets += [f"{Shelf.OUTLET}:{sought.source}"] if sought.source else []
    if sought.topic:
        topic = Topic.objects.filter(slug=sought.topic).values_list("pk", flat=True).first()
        facets.append(f"{Shelf.TOPIC}:{topic or 0}")
    return facets


def _others(sought: Sought, asked: Asked) -> tuple[tuple[str, Sought], ...]:
    """Other searches that may find something, each with the name of what it leaves out."""
    filters = sought.filters
    others = [(name, sought.other(**{name: ""})) for name in filters]
    if len(filters) > 1:
        others.append(("filters", sought.other(**dict.fromkeys(filters, ""))))
    if any(term.quoted and len(term.words) > 1 for term in asked.wanted):
        others.append(("quotes", sought.other(q=sought.q.replace('"', " "))))
    if len(asked.ways) == 1 and len(asked.wanted) > 1:
        others.append(("any", sought.other(q=_any_of(asked))))
    return tuple(others)


def _any_of(asked: Asked) -> str:
    """The same words with a choice between them."""
    said = (" ".join(word.word for word in term.words) for term in asked.wanted)
    return " or ".join(f'"{words}"' if " " in words else words for words in said)
