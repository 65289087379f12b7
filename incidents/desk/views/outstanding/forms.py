"""The summary of a story, line by line, and what kind of change it is."""

from typing import Any

from django import forms

from incidents.actions.inputs import SummaryLine
from incidents.actions.ledger.kinds import Kind
from incidents.desk.forms.correcting import ChangeForm
from incidents.desk.forms.drafting import AloneForm
from incidents.desk.forms.lists import PlacedForm
from incidents.models import Incident, Update
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
    """One line, and the updates that it rests on."""

    words = forms.CharField(
        label="Line",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    updates = forms.TypedMultipleChoiceField(
        label="Rests on", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: list[Update], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.number, _named(row)) for row in offered]
        self.fields["updates"].choices = choices  # type: ignore[attr-defined]

    def stays(self) -> bool:
        """Whether this line is to stand: it says something, and was not removed."""
        return bool(self.cleaned_data.get("words")) and not self.cleaned_data.get("remove")

    def line(self) -> SummaryLine:
        """The line as the actions take it."""
        return SummaryLine(self.cleaned_data["words"], tuple(self.cleaned_data["updates"]))


LineFormSet = forms.formset_factory(LineForm, extra=EMPTY_ROWS)


def offered(incident: Incident) -> list[Update]:
    """The updates that a line may rest on: those that stand, and those that lines rest on."""
    cited = {number for line in incident.summary for number in whole_numbers(line, "updates")}
    rows = Update.objects.filter(incident=incident).order_by("-number")
    return [row for row in rows if row.state != Update.State.RETRACTED or row.number in cited]


def line_initial(line: Value, place: int) -> dict[str, object]:
    """A line as the form shows it."""
    return {"place": place, "words": text(line, "words"), "updates": whole_numbers(line, "updates")}


def _named(row: Update) -> str:
    retracted = " (retracted)" if row.state == Update.State.RETRACTED else ""
    return f"{row}{retracted}"
