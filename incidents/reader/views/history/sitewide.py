"""What changed across the site: all of it, under one name, what was put right, in numbers."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_stubs_ext import StrOrPromise

from incidents import record
from incidents.formats.addresses import html_address
from incidents.reader.answers import LIVE, answer, kept
from incidents.reader.neighbours import Link, Neighbours
from incidents.record.history.sitewide import KINDS, PUT_RIGHT
from incidents.record.pages.sitewide import SIZES, Chosen, Figures, Listing
from incidents.record.printing import month_printed

_DATE = re.compile("[0-9]{4}(?:-[0-9]{2}){0,2}")
_POSITION = re.compile("[1-9][0-9]{0,14}")
_FIRST_DAY = "-01-01"


@require_safe
def changes(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """Every public change, newest first."""
    signed = request.GET.get("byline", "").replace("\0", "")
    page = record.site_changes(replace(_chosen(request.GET, KINDS), byline=signed))
    context = _words(page.listing, page.path, KINDS)
    return answer(request, page, suffix, "reader/sitewide/changes.html", context=context)


@require_safe
def byline(request: HttpRequest, byline: str, suffix: str = "") -> HttpResponseBase:
    """Every change under one name; a name that was taken out of the history is gone."""
    slug = unicodedata.normalize("NFC", byline).replace("\0", "")
    page = record.byline(slug, _chosen(request.GET, KINDS))
    if page is None:
        if record.byline_was_known(slug):
            gone = render_to_string("410.html")
            return kept(request, gone, "text/html; charset=utf-8", LIVE, status=410)
        raise Http404("No such name")
    kinds = {kind: label for kind, label, _count in page.kinds}
    context = _words(page.listing, page.path, kinds)
    return answer(request, page, suffix, "reader/sitewide/byline.html", context=context)


@require_safe
def corrections(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """Corrections, clarifications and retractions, newest first."""
    page = record.corrections(_chosen(request.GET, PUT_RIGHT))
    context = _words(page.listing, page.path, PUT_RIGHT)
    return answer(request, page, suffix, "reader/sitewide/corrections.html", context=context)


@require_safe
def accountability(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """How often the newsroom errs and how fast it says so."""
    page = record.accountability()
    others = {_("Imported"): page.imported, _("Sample"): page.sample}
    context = {
        "months": _bars({month_printed(_first_day(one.period)): one for one in page.months}),
        "years": _bars({one.period: one for one in page.years}),
        "apart": _bars({name: one for name, one in others.items() if one.stories}),
    }
    return answer(request, page, suffix, "reader/sitewide/accountability.html", context=context)


def _chosen(query: QueryDict, kinds: Mapping[str, StrOrPromise]) -> Chosen:
    """What a query asks for; raises Http404 for what no list of changes can be."""
    size = query.get("size") or str(SIZES[0])
    kind, day = query.get("kind", ""), query.get("date", "")
    if (kind and kind not in kinds) or size not in map(str, SIZES) or not _is_date(day):
        raise Http404("No such list of changes")
    return Chosen(
        kind=kind,
        date=day,
        size=int(size),
        before=_position(query.get("before", "")),
        after=0 if query.get("before") else _position(query.get("after", "")),
    )


def _is_date(written: str) -> bool:
    """Whether it is a year, a month or a day that a calendar has, or nothing."""
    if not written:
        return True
    try:
        day = _first_day(written)
    except ValueError:
        return False
    return bool(_DATE.fullmatch(written)) and 1 < day.year < date.max.year


def _position(written: str) -> int:
    """A position on the site; 0 where there is none."""
    if written and not _POSITION.fullmatch(written):
        raise Http404("No such place in the list")
    return int(written or 0)


def _words(listing: Listing, path: str, kinds: Mapping[str, StrOrPromise]) -> dict[str, object]:
    """What the template says beside the rows: the ways on, and what can be chosen."""
    return {
        "listing": listing,
        "kinds": kinds,
        "sizes": SIZES,
        "links": Neighbours(
            previous=_link(listing.newer, path, _("Newer")),
            next=_link(listing.older, path, _("Older")),
        ),
    }


def _link(chosen: Chosen | None, path: str, label: str) -> Link | None:
    if chosen is None:
        return None
    return Link(html_address(path) + (f"?{chosen.query}" if chosen.query else ""), label)


def _bars(rows: Mapping[str, Figures]) -> list[dict[str, object]]:
    """The rows of a table with the length of their bars, in per cent of the longest."""
    most = max((figures.corrections for figures in rows.values()), default=0) or 1
    return [
        {"name": name, "figures": figures, "percent": round(100 * figures.corrections / most)}
        for name, figures in rows.items()
    ]


def _first_day(period: str) -> date:
    """The day on which a year, month or day begins."""
    return date.fromisoformat(period + _FIRST_DAY[len(period) - 4 :])
