"""What an editor says about a change of published text: its kind, why, and of an error what it was.

Wrong and right words may stay empty: the record takes them from the sentences that changed.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from incidents.actions.ledger.touches import Particulars
from incidents.actions.refusals import Unconfirmed
from incidents.desk.forms.fields import base_field, kind_field, note_field
from incidents.models import Incident, Report

STAFF, READER = "staff", "reader"
SUGGESTED = ("kind", "note", "wrong", "right", "noticed", "grave", "entered", "report")
"""What a link to the form may fill in."""

STAYS_OPEN = "; the reader's report stays open, as this is no correction and no clarification"

LATEST = 2**31 - 1


class ChangeForm(forms.Form):
    """The part of a form that asks what kind of change it is, and about a correction more."""

    kind = kind_field()
    note = note_field()
    wrong = forms.CharField(
        label="What was wrong",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Empty: the record takes the sentences that went.",
    )
    right = forms.CharField(
        label="What is right",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Empty: the record takes the sentences that came.",
    )
    noticed = forms.ChoiceField(
        label="Who noticed?",
        required=False,
        choices=[(STAFF, "The newsroom"), (READER, "A reader")],
        initial=STAFF,
        widget=forms.RadioSelect,
    )
    entered = forms.IntegerField(
        label="The error came in with version",
        required=False,
        min_value=1,
        max_value=LATEST,
        widget=forms.NumberInput({"placeholder": "the record works it out"}),
    )
    grave = forms.BooleanField(
        label="It undermines the story: the correction stands on top of the text", required=False
    )
    confirmed = forms.BooleanField(label="Yes, it is", required=False, widget=forms.HiddenInput)
    report = forms.IntegerField(
        required=False, min_value=1, max_value=10**18, widget=forms.HiddenInput
    )
    base = base_field()

    asks_about_change = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get(self.add_prefix("confirmed")) in ("on", "True", "true"):
            ask_again(self)

    def clean_entered(self) -> int | None:
        """A version that the story has."""
        entered: int | None = self.cleaned_data["entered"]
        if entered is not None and entered > (newest := self.story().version_number):
            words = f"The story has {newest} versions: write a number up to that, or nothing."
            raise ValidationError(words)
        return entered

    def story(self) -> Incident:
        """The story whose text this is."""
        raise NotImplementedError

    def leave_out_change(self) -> None:
        """Ask nothing: what only editors see is changed without a word."""
        for name in ChangeForm.base_fields:
            self.fields.pop(name, None)

    def particulars(self) -> Particulars:
        """What was said, as the actions take it."""
        given = self.cleaned_data
        return Particulars(
            wrong=" ".join(given.get("wrong", "").split()),
            right=" ".join(given.get("right", "").split()),
            entered=given.get("entered"),
            noticed=given.get("noticed") or STAFF,
            grave=given.get("grave", False),
            confirmed=given.get("confirmed", False),
        )

    def report_left(self) -> str:
        """Words for the editor where the reader's report that led here stays open, else none."""
        key = self.cleaned_data.get("report")
        if key is None:
            return ""
        left = Report.objects.filter(pk=key, incident=self.story(), state=Report.State.OPEN)
        return STAYS_OPEN if left.exists() else ""


def ask_again(form: forms.BaseForm) -> None:
    """Show the box that confirms what a change is called."""
    kind = str(form.data.get(form.add_prefix("kind"), ""))
    words = {"typo": "a typo", "addition": "an addition", "clarification": "a clarification"}
    form.fields["confirmed"].widget = forms.CheckboxInput()
    form["confirmed"].label = f"Yes, it is only {words.get(kind, 'what I called it')}"


def show_doubt(form: forms.BaseForm, refused: Unconfirmed) -> None:
    """Say why a change looks graver than it is called, and ask to confirm it."""
    said = str(refused).removesuffix(" ".join(refused.reasons)).strip()
    ask_again(form)
    form.fields["confirmed"].widget.attrs["autofocus"] = True
    form.add_error("confirmed", ValidationError([said, *refused.reasons]))


def suggestions(given: Mapping[str, str]) -> dict[str, str]:
    """What a link to the form fills in."""
    return {name: given[name] for name in SUGGESTED if given.get(name)}
