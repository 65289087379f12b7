"""The days, months and years that have news."""

from datetime import date

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from incidents import record
from incidents.reader import neighbours
from incidents.reader.answers import answer
from incidents.reader.views.asked import page_number
from incidents.reader.views.lists import calendars, onward
from incidents.record.pages import PeriodPage


@require_safe
def day(request: HttpRequest, day: date, suffix: str = "") -> HttpResponseBase:
    """The stories of one day, beside the days of its month."""
    page = record.day(day, page_number(request) or 1)
    if page is None:
        raise Http404("No news on this day")
    context: dict[str, object] = {"links": neighbours.of_day(page)}
    if not suffix:
        context["parts"] = onward.of_list(page)
        found = record.calendar(day.year, day.month)
        context["calendar"] = calendars.month(found, day.month, today=day)
    return answer(request, page, suffix, "reader/lists/day.html", context=context)


@require_safe
def month(request: HttpRequest, year: int, month: int, suffix: str = "") -> HttpResponseBase:
    """The days of one month that have news."""
    page = _found(record.month(year, month))
    context: dict[str, object] = {"links": neighbours.of_period(page)}
    if not suffix:
        found = record.calendar(year, month)
        context |= {"calendar": calendars.month(found, month), "first_day": date(year, month, 1)}
    return answer(request, page, suffix, "reader/lists/month.html", context=context)


@require_safe
def year(request: HttpRequest, year: int, suffix: str = "") -> HttpResponseBase:
    """The months of one year, each with the days that have news."""
    page = _found(record.year(year))
    context: dict[str, object] = {"links": neighbours.of_period(page)}
    if not suffix:
        counts = dict(page.entries)
        context["months"] = calendars.months(record.calendar(year), counts)
    return answer(request, page, suffix, "reader/lists/year.html", context=context)


def _found(page: PeriodPage | None) -> PeriodPage:
    if page is None:
        raise Http404("No news in this time")
    return page
