"""What the administration's forms of published pieces ask for beyond the model's own fields."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from incidents.actions.inputs import SourceText, UpdateText
from incidents.desk import moments
from incidents.desk.admin.acting import ActingForm
from incidents.desk.forms.fields import remember_initial
from incidents.desk.forms.prose import ProseField
from incidents.models import Source, Update

CHANGE = ("kind", "note", "base")
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


class UpdateTextForm(ActingForm[Update]):
    """The text of an update, on a page of its own or on its story's."""

    body = ProseField(label="Body")
    local_time = local_time_field()
    cites = forms.TypedMultipleChoiceField(
        label="Rests on", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    listed: Sequence[Source] = ()
    moment: datetime | None = None

    class Meta:
        model = Update
        fields = ["headline", "body", "label", "time_zone"]

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
        remember_initial(self, ("headline", "body", "label", "time_zone", "local_time"))

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
        """What was changed, as the actions take it; all of it where the update is new."""
        given = self.cleaned_data
        new = self.instance.pk is None
        changed = {
            name: given[name]
            for name in ("headline", "body", "label", "time_zone", "cites")
            if new or name in self.changed_data
        }
        return UpdateText(
            body=changed.get("body"),
            headline=changed.get("headline"),
            at=self.moment,
            time_zone=changed.get("time_zone"),
            label=changed.get("label"),
            cites=changed.get("cites"),
        )


def source_text(row: Source) -> SourceText:
    """A source as it stands, as the actions take it."""
    return SourceText(
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        via=row.via,
        quote=row.quote,
        kind=row.kind,
        published_at=row.published_at,
        retrieved_at=row.retrieved_at,
        id=row.pk,
    )
