"""Searches as they are answered: with hits, with none, and with a problem."""

from datetime import date

from incidents.record.pages import Page
from incidents.record.pages.search import (
    FoundKind,
    FoundUpdate,
    Hit,
    Narrower,
    Order,
    Problem,
    SearchPage,
    Sought,
)
from incidents.text.body.finding.marking import Span
from tests.formats.entries import at, update

SOUGHT = Sought(q='gates "lower locks"', kind=FoundKind.LIVE, order=Order.RELEVANCE)


def hit(number: int, **changed: object) -> Hit:
    """A story that was found."""
    values: dict[str, object] = {
        "path": f"/news/2017/02/25/dam-gates-open-{number}",
        "headline": (Span("Dam "), Span("gates", found=True), Span(" open <slowly>")),
        "topic_line": "The upper valley",
        "excerpt": (Span("… the "), Span("lower locks", found=True), Span(" & the mill …")),
        "warning": "",
        "update": FoundUpdate(number, update(number).printed),
        "date": date(2017, 2, 25),
        "language": "en",
        "status": "live",
        "status_label": "Live",
        "update_count": 3,
        "corrected": True,
        "at": at(14, 30),
        "printed": "1530 CET, 25 February 2017",
    }
    return Hit(**(values | changed))  # type: ignore[arg-type]


SEARCH: dict[str, Page] = {
    "search": SearchPage(
        SOUGHT,
        hits=(hit(1), hit(2, update=None, corrected=False), hit(3, excerpt=(), warning="Injuries")),
        first=21,
        count=2000,
        more=True,
        previous=SOUGHT,
        next=SOUGHT.other(after="607927_1488033000000000_7"),
        narrower=(Narrower("topic", "upper-locks", "Upper locks", 12),),
        complete=at(14, 31),
        behind=True,
    ),
    "search in a stretch": SearchPage(SOUGHT, back_to=date(2016, 5, 1)),
    "search without hits": SearchPage(
        Sought(q="gates", since="2017-02-25"),
        others=(("since", Sought(q="gates")),),
        shortened=True,
    ),
    "search with a problem": SearchPage(Sought(q="-gates"), problem=Problem.ONLY_WITHOUT),
}
