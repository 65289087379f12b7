"""The front page."""

from collections.abc import Sequence
from datetime import date

from incidents.models import Incident, Placement
from incidents.record.history.sitewide import latest_put_right
from incidents.record.lists import shelves
from incidents.record.lists.lines import lines
from incidents.record.pages import DayPage, FrontPage
from incidents.record.pages.shown import ANY_VERSION, DAYS, shows, told, until

LIVE_ON_FRONT = 20
DAYS_ON_FRONT = 3
DAYS_LOOKED_AT = 11
MOST_OF_A_DAY = 30
CORRECTIONS_ON_FRONT = 4


@told
def front(chosen: Sequence[Incident] | None = None) -> FrontPage:
    """What editors put on top, what is live, then the latest days; each story stands once.

    `chosen` are stories to show on top instead of those that stand there, for a look beforehand.
    """
    shows(ANY_VERSION, DAYS)
    top = _standing_on_top() if chosen is None else list(chosen)
    live = Incident.objects.public().filter(status=Incident.Status.LIVE)
    others = live.exclude(pk__in=[story.pk for story in top]).order_by("-position")
    live_now = list(others[:LIVE_ON_FRONT])
    shown = {story.pk: story for story in (*top, *live_now)}
    counts = dict(shelves.latest_days(DAYS_LOOKED_AT))
    days = list(counts)
    rows = _rows_of(days[:-1] if len(days) == DAYS_LOOKED_AT else days, shown)
    told = dict(zip(shown, lines(list(shown.values())), strict=True))
    pages = (
        DayPage(
            date=days[place],
            stories=tuple(told[story.pk] for story in stories),
            previous=days[place + 1] if place + 1 < len(days) else None,
            next=days[place - 1] if place else None,
            count=counts[days[place]],
        )
        for place, stories in rows.items()
    )
    return FrontPage(
        top=tuple(told[story.pk] for story in top),
        live=tuple(told[story.pk] for story in live_now),
        days=tuple(pages),
        corrections=latest_put_right(CORRECTIONS_ON_FRONT),
    )


def _rows_of(days: Sequence[date], shown: dict[int, Incident]) -> dict[int, list[Incident]]:
    """The stories of the latest days by the place of the day; what is shown above stays there."""
    rows: dict[int, list[Incident]] = {}
    for place, day in enumerate(days):
        found = shelves.on_day(day, end=MOST_OF_A_DAY + len(shown))
        fresh = [story for story in found if story.pk not in shown][:MOST_OF_A_DAY]
        if fresh:
            rows[place] = fresh
            shown |= {story.pk: story for story in fresh}
        if len(rows) == DAYS_ON_FRONT:
            break
    return rows


def _standing_on_top() -> list[Incident]:
    """The stories that editors put on top, the lead first."""
    rows = list(Placement.objects.standing())
    for row in rows:
        until(row.until)
    return [row.incident for row in rows]
