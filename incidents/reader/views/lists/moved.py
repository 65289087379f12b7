"""Addresses without the zero that belongs before a short day or month."""

from datetime import date

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from incidents.formats.addresses import html_address, suffixed
from incidents.text.addresses.stories import day_path, month_path


@require_safe
def month(request: HttpRequest, month: date, suffix: str = "") -> HttpResponsePermanentRedirect:
    """/news/2017/2/ leads to /news/2017/02/."""
    path = month_path(month)
    return _to(request, suffixed(path, suffix) if suffix else html_address(path))


@require_safe
def day(request: HttpRequest, day: date, rest: str = "") -> HttpResponsePermanentRedirect:
    """/news/2017/2/5/ leads to /news/2017/02/05/, and everything below it likewise."""
    return _to(request, html_address(day_path(day)) + iri_to_uri(rest))


def _to(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
