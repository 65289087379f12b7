"""Acts that take few words: publish, end, retract, restore; and the people's own settings."""

from typing import Any

from django import forms

from incidents.desk.forms.drafting import AloneForm
from incidents.desk.forms.fields import note_field, request_key_field
from incidents.models import Editor, House


class ActForm(forms.Form):
    """An act with a word about it."""

    note = note_field()

    def __init__(self, *args: Any, needs_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_note:
            self.fields["note"].label = "Reason, for readers"
            self.fields[
                "note"
            ].help_text = "Stands in the public history, and where text is missing."
            self.fields["note"].widget.attrs["autofocus"] = True


class ShownForm(AloneForm, ActForm):
    """An act that brings something before readers, and may have to wait for a colleague."""

    request_key = request_key_field()


class StatusForm(ActForm):
    """Ending or reopening a story, with its status line."""

    status_line = forms.CharField(
        label="Status line",
        required=False,
        max_length=300,
        help_text="Readers see this sentence on the story from now on: change it where it does not "
        "fit any more. Empty for none.",
    )

    field_order = ["status_line", "note"]


class BylineForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name that readers see for an editor."""

    class Meta:
        model = Editor
        fields = ["byline_mode", "first_name", "last_name", "pseudonym"]
        widgets = {"byline_mode": forms.RadioSelect}


class NoticeForm(forms.Form):
    """The verification notice of the house."""

    verification_notice = forms.CharField(
        label="Verification notice",
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="Stands on every live story that has no notice of its own.",
    )
    note = note_field()

    def __init__(self, *args: Any, house: House, **kwargs: Any) -> None:
        kwargs["initial"] = {"verification_notice": house.verification_notice}
        super().__init__(*args, **kwargs)
