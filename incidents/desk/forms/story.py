"""The story itself: headline, initial report, and what stands around them."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from incidents.actions.inputs import StoryEdit
from incidents.desk.forms.choosing import meetings, settle
from incidents.desk.forms.correcting import ChangeForm
from incidents.desk.forms.fields import (
    DateInput,
    remember_initial,
    request_key_field,
    zone_field,
)
from incidents.desk.forms.prose import ProseField
from incidents.models import Incident
from incidents.models.incident import default_time_zone, today

LANGUAGE = RegexValidator(
    r"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z",
    "This is not a language tag. Use a BCP 47 tag such as en, fr or az-Latn.",
)


class StoryForm(forms.Form):
    """What a story says itself, before any update."""

    headline = forms.CharField(
        label="Headline",
        max_length=2000,
        error_messages={"required": "A story needs a headline."},
    )
    topic_line = forms.CharField(
        label="Topic line", required=False, max_length=300, help_text="Stands above the headline."
    )
    lead = ProseField(label="Initial report", required=False)
    status_line = forms.CharField(
        label="Status line",
        required=False,
        max_length=300,
        help_text="One sentence, such as “This story is still unfolding”.",
    )
    date = forms.DateField(label="Date of the story", widget=DateInput)
    time_zone = zone_field()
    language = forms.CharField(label="Language", max_length=35, validators=[LANGUAGE])
    verification_notice = forms.CharField(
        label="Verification notice of this story",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Instead of the newsroom's own; empty for the newsroom's own.",
    )

    def edit(self) -> StoryEdit:
        """What was filled in or changed, as the actions take it."""
        given = {name: self.cleaned_data[name] for name in self.altered()}
        return StoryEdit(**given, move=self.cleaned_data.get("move", False))

    def altered(self) -> list[str]:
        """The parts of the story that the editor wrote: all of them, where it is new."""
        return list(StoryForm.base_fields)


class NewStoryForm(StoryForm):
    """A story that does not exist yet."""

    request_key = request_key_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"date": today(), "time_zone": default_time_zone(), "language": "en"}
        super().__init__(*args, **kwargs)
        self.fields["headline"].widget.attrs["autofocus"] = True


class StoryTextForm(ChangeForm, StoryForm):
    """A story that stands already; a published one asks for kind and note."""

    move = forms.BooleanField(label="Move the address with the headline", required=False)

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        names = list(StoryForm.base_fields)
        kwargs["initial"] = {
            **kwargs.get("initial", {}),
            **{name: getattr(incident, name) for name in names},
            "base": incident.version_number,
        }
        self.incident = incident
        super().__init__(*args, **kwargs)
        self.fields["lead"].widget.attrs["autofocus"] = True
        remember_initial(self, names)
        if not incident.is_published:
            del self.fields["move"]
            self.leave_out_change()

    def story(self) -> Incident:
        """The story itself."""
        return self.incident

    def altered(self) -> list[str]:
        """The parts that the editor changed; others may have changed the rest meanwhile."""
        return [name for name in StoryForm.base_fields if name in self.changed_data]

    def merged(self, row: Incident) -> tuple[StoryEdit, list[str]]:
        """What was changed, merged with the story as it stands under the lock.

        Also the names of the fields in which both changed something. Raises ToChoose.
        """
        met = meetings(self, row, self.altered())
        edit = merged_edit(self.edit(), settle(met, self.data))
        return edit, [one.field for one in met if one.is_overtaken]


def merged_edit(edit: StoryEdit, settled: dict[str, str]) -> StoryEdit:
    """An edit whose lines and bodies say what both editors wrote."""
    values: dict[str, Any] = {**settled}
    if "date" in settled:
        values["date"] = date.fromisoformat(settled["date"])
    return replace(edit, **values)
