"""Fields that several forms of the desk share."""

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.safestring import SafeString

from incidents.actions.ledger.kinds import TEXT_KIND_CHOICES
from incidents.desk.forms import moments
from incidents.models.incident import validate_time_zone
from incidents.text.times import zone_names

NUMBER = re.compile("[0-9]{1,18}")
"""What a number of ours looks like; a longer one overflows the database."""


def number_in(text: str) -> int | None:
    """A number as a page sends it, if it is one."""
    return int(text) if NUMBER.fullmatch(text) else None


def numbers_in(texts: Iterable[str]) -> list[int]:
    """The numbers among what a page sends."""
    return [int(text) for text in texts if NUMBER.fullmatch(text)]


class MomentInput(forms.DateTimeInput):
    """A browser's own field for date and time."""

    input_type = "datetime-local"


class DateInput(forms.DateInput):
    """A browser's own field for a date."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class CitesInput(forms.CheckboxSelectMultiple):
    """Sources to tick, with those that were ticked when the form was opened carried along."""

    seen: Sequence[int] = ()
    sent: Mapping[str, str] = {}

    def remember(self, cited: Sequence[int], sent: Mapping[str, str]) -> None:
        """Carry these along, or what was sent back of them."""
        self.seen, self.sent = tuple(cited), sent

    def seen_input(self, name: str) -> SafeString:
        """What was ticked when the form was opened, unseen."""
        offered = ",".join(map(str, self.seen)) or "none"
        return forms.HiddenInput().render(f"{name}-seen", self.sent.get(f"{name}-seen", offered))


def note_field() -> forms.CharField:
    """Why something is changed, in words that readers see."""
    return forms.CharField(
        label="Note for readers",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Stands in the public history beside this change.",
    )


def kind_field() -> forms.ChoiceField:
    """What kind of change of published text it is."""
    return forms.ChoiceField(
        label="What kind of change is it?",
        required=False,
        choices=[("", "Choose …"), *TEXT_KIND_CHOICES],
        help_text="A correction or clarification leaves a public mark on the text. What was wrong, "
        "however small, is called a correction: it is never slipped in as an addition or a typo.",
    )


def base_field() -> forms.IntegerField:
    """The version that the editor was looking at when the form was opened."""
    return forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


def fetched_field() -> forms.IntegerField:
    """Which kept page the details of a source were read from."""
    return forms.IntegerField(
        required=False, min_value=1, max_value=10**18, widget=forms.HiddenInput
    )


def moment_in(form: forms.BaseForm, name: str, zone: str) -> datetime | None:
    """The time in a field that may be empty; of one that clocks showed twice the first is meant."""
    text = form.cleaned_data.get(name) or ""
    try:
        return moments.read(text, zone, moments.FIRST) if text else None
    except ValidationError as error:
        form.add_error(name, error)
        show_as_typed(form, name, error)
        return None


def request_key_field() -> forms.UUIDField:
    """What makes a second press of the same button harmless."""
    return forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)


def zone_field(label: str = "Time zone", *, required: bool = True) -> forms.CharField:
    """An IANA time zone, with the known names as suggestions."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=64,
        validators=[validate_time_zone],
        widget=forms.TextInput({"list": "time-zones", "autocomplete": "off"}),
    )


def time_zones() -> list[str]:
    """The names of all time zones, for the suggestions."""
    return sorted(zone_names())


class TimedForm(forms.Form):
    """A form with a time in the zone `zone`; left as offered, it means what it meant before.

    On a new update that is the moment of posting, on an old one its own time to the second.
    """

    at = forms.CharField(label="Time", required=False, widget=MomentInput)
    offered_at = forms.CharField(required=False, widget=forms.HiddenInput)
    fold = forms.ChoiceField(
        label="Which of the two?",
        required=False,
        choices=((moments.FIRST, "the first"), (moments.SECOND, "the second")),
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, zone: str, offered: datetime | None = None, **kwargs: Any
    ) -> None:
        at = moments.written(offered or timezone.now(), zone)
        kwargs["initial"] = {"at": at, "offered_at": at, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.zone_label = moments.label(offered or timezone.now(), zone)
        self.moment: datetime | None = None
        self.asks_fold = False

    def settle_moment(self, zone: str) -> None:
        """Read the time in a zone; None is as offered, or nothing."""
        at, fold = self.cleaned_data.get("at", ""), self.cleaned_data.get("fold", "")
        self.moment = None
        if not at or at == self.cleaned_data.get("offered_at"):
            return
        try:
            self.moment = moments.read(at, zone, fold)
        except ValidationError as error:
            self.add_error("at", error)
            show_as_typed(self, "at", error)
            self._ask_which(error, at, zone)

    def _ask_which(self, error: ValidationError, at: str, zone: str) -> None:
        if error.code == "ambiguous":
            self.asks_fold = True
            self.fields["fold"].choices = moments.both(at, zone)  # type: ignore[attr-defined]


class ToldForm(forms.Form):
    """What a text may tell beside its words: by whom, with whom, where; and what to expect."""

    authors = forms.CharField(
        label="Authors",
        required=False,
        max_length=500,
        help_text="As printed, parted by semicolons: “Jane Doe; Ali Veli in Baku”.",
    )
    agencies = forms.CharField(
        label="With",
        required=False,
        max_length=500,
        help_text="Agencies, such as “APA, ArmenPress and other agencies”.",
    )
    dateline = forms.CharField(
        label="Dateline", required=False, max_length=100, help_text="Where, such as BAKU."
    )
    warning = forms.CharField(
        label="Content warning",
        required=False,
        max_length=300,
        help_text="Readers see this sentence first; the text opens with a click.",
    )


def remember_initial(form: forms.BaseForm, names: Sequence[str]) -> None:
    """Let the form carry what it showed, so that only what the editor changed counts as changed."""
    for name in names:
        if name in form.fields:
            form.fields[name].show_hidden_initial = True


def show_as_typed(form: forms.BaseForm, name: str, error: ValidationError) -> None:
    """Show what is no time as it was typed: a browser's own field would show nothing."""
    if error.code == "invalid":
        form.fields[name].widget = forms.TextInput()


def keep_typed(form: forms.BaseForm, **values: object) -> None:
    """Show a bound form again with everything as typed, but for these values."""
    data = form.data.copy()  # type: ignore[attr-defined]
    for name, value in values.items():
        data[form.add_prefix(name)] = str(value)
    form.data = data


def wrong_fields(form: forms.BaseForm) -> list[forms.BoundField]:
    """The fields of a form that an editor sees and has to put right, from top to bottom."""
    if not form.is_bound:
        return []
    return [field for field in form if field.errors and not field.is_hidden]


def look_at(*given: forms.BaseForm) -> None:
    """Open the page at the first field that is wrong, not at the one where writing begins."""
    wrong = [field for form in given for field in wrong_fields(form)]
    if not wrong:
        return
    for form in given:
        for field in form.fields.values():
            field.widget.attrs.pop("autofocus", None)
    wrong[0].field.widget.attrs["autofocus"] = True


def words(text: str) -> Sequence[str]:
    """The parts of a list written with commas."""
    return tuple(part for part in (part.strip() for part in text.split(",")) if part)
