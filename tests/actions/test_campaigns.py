"""An appeal for donations: who may make it, what it may say, and every amount kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from incidents.actions.house import campaigns
from incidents.actions.house.campaigns import CampaignText, Channel
from incidents.actions.refusals import NotAllowed, NothingWritten, Refused, TooLong, WrongValue
from incidents.models import Campaign, Editor, Event, Purge, Version
from incidents.record.beside.campaign import meter
from tests import factories

pytestmark = pytest.mark.django_db

WINTER = CampaignText(
    title="Through the winter",
    goal=5000,
    donate_url="https://give.example/winter",
    marks=(2500,),
    currency="$",
    everywhere=True,
)


def made(**given: object) -> Campaign:
    return campaigns.create(replace(WINTER, **given), by=None)  # type: ignore[arg-type]


def test_the_meter_of_the_sample_page() -> None:
    row = campaigns.note_amount(made(), 2703, by=None)

    shown = meter(row)

    assert row.percent.as_tuple().digits == (5, 4, 0, 6)
    assert shown.said == "2,703 of 5,000\N{NO-BREAK SPACE}$ raised"
    assert [mark.printed for mark in shown.marks] == [
        "0",
        "2,500",
        "5,000\N{NO-BREAK SPACE}$",
    ]
    assert (shown.percent, shown.share) == ("54.06%", "54 %")


@pytest.mark.parametrize(
    ("currency", "first", "said"),
    [
        ("$", True, "$0 of $5,000 raised"),
        ("EUR", True, "EUR\N{NO-BREAK SPACE}0 of EUR\N{NO-BREAK SPACE}5,000 raised"),
        ("EUR", False, "0 of 5,000\N{NO-BREAK SPACE}EUR raised"),
    ],
)
def test_the_sign_stands_where_the_newsroom_puts_it(currency: str, first: bool, said: str) -> None:
    assert meter(made(currency=currency, sign_first=first)).said == said


def test_more_than_was_wanted_fills_the_meter_and_is_said() -> None:
    row = campaigns.note_amount(made(marks=(2500, 8000)), 9000, by=None)

    shown = meter(row)

    assert (shown.percent, shown.share) == ("100.00%", "180 %")
    assert "8,000" in shown.marks[-1].printed


def test_close_marks_are_drawn_but_not_written_over_each_other() -> None:
    shown = meter(made(marks=(100, 200, 2500, 4900)))

    written = [mark.printed.split("\N{NO-BREAK SPACE}")[0] for mark in shown.marks]

    assert written == ["0", "", "", "2,500", "", "5,000"]


def test_every_amount_is_kept_with_who_noted_it_and_caches_are_told(settings: Settings) -> None:
    settings.CACHE_PURGE_URL = "http://cache.example/purge"
    chief, row = factories.editor(role=Editor.Role.CHIEF), made()
    Purge.objects.all().delete()
    before = Version.objects.count()

    for raised in (2640, 2703):
        campaigns.note_amount(row, raised, by=chief)

    amounts = list(row.amounts.values_list("raised", "by"))
    assert amounts == [(2703, chief.pk), (2640, chief.pk)]
    assert Event.objects.filter(verb="campaign.amount_noted", by=chief).count() == 2
    assert (Purge.objects.count(), Version.objects.count()) == (2, before)


def test_an_edit_leaves_an_amount_that_was_noted_meanwhile() -> None:
    stale = made()
    campaigns.note_amount(Campaign.objects.get(), 2703, by=None)

    campaigns.edit(stale, replace(WINTER, title="Through the summer"), by=None)

    row = Campaign.objects.get()
    assert (row.title, row.raised) == ("Through the summer", 2703)


@pytest.mark.parametrize(
    ("given", "field", "refusal"),
    [
        ({"title": " "}, "title", NothingWritten),
        ({"title": "x" * 201}, "title", TooLong),
        ({"text": "x" * 2001}, "text", TooLong),
        ({"currency": ""}, "currency", NothingWritten),
        ({"goal": 0}, "goal", WrongValue),
        ({"goal": 10**15}, "goal", WrongValue),
        ({"marks": (1, 2, 3, 4, 5, 6)}, "marks", WrongValue),
        ({"marks": (0,)}, "marks", WrongValue),
        ({"donate_url": "http://give.example/"}, "donate_url", WrongValue),
        ({"donate_url": "HTTPS://give.example/"}, "donate_url", WrongValue),
        ({"donate_url": "javascript:alert(1)"}, "donate_url", WrongValue),
        ({"donate_url": "https://bank@give.example/"}, "donate_url", WrongValue),
        ({"channels": [Channel("PayPal", " ")]}, "channels", NothingWritten),
        ({"channels": [Channel("PayPal", "x" * 301)]}, "channels", TooLong),
        ({"channels": [Channel("a", "b")] * 11}, "channels", WrongValue),
        ({"ends_at": timezone.now() - timedelta(days=1)}, "ends_at", WrongValue),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(
    given: dict[str, object], field: str, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal) as refused:
        made(**given)

    assert refused.value.field == field
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("raised", [-1, 10**15])
def test_an_amount_is_a_whole_number(raised: int) -> None:
    with pytest.raises(WrongValue):
        campaigns.note_amount(made(), raised, by=None)


def test_only_who_sees_to_the_house_touches_an_appeal() -> None:
    editor, row = factories.editor(), made()

    for act in (
        lambda: campaigns.create(WINTER, by=editor),
        lambda: campaigns.edit(row, WINTER, by=editor),
        lambda: campaigns.note_amount(row, 1, by=editor),
        lambda: campaigns.switch_off(row, by=editor),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("given", [{"goal": 0}, {"donate_url": "http://give.example/"}])
def test_the_database_refuses_it_too(given: dict[str, object]) -> None:
    row = made()

    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=row.pk).update(**given)
