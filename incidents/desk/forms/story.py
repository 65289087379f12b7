"""The story itself: headline, initial report, and what stands around them."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from incidents.actions.drafts.proposal import Proposal
from incidents.actions.inputs import StoryEdit
from incidents.actions.refusals import SecondPairNeeded
from incidents.desk.forms.correcting import ChangeForm
from incidents.desk.forms.drafting import AloneForm, choices_in
from incidents.desk.forms.fields import (
    DateInput,
    ToldForm,
    remember_initial,
    request_key_field,
    zone_field,
)
from incidents.desk.forms.prose import ProseField
from incidents.models import Incident
from incidents.models.incident import default_time_zone, today
from incidents.text.sanitise import body, line

LANGUAGE = RegexValidator(
    r"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z",
    "This is not a language tag. Use a BCP 47 tag such as en, fr or az-Latn.",
)


class StoryForm(ToldForm):
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

    refusal_words = {
        SecondPairNeeded: "A story needs a second pair of eyes before readers see it: save it as a "
        "draft, then hand it in."
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"date": today(), "time_zone": default_time_zone(), "language": "en"}
        super().__init__(*args, **kwargs)
        self.fields["headline"].widget.attrs["autofocus"] = True


class StoryTextForm(ChangeForm, AloneForm, StoryForm):
    """A story that stands already; a published one asks for kind and note."""

    move = forms.BooleanField(label="Move the address with the headline", required=False)
    request_key = request_key_field()

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
            del self.fields["move"], self.fields["emergency"]
            self.leave_out_change()

    def story(self) -> Incident:
        """The story itself."""
        return self.incident

    def altered(self) -> list[str]:
        """The parts that the editor changed; others may have changed the rest meanwhile."""
        return [name for name in StoryForm.base_fields if name in self.changed_data]

    def proposal(self) -> Proposal:
        """The change as it may be published, or saved into a story that is not public yet."""
        given = self.cleaned_data
        edit, choices = self.edit(), choices_in(self.data)
        if not self.incident.is_published:
            return Proposal(story=edit, choices=choices, seen=self._began())
        return Proposal(
            story=edit,
            kind=given["kind"],
            note=given["note"],
            particulars=self.particulars(),
            choices=choices,
            report=given["report"],
        )

    def _began(self) -> dict[str, str]:
        """What the fields showed when the form was opened, as the story says it."""
        shown = {name: self.data.get(self[name].html_initial_name) for name in self.altered()}
        return {
            name: body(said) if name == "lead" else line(said)
            for name, said in shown.items()
            if said is not None
        }
