"""What may happen to an appeal for donations: made, changed, and the amount noted by hand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from incidents.actions.house import purges
from incidents.actions.ledger.change import write_event
from incidents.actions.refusals import NothingWritten, TooLong, WrongValue, refuse_without
from incidents.models import Campaign, CampaignAmount, Editor, Incident, Right
from incidents.models.newsroom.campaign import HTTPS
from incidents.text.sanitise import line, lines

MOST = 10**15 - 1
MOST_MARKS = 5
MOST_CHANNELS = 10
LONGEST_TEXT = 2000
LONGEST = {"title": 200, "appeal": 300, "currency": 10, "donate_url": 2000}
LONGEST_CHANNEL = 300
EDITED = (
    *("title", "text", "appeal", "goal", "marks", "currency", "sign_first", "donate_url"),
    *("channels", "everywhere", "on_front", "active", "starts_at", "ends_at"),
)
"""Everything but the amount, which somebody may note meanwhile."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Another way to give: what it is called, and the number or address there."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class CampaignText:
    """An appeal as an editor gives it; amounts are whole units of the currency."""

    title: str
    goal: int
    donate_url: str
    text: str = ""
    appeal: str = ""
    currency: str = "EUR"
    sign_first: bool = False
    marks: Sequence[int] = ()
    channels: Sequence[Channel] = ()
    everywhere: bool = False
    stories: Sequence[Incident] = ()
    on_front: bool = False
    active: bool = True
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


def create(given: CampaignText, *, by: Editor | None) -> Campaign:
    """Make an appeal. Raises NotAllowed, NothingWritten, TooLong, WrongValue."""
    return _keep(Campaign(), given, by, "campaign.made")


def edit(campaign: Campaign, given: CampaignText, *, by: Editor | None) -> Campaign:
    """Change an appeal, whole. Raises NotAllowed, NothingWritten, TooLong, WrongValue."""
    return _keep(campaign, given, by, "campaign.changed")


def switch_off(campaign: Campaign, *, by: Editor | None) -> None:
    """Show an appeal to nobody any more. Raises NotAllowed."""
    refuse_without(Right.HOUSE, by)
    with transaction.atomic():
        row = Campaign.objects.select_for_update().get(pk=campaign.pk)
        row.active = False
        row.save(update_fields=["active"])
        _told("campaign.switched_off", row, by)


def note_amount(campaign: Campaign, raised: int, *, by: Editor | None) -> Campaign:
    """Say how much has come in; every amount is kept. Raises NotAllowed, WrongValue."""
    refuse_without(Right.HOUSE, by)
    _check_amount(raised, "raised", least=0)
    with transaction.atomic():
        row = Campaign.objects.select_for_update().get(pk=campaign.pk)
        row.raised, row.raised_at = raised, timezone.now()
        row.save(update_fields=["raised", "raised_at"])
        CampaignAmount.objects.create(campaign=row, raised=raised, at=row.raised_at, by=by)
        _told("campaign.amount_noted", row, by)
    return row


def _keep(row: Campaign, given: CampaignText, by: Editor | None, verb: str) -> Campaign:
    refuse_without(Right.HOUSE, by)
    for name in ("title", "appeal", "currency", "donate_url"):
        setattr(row, name, _settled(name, getattr(given, name)))
    row.text = "\n".join(lines(given.text.split("\n")))
    if len(row.text) > LONGEST_TEXT:
        raise TooLong(f"Say it in at most {LONGEST_TEXT:,} characters.", field="text")
    _check_address(row.donate_url)
    _check_amount(given.goal, "goal")
    row.goal, row.marks = given.goal, _marks(given.marks)
    row.channels = _channels(given.channels)
    row.sign_first, row.everywhere = given.sign_first, given.everywhere
    row.on_front, row.active = given.on_front, given.active
    row.starts_at, row.ends_at = given.starts_at or row.starts_at, given.ends_at
    if row.ends_at is not None and row.ends_at <= row.starts_at:
        raise WrongValue("It has to end after it begins.", field="ends_at")
    with transaction.atomic():
        row.save(update_fields=None if row._state.adding else EDITED)
        row.stories.set(given.stories)
        _told(verb, row, by)
    return row


def _settled(name: str, value: str) -> str:
    clean = line(value)
    if not clean and name != "appeal":
        raise NothingWritten("This has to be filled in.", field=name)
    if len(clean) > LONGEST[name]:
        raise TooLong(f"Say it in at most {LONGEST[name]:,} characters.", field=name)
    return clean


def _check_address(url: str) -> None:
    try:
        HTTPS(url)
    except ValidationError:
        wrong = True
    else:
        wrong = bool(urlsplit(url).username)
    if wrong or not url.startswith("https://"):
        raise WrongValue("The donation page needs an address with https://.", field="donate_url")


def _check_amount(amount: int, field: str, *, least: int = 1) -> None:
    if not least <= amount <= MOST:
        raise WrongValue(f"An amount is a whole number from {least} to {MOST:,}.", field=field)


def _marks(given: Sequence[int]) -> list[int]:
    marks = sorted(set(given))
    if len(marks) > MOST_MARKS:
        raise WrongValue(f"At most {MOST_MARKS} marks fit on the scale.", field="marks")
    for mark in marks:
        _check_amount(mark, "marks")
    return marks


def _channels(given: Sequence[Channel]) -> list[dict[str, str]]:
    if len(given) > MOST_CHANNELS:
        raise WrongValue(f"Name at most {MOST_CHANNELS} other ways.", field="channels")
    rows = [{"name": line(each.name), "address": line(each.address)} for each in given]
    for row in rows:
        if not all(row.values()):
            raise NothingWritten("Each way needs a name and an address.", field="channels")
        if any(len(value) > LONGEST_CHANNEL for value in row.values()):
            raise TooLong(f"At most {LONGEST_CHANNEL} characters each.", field="channels")
    return rows


def _told(verb: str, row: Campaign, by: Editor | None) -> None:
    """Write it down, and let caches forget: every purge takes the pages that are not frozen."""
    write_event(verb, by=by, subject=f"campaign-{row.pk}", needs=Right.HOUSE)
    purges.ask("campaign")
