"""What readers fill in to report an error, and editors to answer them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.actions.readers.reports import LONGEST_ANSWER, LONGEST_MESSAGE, LONGEST_SENTENCE
from incidents.models import Report, Version


class FromReader(forms.Form):
    """What somebody fills in who has no account; `website` is a trap for programs."""

    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    error_css_class = "field--wrong"

    def clean_website(self) -> str:
        """Programs fill in every field; people do not even see this one."""
        filled = str(self.cleaned_data["website"])
        if filled:
            raise forms.ValidationError(
                _("Leave this field empty: it shows that you are a person.")
            )
        return filled


class ReportForm(FromReader):
    """A reader's report. Nobody is asked who they are."""

    field_order = ("selected", "message")

    selected = forms.CharField(
        label=_("The sentence"),
        required=False,
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 3, "data-reported-sentence": True}),
        help_text=_("Paste it here, if there is one. It may be left empty."),
    )
    message = forms.CharField(
        label=_("What is wrong with it?"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("And, if you can, how we can find out what is right."),
    )


class AnswerForm(forms.Form):
    """What the newsroom tells the reader."""

    text = forms.CharField(
        label="Your words to the reader",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 4}),
        help_text="The reader sees them at the address that we gave them. Nobody else does.",
    )


class CorrectedForm(forms.Form):
    """A correction that stands already."""

    correction = forms.ModelChoiceField(
        label="The change that puts it right",
        queryset=Version.objects.none(),
        to_field_name="number",
        empty_label="Choose …",
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = Version.objects.filter(incident=report.incident_id, number__gt=report.version)
        field = self.fields["correction"]
        field.queryset = later.order_by("-number")  # type: ignore[attr-defined]
        field.label_from_instance = _change  # type: ignore[attr-defined]


def _change(version: Version) -> str:
    return f"Version {version.number} - {Version.Kind(version.kind).label}"
