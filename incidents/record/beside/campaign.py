"""The appeal that stands beside stories: what is wanted, what has come in, and the scale."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.models import Campaign
from incidents.record.pages import shown
from incidents.record.printing import day_printed, number_printed

APART, FROM_END = 20, 30
"""Per cent of the scale between two amounts that are written out, and before the last of them,
which alone has its currency; a phone holds no more."""


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """A place on the scale, in per cent of it; `printed` is empty where there is no room."""

    percent: str
    printed: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Meter:
    """An appeal as readers see it; `percent` is of the scale, which ends at the largest mark."""

    title: str
    appeal: str
    paragraphs: tuple[str, ...]
    donate_url: str
    channels: tuple[tuple[str, str], ...]
    said: str
    share: str
    percent: str
    marks: tuple[ScaleMark, ...]
    scale: str
    as_of: str


RUNNING = "active AND starts_at <= %(now)s AND (ends_at IS NULL OR ends_at > %(now)s)"

CHOSEN = f"""(
    SELECT appeal.id FROM incidents_campaign AS appeal
    WHERE {RUNNING} AND (everywhere OR EXISTS (
        SELECT FROM incidents_campaign_stories AS chosen
        WHERE chosen.campaign_id = appeal.id AND chosen.incident_id = story.id
    ))
    ORDER BY everywhere, starts_at DESC, id DESC LIMIT 1
)"""  # noqa: S608 - the words above
"""The key of the appeal at the end of a `story`: one chosen for it, or else one for all."""

NEXT_TURN = """(
    SELECT min(turn) FROM incidents_campaign, unnest(ARRAY[starts_at, ends_at]) AS turn
    WHERE active AND turn > %(now)s
)"""
"""When the next appeal begins or ends: which of them stand is true until then."""


def campaign(key: int | None) -> Meter | None:
    """The appeal with a key; None where there is none."""
    row = Campaign.objects.filter(pk=key).first() if key else None
    return meter(row) if row else None


def campaign_on_front() -> Meter | None:
    """The appeal on the front page: the one that began last."""
    now = timezone.now()
    rows = Campaign.objects.filter(active=True, on_front=True)
    for row in rows.filter(Q(ends_at=None) | Q(ends_at__gt=now)):
        if row.starts_at <= now:
            shown.until(row.ends_at)
            return meter(row)
        shown.until(row.starts_at)
    return None


def meter(row: Campaign) -> Meter:
    """What readers see of a campaign."""
    places = sorted({0, *row.marks, row.goal})
    end = places[-1]
    raised, goal = row.printed(row.raised), row.printed(row.goal)
    given = raised if row.sign_first else number_printed(row.raised)
    said = _("%(raised)s of %(goal)s raised") % {"raised": given, "goal": goal}
    noted = timezone.localdate(row.raised_at) if row.raised_at else None
    return Meter(
        title=row.title,
        appeal=row.appeal,
        paragraphs=tuple(filter(None, row.text.split("\n"))),
        donate_url=row.donate_url,
        channels=tuple((each["name"], each["address"]) for each in row.channels),
        said=said,
        share=_("%(number)s %%") % {"number": f"{row.percent:.0f}"},
        percent=_percent(min(row.raised, end), end),
        marks=_marks(row, places),
        scale=_("%(said)s. The scale: %(places)s.")
        % {"said": said, "places": ", ".join(map(number_printed, places))},
        as_of=day_printed(noted) if noted else "",
    )


def _marks(row: Campaign, places: list[int]) -> tuple[ScaleMark, ...]:
    """The places on the scale; of two close ones the larger is written out, the ends always."""
    end, room = places[-1], 100.0 - FROM_END
    marks = []
    for place in reversed(places):
        at = 100 * place / end
        is_end = place in (0, end)
        fits = is_end or APART <= at <= room
        room = at - APART if fits and not is_end else room
        said = row.printed(place) if place == end else number_printed(place)
        anchor = {0: "start", end: "end"}.get(place, "middle")
        marks.append(ScaleMark(_percent(place, end), said if fits else "", anchor))
    return tuple(reversed(marks))


def _percent(amount: int, end: int) -> str:
    """For an attribute: "54.06%"."""
    return f"{100 * amount / end:.2f}%"
