"""What an appeal says, and how much has come in."""

import re
from typing import Any

from django import forms
from django.http import Http404

from incidents.actions.house.campaigns import (
    LONGEST,
    LONGEST_TEXT,
    MOST,
    CampaignText,
    Channel,
)
from incidents.desk.standards.letters.pieces import public_story
from incidents.models import Campaign, Incident

AMOUNT = re.compile(r"\d{1,16}|\d{1,3}(?:([,.' \u00a0\u202f\u2019])\d{3})(?:\1\d{3})*")
NOT_AN_AMOUNT = "Write a whole number, such as 8450 or 8,450."


def amount_of(written: str) -> int:
    """A whole amount, with or without signs between thousands. Raises ValidationError."""
    said = written.strip()
    if not said.isascii() and any(sign.isdigit() and not sign.isascii() for sign in said):
        raise forms.ValidationError(NOT_AN_AMOUNT)
    if not AMOUNT.fullmatch(said):
        raise forms.ValidationError(NOT_AN_AMOUNT)
    amount = int(re.sub(r"\D", "", said))
    if amount > MOST:
        raise forms.ValidationError(f"At most {MOST:,}.")
    return amount


class AmountField(forms.CharField):
    """An amount in whole units, as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput({"inputmode": "numeric"}), **kwargs)

    def clean(self, value: Any) -> int:
        """The amount as a number."""
        return amount_of(str(super().clean(value)))


class LinesField(forms.CharField):
    """Several values, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 3}), required=False, **kwargs)

    def clean(self, value: Any) -> list[str]:
        """The lines that say something."""
        written = str(super().clean(value)).splitlines()
        return [line.strip() for line in written if line.strip()]


class AmountForm(forms.Form):
    """How much has come in."""

    raised = AmountField(label="Raised so far")


class CampaignForm(forms.Form):
    """An appeal, whole."""

    title = forms.CharField(max_length=LONGEST["title"])
    appeal = forms.CharField(
        label="Line at the end of stories",
        required=False,
        max_length=LONGEST["appeal"],
        help_text="Such as: “Do you like this? Help us go on.”",
    )
    text = forms.CharField(
        label="What the money is for",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
        help_text="A line break begins a new paragraph.",
    )
    goal = AmountField(help_text="In whole units of the currency.")
    marks = LinesField(
        label="Marks on the scale", help_text="Amounts, one a line; five at most. May be empty."
    )
    currency = forms.CharField(
        max_length=LONGEST["currency"], initial="EUR", help_text="Its sign or its letters: $, EUR."
    )
    sign_first = forms.ChoiceField(
        label="Where it stands",
        choices=(("", "After the amount: 8,450 EUR"), ("yes", "Before the amount: $8,450")),
        required=False,
        widget=forms.RadioSelect,
    )
    donate_url = forms.CharField(
        label="Donation page",
        max_length=LONGEST["donate_url"],
        widget=forms.URLInput(),
        help_text="With https:// alone.",
    )
    channels = LinesField(
        label="Other ways to give",
        help_text="One a line: the name, a colon, the number or address. “Bitcoin: bc1q…”",
    )
    everywhere = forms.BooleanField(label="On every story", required=False)
    stories = LinesField(
        label="Or on these stories",
        help_text="Their addresses, one a line: /news/2017/02/25/clashes/",
    )
    on_front = forms.BooleanField(label="On the front page too", required=False)
    starts_at = forms.DateTimeField(
        label="From", required=False, help_text="Such as 2026-12-01 08:00. Empty for at once."
    )
    ends_at = forms.DateTimeField(
        label="Until", required=False, help_text="Empty for as long as it is switched on."
    )
    active = forms.BooleanField(label="Switched on", required=False, initial=True)

    def __init__(self, *args: Any, campaign: Campaign | None = None, **kwargs: Any) -> None:
        if campaign is not None:
            kwargs["initial"] = _as_typed(campaign)
        super().__init__(*args, **kwargs)
        self.campaign = campaign

    def clean_marks(self) -> list[int]:
        """The amounts on the scale."""
        return [amount_of(written) for written in self.cleaned_data["marks"]]

    def clean_channels(self) -> list[Channel]:
        """Each way with its name and address."""
        parts = [written.partition(":") for written in self.cleaned_data["channels"]]
        if not all(name.strip() and address.strip() for name, _, address in parts):
            raise forms.ValidationError("Write the name, a colon, then the address.")
        return [Channel(name.strip(), address.strip()) for name, _, address in parts]

    def clean_stories(self) -> list[Incident]:
        """The stories at these addresses."""
        return [_story(written) for written in self.cleaned_data["stories"]]

    def given(self) -> CampaignText:
        """What was filled in, as the action takes it."""
        data = dict(self.cleaned_data)
        data["sign_first"] = bool(data["sign_first"])
        return CampaignText(**data)


def _story(written: str) -> Incident:
    path = re.sub(r"^https?://[^/]+", "", written)
    try:
        return public_story(path)
    except Http404:
        raise forms.ValidationError(f"There is no published story at “{written}”.") from None


def _as_typed(row: Campaign) -> dict[str, object]:
    """A campaign as its form shows it."""
    plain = ("title", "appeal", "text", "currency", "donate_url", "everywhere", "on_front")
    return {
        **{name: getattr(row, name) for name in (*plain, "active", "starts_at", "ends_at")},
        "goal": f"{row.goal:,}",
        "marks": "\n".join(f"{mark:,}" for mark in row.marks),
        "sign_first": "yes" if row.sign_first else "",
        "channels": "\n".join(f"{each['name']}: {each['address']}" for each in row.channels),
        "stories": "\n".join(story.get_absolute_url() for story in row.stories.all()),
    }
