"""Searching: what readers type, what they narrow it by, and what is found."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, gettext as _
from django.views.decorators.http import require_safe

from incidents.formats.addresses import html_address
from incidents.reader.answers import LIVE, answer, kept
from incidents.reader.neighbours import Link, Neighbours
from incidents.record.finding.narrowing import LOOKED_AT
from incidents.record.finding.searching import search as found
from incidents.record.pages.search import (
    FoundKind,
    Narrower,
    Order,
    Problem,
    SearchPage,
    Sought,
)
from incidents.text.body.finding.asking import LONGEST
from incidents.text.body.settling import clean_characters

FRESHNESS = "public, max-age=5"
"""Short: what was taken out is found no more from then on."""

AT_ONCE = max(1, settings.WEB_THREADS // 2)
"""Searches that a process makes at once: some threads are always left for pages.

The newsroom's own server lets fewer through at once; this holds where another one serves it.
"""

PATIENCE = 3.0
"""Seconds that a search waits for its turn."""

AGAIN = {Problem.BUSY: "5", Problem.TOO_DEAR: "60"}
"""Seconds after which the same search may be tried once more."""

STATUS = {Problem.WRONG_FILTER: 400, Problem.TOO_DEAR: 503, Problem.BUSY: 503}

_TURNS = BoundedSemaphore(AT_ONCE)
_SLUG = re.compile(r"[^/\s]{1,200}")
_LANGUAGE = re.compile("[a-z]{2,8}")


@require_safe
def search(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """The stories in which something stands, and the form to ask for others."""
    sought = _sought(request.GET)
    page = _found(sought) if sought else _refused(request.GET)
    response = answer(
        request,
        page,
        suffix,
        "reader/search/page.html",
        freshness=FRESHNESS,
        status=STATUS.get(Problem(page.problem), 200) if page.problem else 200,
        context={} if suffix else _words(page),
    )
    response["X-Robots-Tag"] = "noindex"
    if page.problem in AGAIN:
        response["Retry-After"] = AGAIN[Problem(page.problem)]
        response["Cache-Control"] = "no-store"
    return response


@require_safe
def description(request: HttpRequest) -> HttpResponseBase:
    """What browsers have to know to search here from their address bar."""
    written = render_to_string("reader/search/description.xml")
    return kept(request, written, "application/opensearchdescription+xml; charset=utf-8", LIVE)


def _found(sought: Sought) -> SearchPage:
    with _turn() as ours:
        return found(sought) if ours else SearchPage(sought, problem=Problem.BUSY)


@contextmanager
def _turn() -> Iterator[bool]:
    """Whether this search has its turn: not where too many others have not ended in time."""
    ours = _TURNS.acquire(timeout=PATIENCE)
    try:
        yield ours
    finally:
        if ours:
            _TURNS.release()


def _sought(query: QueryDict) -> Sought | None:
    """What is asked for; None where a filter or an order is none that there is."""
    sought = Sought(
        q=_typed(query),
        order=query.get("order") or Order.NEWEST,
        since=query.get("from", ""),
        until=query.get("to", ""),
        topic=query.get("topic", ""),
        source=query.get("source", ""),
        kind=query.get("kind", ""),
        language=query.get("language", ""),
        after=query.get("after", ""),
    )
    known = (
        sought.order in list(Order)
        and sought.kind in ["", *FoundKind]
        and all(not slug or _SLUG.fullmatch(slug) for slug in (sought.topic, sought.source))
        and (not sought.language or _LANGUAGE.fullmatch(sought.language))
        and "\0" not in "".join((sought.topic, sought.source, sought.after))
    )
    return sought if known else None


def _refused(query: QueryDict) -> SearchPage:
    return SearchPage(Sought(q=_typed(query)), problem=Problem.WRONG_FILTER)


def _typed(query: QueryDict) -> str:
    """The words that were typed; of very many the first, and one sign more to show that."""
    return " ".join(clean_characters(query.get("q", "")[: 10 * LONGEST]).split())[: LONGEST + 1]


def _words(page: SearchPage) -> dict[str, object]:
    """What the template says beside the page."""
    sought = page.sought
    offered: dict[str, list[dict[str, object]]] = {"topic": [], "source": [], "language": []}
    for one in page.narrower:
        offered[one.field].append({"name": _name(one), "stories": one.stories, **_to(one, sought)})
    return {
        "indexed": False,
        "kinds": _kinds(),
        "orders": {Order.NEWEST: _("Newest first"), Order.RELEVANCE: _("Most fitting first")},
        "offered": offered,
        "counted_among": LOOKED_AT if page.count > LOOKED_AT else 0,
        "chosen": [
            {"name": _name(one), "field": one.field, **_to(replace(one, value=""), sought)}
            for one in (*page.chosen, *_language(sought))
        ],
        "others": [{"left_out": name, "address": _address(other)} for name, other in page.others],
        "further_back": _address(page.further_back) if page.further_back else "",
        "without_filters": _address(sought.other(**dict.fromkeys(sought.filters, ""))),
        "links": Neighbours(
            previous=_link(page.previous, _("Previous stories")),
            next=_link(page.next, _("More stories")),
        ),
    }


def _kinds() -> dict[str, str]:
    """What a search can be narrowed to, in words."""
    return {
        FoundKind.LIVE: _("Live now"),
        FoundKind.ENDED: _("Ended"),
        FoundKind.CORRECTED: _("Corrected"),
        FoundKind.RETRACTED: _("With a retracted update"),
        FoundKind.MEDIA: _("With pictures, posts or videos"),
    }


def _language(sought: Sought) -> tuple[Narrower, ...]:
    said = sought.language
    return (Narrower("language", said, said, 0),) if said else ()


def _name(one: Narrower) -> str:
    """What a way to fewer stories is called; a language by its name where Django knows it."""
    if one.field != "language":
        return one.name
    try:
        return str(get_language_info(one.name)["name_translated"])
    except KeyError:
        return one.name


def _to(one: Narrower, sought: Sought) -> dict[str, str]:
    return {"address": _address(sought.other(**{one.field: one.value}))}


def _address(sought: Sought) -> str:
    return html_address("/search") + (f"?{sought.query}" if sought.query else "")


def _link(sought: Sought | None, label: str) -> Link | None:
    return Link(_address(sought), label) if sought else None
