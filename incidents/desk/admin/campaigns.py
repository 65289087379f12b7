"""Appeals for donations, and every amount that was noted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from incidents.actions.house import campaigns
from incidents.actions.house.campaigns import CampaignText, Channel
from incidents.actions.refusals import WrongValue
from incidents.desk.admin.acting import ActingAdmin, ActingForm, ReadOnlyAdmin
from incidents.models import Campaign, CampaignAmount, Editor, Incident, Right

TEXT = ("title", "appeal", "text", "goal", "marks", "currency", "sign_first", "donate_url")
WHERE = ("everywhere", "stories", "on_front", "active", "starts_at", "ends_at")


class CampaignForm(ActingForm[Campaign]):
    """An appeal, and how much has come in."""

    noted = forms.IntegerField(label="Raised so far", required=False, min_value=0)

    class Meta:
        model = Campaign
        fields = (*TEXT, "channels", *WHERE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["noted"] = self.instance.raised

    def given(self) -> CampaignText:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        values = {name: data[name] for name in (*TEXT, *WHERE)}
        return CampaignText(**values, channels=_channels(data["channels"]))


def _channels(given: object) -> list[Channel]:
    listed = given if isinstance(given, list) else [given] if given else []
    rows = [row for row in listed if isinstance(row, dict)]
    if len(rows) < len(listed):
        raise WrongValue("Write a list of objects with name and address.", field="channels")
    return [Channel(str(row.get("name", "")), str(row.get("address", ""))) for row in rows]


@admin.register(Campaign)
class CampaignAdmin(ActingAdmin[Campaign]):
    """Appeals; what is over is switched off, and stays for its amounts."""

    form = CampaignForm
    list_display = ("title", "active", "raised", "goal", "currency", "starts_at", "ends_at")
    list_filter = ("active", "everywhere", "on_front")
    search_fields = ("title", "text")
    autocomplete_fields = ("stories",)
    delete_words = "Switch off"
    adds = changes = Right.HOUSE
    change_form_template = "admin/incidents/change_form.html"

    def asked(self, request: HttpRequest, obj: Campaign | None) -> Any:
        """Everything; how much has come in, once it stands."""
        fields = (*TEXT, "channels", *WHERE)
        return [(None, {"fields": (*fields, "noted") if obj else fields})]

    def act(
        self, by: Editor, form: ActingForm[Campaign], formsets: list[Any], *, change: bool
    ) -> Campaign:
        """Made or changed, and the amount noted where it is another."""
        if not isinstance(form, CampaignForm):
            raise TypeError(f"{type(form).__name__} is not the form of an appeal")
        if not change:
            return campaigns.create(form.given(), by=by)
        row = campaigns.edit(Campaign.objects.get(pk=form.instance.pk), form.given(), by=by)
        noted = form.cleaned_data.get("noted")
        if noted is not None and "noted" in form.changed_data:
            campaigns.note_amount(row, noted, by=by)
        return row

    def withdraw(self, by: Editor, row: Campaign, note: str) -> None:
        """Shown to nobody any more."""
        campaigns.switch_off(row, by=by)

    def story_of(self, row: Campaign) -> Incident | None:
        """None: an appeal stands in no history."""
        return None


@admin.register(CampaignAmount)
class CampaignAmountAdmin(ReadOnlyAdmin[CampaignAmount]):
    """What had come in when, and who noted it."""

    list_display = ("campaign", "raised", "at", "by")
    list_filter = ("campaign",)
    list_select_related = ("campaign", "by")
    date_hierarchy = "at"
