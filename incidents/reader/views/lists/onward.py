"""The ways from one page of a list to the next."""

from dataclasses import replace

from django.utils.translation import gettext as _

from incidents.formats.addresses import html_address
from incidents.reader.neighbours import Link, Neighbours
from incidents.record.pages import DayPage, OutletPage, OutletsPage, TopicPage, TopicsPage

List = TopicsPage | OutletsPage | DayPage
Years = TopicPage | OutletPage


def of_list(page: List) -> Neighbours:
    """The part of a list before and after."""
    number = page.number
    before = _part(page, number - 1, _("Earlier in the list")) if number > 1 else None
    after = _part(page, number + 1, _("Later in the list")) if number < page.pages else None
    return Neighbours(previous=before, next=after)


def of_years(page: Years) -> Neighbours:
    """Older and newer stories of the same year; its pages count from the oldest on."""
    if page.year is None:
        return Neighbours()
    number, older, newer = page.number, _("Older stories"), _("Newer stories")
    return Neighbours(
        previous=_part(page, number - 1, older) if number > 1 else None,
        next=_part(page, number + 1, newer) if number < page.pages else None,
    )


def _part(page: List | Years, number: int, label: str) -> Link:
    return Link(html_address(replace(page, number=number)), label)
