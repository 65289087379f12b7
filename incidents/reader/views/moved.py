"""Addresses that are nearly right."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from incidents.formats.addresses import day_path, html_address, month_path


@require_safe
def unpadded_month(request: HttpRequest, year: int, month: int) -> HttpResponsePermanentRedirect:
    """/news/2017/2/ leads to /news/2017/02/."""
    return _to(request, html_address(month_path(_day(year, month, 1))))


@require_safe
def unpadded_day(
    request: HttpRequest, year: int, month: int, day: int, rest: str = ""
) -> HttpResponsePermanentRedirect:
    """/news/2017/2/5/ leads to /news/2017/02/05/, and everything below it likewise."""
    return _to(request, html_address(day_path(_day(year, month, day))) + iri_to_uri(rest))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise Http404("No such day") from None


def _to(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    if address == iri_to_uri(request.path_info):
        raise Http404("No such page")
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
