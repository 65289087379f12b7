"""The outlets that stories name as their sources."""

import unicodedata

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from incidents import record
from incidents.reader.answers import answer
from incidents.reader.views.asked import page_number
from incidents.reader.views.lists import onward


@require_safe
def outlets(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """Every outlet that a public story cites, by letter."""
    page = record.outlets(request.GET.get("letter", ""), page_number(request) or 1)
    if page is None:
        raise Http404("There is no such part of the list of sources")
    context = {"links": onward.of_list(page)}
    return answer(request, page, suffix, "reader/lists/outlets.html", context=context)


@require_safe
def outlet(
    request: HttpRequest, outlet: str, year: int | None = None, suffix: str = ""
) -> HttpResponseBase:
    """One outlet and the stories that cite it, the latest or those of a year."""
    slug = unicodedata.normalize("NFC", outlet)
    page = record.outlet(slug, year, page_number(request) if year is not None else None)
    if page is None:
        raise Http404("No story cites such an outlet")
    context = {"links": onward.of_years(page)}
    return answer(request, page, suffix, "reader/lists/outlet.html", context=context)
