"""The summary of a story, line by line, and what kind of change it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from incidents.actions.inputs import SummaryLine
from incidents.actions.ledger.kinds import Kind
from incidents.desk.forms.correcting import ChangeForm
from incidents.desk.forms.drafting import AloneForm
from incidents.desk.forms.fields import request_key_field
from incidents.desk.forms.lists import SHOWN, PlacedForm
from incidents.models import Incident
from incidents.record.ledger import Value
from incidents.record.reading import text, whole_numbers

EMPTY_ROWS = 3

KINDS = (
    ("", "News: it says what is known by now"),
    (Kind.CORRECTION.value, "Correction: it said something wrong"),
    (Kind.CLARIFICATION.value, "Clarification: it could be misunderstood"),
)


class SummaryForm(ChangeForm, AloneForm):
    """Whether something was wrong, why the summary changes, and from which version it began."""

    request_key = request_key_field()

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        self.incident = incident
        super().__init__(*args, **kwargs)
        kind, note = self.fields["kind"], self.fields["note"]
        kind.choices = KINDS  # type: ignore[attr-defined]
        kind.help_text = "What was wrong, however small, is called a correction and is marked."
        note.help_text = "Needed for a correction and a clarification; else you may leave it empty."
        if not incident.is_published:
            del self.fields["emergency"]
            self.leave_out_change()

    def story(self) -> Incident:
        """The story that is summed up."""
        return self.incident


class LineForm(PlacedForm):
    """One line, and the numbers of the updates that it rests on."""

    words = forms.CharField(
        label="Line",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    updates = forms.CharField(
        label="Rests on updates",
        required=False,
        max_length=200,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Numbers: 3, 5",
    )

    def clean_updates(self) -> tuple[int, ...]:
        """The numbers that were typed, parted by commas or spaces."""
        typed = self.cleaned_data["updates"].replace(",", " ").split()
        if not all(map(SHOWN.fullmatch, typed)):
            raise ValidationError("Write the numbers of updates, such as 3, 5.")
        return tuple(map(int, typed))

    def stays(self) -> bool:
        """Whether this line is to stand: it says something, and was not removed."""
        return bool(self.cleaned_data.get("words")) and not self.cleaned_data.get("remove")

    def line(self) -> SummaryLine:
        """The line as the actions take it."""
        return SummaryLine(self.cleaned_data["words"], self.cleaned_data["updates"])


LineFormSet = forms.formset_factory(LineForm, extra=EMPTY_ROWS)


def line_initial(line: Value, place: int) -> dict[str, object]:
    """A line as the form shows it."""
    numbers = ", ".join(map(str, whole_numbers(line, "updates")))
    return {"place": place, "words": text(line, "words"), "updates": numbers}
