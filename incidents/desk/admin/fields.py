"""What the administration's forms of published pieces ask for beyond the model's own fields."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.safestring import SafeString

from incidents.actions.inputs import UpdateText
from incidents.desk.admin.acting import ActingForm
from incidents.desk.forms import moments
from incidents.desk.forms.choosing import Meeting, cites_settled, meetings, settle
from incidents.desk.forms.fields import CitesInput, remember_initial
from incidents.desk.forms.prose import ProseField
from incidents.desk.forms.update import WRITTEN
from incidents.models import Source, Update

CHANGE = (
    *("kind", "note", "confirmed", "wrong", "right", "noticed", "entered", "grave"),
    *("report", "base"),
)
"""The fields that a change of something published asks for."""


def local_time_field(*, required: bool = False) -> forms.CharField:
    """A time on the story's own clock."""
    return forms.CharField(
        label="Time",
        required=required,
        widget=forms.TextInput({"size": 24}),
        help_text="On the story's clock: 2017-02-25T14:30. With an offset, such as "
        "2017-10-29T02:30+01:00, where clocks showed a time twice.",
    )


def read_moment(
    form: forms.Form | forms.BaseModelForm[Any], name: str, zone: str
) -> datetime | None:
    """The time that was typed, where it was changed; an error at the field where it is none."""
    text = form.cleaned_data.get(name) or ""
    if not text or name not in form.changed_data:
        return None
    try:
        return moments.read(text, zone)
    except ValidationError as error:
        form.add_error(name, error)
        return None


def source_choices(sources: Sequence[Source]) -> list[tuple[int, str]]:
    """Sources as choices: "1. Agency: title"."""
    return [(row.pk, f"{row}{': ' if row.title else ''}{row.title}"[:120]) for row in sources]


class SeenCitesInput(CitesInput):
    """The same, where the administration draws the whole field at once."""

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        """The boxes, and unseen what was ticked at first."""
        return super().render(name, value, *args, **kwargs) + self.seen_input(name)


class UpdateTextForm(ActingForm[Update]):
    """The text of an update, on a page of its own or on its story's."""

    body = ProseField(label="Body")
    local_time = local_time_field()
    cites = forms.TypedMultipleChoiceField(
        label="Rests on", required=False, coerce=int, widget=SeenCitesInput
    )

    listed: Sequence[Source] = ()
    moment: datetime | None = None

    class Meta:
        model = Update
        fields = [*WRITTEN, "own_reporting"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        if row.pk:
            cited = [citation.source for citation in row.citations.all()]
            at = moments.written(row.at, row.zone)
            self.initial.update(local_time=at, cites=[source.pk for source in cited])
        else:
            cited = []
            self.fields["local_time"].help_text = "Empty for now. " + str(
                self.fields["local_time"].help_text
            )
        unlisted = [source for source in cited if source.number is None]
        choices = source_choices([*self.listed, *unlisted])
        self.fields["cites"].choices = choices  # type: ignore[attr-defined]
        self.fields["cites"].widget.remember([source.pk for source in cited], self.data)
        remember_initial(self, (*WRITTEN, "local_time", "own_reporting"))

    def clean(self) -> dict[str, Any] | None:
        """Read the time on the update's own clock."""
        given = super().clean()
        zone = self.cleaned_data.get("time_zone") or self.zone()
        self.moment = read_moment(self, "local_time", zone)
        return given

    def zone(self) -> str:
        """The clock that the time is on, where the update names none."""
        held = self.instance.incident_id is not None
        return self.instance.incident.time_zone if held else timezone.get_default_timezone_name()

    def text(self) -> UpdateText:
        """The whole of a new update, as the actions take it."""
        names = (*WRITTEN, "cites", "own_reporting")
        given = {name: self.cleaned_data[name] for name in names}
        return UpdateText(at=self.moment, **given)

    def merged(self, row: Update, posted: Mapping[str, str]) -> UpdateText:
        """What was changed, merged with the update as it stands under the lock.

        `posted` holds the choices that were made. Raises ToChoose.
        """
        return self.merged_text(row, settle(self.meetings(row), posted))

    def meetings(self, row: Update) -> list[Meeting]:
        """The fields that the editor changed, with what stands in them now."""
        met = meetings(self, row, WRITTEN, of=str(row))
        if self.moment is not None:
            seen = self.data.get(self["local_time"].html_initial_name, "")
            sides = (seen, self.cleaned_data["local_time"], moments.written(row.at, row.zone))
            met.append(Meeting(self.add_prefix("local_time"), f"{row}: Time", *sides))
        return met

    def merged_text(self, row: Update, settled: Mapping[str, str]) -> UpdateText:
        """The update as the actions take it, with what was settled for each field."""
        said = {name: settled.get(self.add_prefix(name)) for name in WRITTEN}
        time = settled.get(self.add_prefix("local_time"))
        typed = self.cleaned_data["cites"]
        seen = self.data.get(f"{self.add_prefix('cites')}-seen")
        now = [citation.source_id for citation in row.citations.all()]
        own = self.cleaned_data["own_reporting"] if "own_reporting" in self.changed_data else None
        return UpdateText(
            own_reporting=own,
            at=self.moment if time == self.cleaned_data["local_time"] else None,
            cites=typed if seen is None else cites_settled(seen, typed, now),
            body=said["body"],
            headline=said["headline"],
            label=said["label"],
            time_zone=said["time_zone"],
            authors=said["authors"],
            agencies=said["agencies"],
            dateline=said["dateline"],
            warning=said["warning"],
        )
