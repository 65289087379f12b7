"""Appeals at the desk and in the administration."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Campaign, Editor
from tests import factories

pytestmark = pytest.mark.django_db

GIVEN = {
    "title": "Through the winter",
    "appeal": "Do you like this? Help us go on.",
    "text": "Heating.\nAnd light.",
    "goal": "12,000",
    "marks": "2,500\n5 000",
    "currency": "EUR",
    "sign_first": "",
    "donate_url": "https://give.example/winter",
    "channels": "Bitcoin: bc1qexample\nIBAN: DE00 1234",
    "stories": "",
    "active": "on",
}


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(factories.editor("chief", role=Editor.Role.CHIEF))
    return client


def test_an_appeal_is_made_shown_changed_and_its_amount_noted(chief: Client) -> None:
    story = factories.story()
    address = f"https://news.example{story.get_absolute_url()}"

    chief.post("/desk/campaigns/new/", {**GIVEN, "stories": address})
    row = Campaign.objects.get()
    noted = chief.post(f"/desk/campaigns/{row.pk}/amount/", {"raised": "8.450"}, follow=True)
    typed = chief.get(f"/desk/campaigns/{row.pk}/").context["form"].initial
    chief.post(f"/desk/campaigns/{row.pk}/", {**GIVEN, "title": "Through the summer"})

    row.refresh_from_db()
    assert (row.goal, row.marks, row.raised) == (12000, [2500, 5000], 8450)
    assert row.channels[0] == {"name": "Bitcoin", "address": "bc1qexample"}
    assert "8,450 of 12,000" in noted.text
    assert typed["stories"] == story.get_absolute_url()
    assert (row.title, row.stories.count()) == ("Through the summer", 0)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"goal": "12.50"}, "whole number"),
        ({"goal": "1,23,456"}, "whole number"),
        ({"goal": "\u0661\u0662"}, "whole number"),
        ({"marks": "some"}, "whole number"),
        ({"donate_url": "http://give.example"}, "https://"),
        ({"channels": "Bitcoin"}, "a colon"),
        ({"stories": "/news/2017/02/25/nowhere/"}, "no published story"),
        ({"starts_at": "2026-12-02 08:00", "ends_at": "2026-12-01 08:00"}, "end after"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    chief: Client, given: dict[str, str], said: str
) -> None:
    answer = chief.post("/desk/campaigns/new/", {**GIVEN, **given})

    assert said in answer.text
    assert "Through the winter" in answer.text
    assert not Campaign.objects.exists()


def test_a_wrong_amount_is_asked_again(chief: Client) -> None:
    chief.post("/desk/campaigns/new/", GIVEN)
    row = Campaign.objects.get()

    answer = chief.post(f"/desk/campaigns/{row.pk}/amount/", {"raised": "much"})

    assert "whole number" in answer.text
    assert Campaign.objects.get().raised == 0


def test_an_editor_sees_no_appeals(desk: Client) -> None:
    for name in ("campaigns", "new-campaign"):
        assert desk.get(reverse(f"desk:{name}")).status_code == 403


def test_the_administration_goes_the_same_ways(chief: Client) -> None:
    chief.post("/desk/campaigns/new/", GIVEN)
    row = Campaign.objects.get()
    form = {
        **GIVEN,
        "goal": "9000",
        "marks": "2500,5000",
        "channels": '[{"name": "IBAN", "address": "DE00"}]',
        "starts_at_0": "2026-01-01",
        "starts_at_1": "08:00",
        "noted": "700",
    }
    form.pop("stories")

    saved = chief.post(f"/admin/incidents/campaign/{row.pk}/change/", form)
    refused = chief.post(
        f"/admin/incidents/campaign/{row.pk}/change/", {**form, "donate_url": "http://x.example"}
    )
    chief.post(f"/admin/incidents/campaign/{row.pk}/delete/", {"post": "yes"})

    row.refresh_from_db()
    assert (saved.status_code, refused.status_code) == (302, 200)
    assert (row.goal, row.raised, row.amounts.count()) == (9000, 700, 1)
    assert row.active is False
