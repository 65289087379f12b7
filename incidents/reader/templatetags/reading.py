"""How pages word and address what the record gives them."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template

from incidents.formats.addresses import html_address
from incidents.reader import site
from incidents.record.pages import Page
from incidents.record.printing import byline_printed, day_printed, month_printed, weekday_printed
from incidents.text.addresses.stories import day_path, month_path, year_path
from incidents.text.fragments.credits import Credits
from incidents.text.times import iso

register = template.Library()
register.filter(site.direction)
register.filter("day_printed", day_printed, expects_localtime=True)
register.filter("weekday_printed", weekday_printed, expects_localtime=True)
register.filter("month_printed", month_printed, expects_localtime=True)


@register.filter
def address(page: Page | str) -> str:
    """The HTML address of a page or path, percent-encoded and with its closing slash."""
    return html_address(page)


@register.filter
def day_address(day: date) -> str:
    """The index of a day."""
    return html_address(day_path(day))


@register.filter
def month_address(day: date) -> str:
    """The index of the month of a day."""
    return html_address(month_path(day))


@register.filter
def year_address(day: date) -> str:
    """The index of the year of a day."""
    return html_address(year_path(day))


@register.filter
def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """Names without repetition, in their order: three sources touched are "source" once."""
    return tuple(dict.fromkeys(names))


@register.filter
def byline(told: Credits) -> str:
    """Who wrote a text, with which agencies, and where; empty where none is told."""
    return byline_printed(told)


@register.filter
def utc(moment: datetime) -> str:
    """A moment as machines read it, to the second: HTML knows no microseconds."""
    return iso(moment.replace(microsecond=0))


@register.filter
def signed(number: int) -> str:
    """A count that grew: "+12", with nothing before zero."""
    return f"+{number}" if number else "0"


@register.filter
def negative(number: int) -> str:
    """A count that fell, with a true minus sign."""
    return f"\N{MINUS SIGN}{number}" if number else "0"
