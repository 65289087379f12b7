"""The days, months and years that have news."""

from datetime import date

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from incidents import record
from incidents.formats.addresses import day_path, html_address, month_path
from incidents.reader import neighbours
from incidents.reader.answers import answer
from incidents.record.pages import PeriodPage


@require_safe
def day(request: HttpRequest, day: date, suffix: str = "") -> HttpResponseBase:
    """The stories of one day."""
    page = record.day(day)
    if page is None:
        raise Http404("No news on this day")
    return answer(
        request, page, suffix, "reader/lists/day.html", context={"links": neighbours.of_day(page)}
    )


@require_safe
def month(request: HttpRequest, year: int, month: int, suffix: str = "") -> HttpResponseBase:
    """The days of one month that have news."""
    return _period(request, record.month(year, month), suffix)


@require_safe
def year(request: HttpRequest, year: int, suffix: str = "") -> HttpResponseBase:
    """The months of one year that have news."""
    return _period(request, record.year(year), suffix)


def _period(request: HttpRequest, page: PeriodPage | None, suffix: str) -> HttpResponseBase:
    if page is None:
        raise Http404("No news in this time")
    return answer(request, page, suffix, "reader/lists/period.html", context=_words_of(page))


def _words_of(page: PeriodPage) -> dict[str, object]:
    """What the template says of a month or year: its name and its parts."""
    first_day = date(page.year, page.month or 1, 1)
    return {
        "first_day": first_day,
        "name": f"{first_day:%B} {page.year}" if page.month else str(page.year),
        "entries": [
            {
                "address": html_address(day_path(part) if page.month else month_path(part)),
                "name": f"{part:%A} {part.day}" if page.month else f"{part:%B}",
                "count": count,
            }
            for part, count in page.entries
        ],
        "links": neighbours.of_period(page),
    }
