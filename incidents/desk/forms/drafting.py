"""A form and its draft: what was typed goes into it, and comes back as it was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from incidents.actions.drafts.meeting import CHOICES
from incidents.actions.refusals import Conflicted, SecondPairNeeded, StaleBase
from incidents.desk.forms import moments
from incidents.desk.forms.correcting import ask_again
from incidents.desk.forms.fields import CitesInput, MomentInput, show_as_typed
from incidents.models import Draft
from incidents.text.lineage.choices import PREFIX

SEEN = tuple(f"{name}-seen" for name in CHOICES)
"""What was ticked in them when the form was opened."""

UNKEPT = ("request_key", "base")
"""Fields that say something of the page, not of the text."""

HIDDEN = ("offered_at", "report")
"""Fields that are kept with a text, and are no text themselves."""

ALONE = (
    "This needs a second pair of eyes: hand it in, and a colleague approves it. In an emergency "
    "tick “Publish alone”: readers are told so."
)
BOTH = (
    "While you were writing, the same words were changed by somebody else. Nothing is saved yet, "
    "and your text is kept. For each place below, choose which words shall stand, then press again."
)
OVERTAKEN = (
    "What you began from was changed since, and cannot be put together with your text, which is "
    "kept as a draft: open the page anew, and take over from the draft what you need."
)


class AloneForm(forms.Form):
    """A form whose change may have to wait for a second pair of eyes."""

    emergency = forms.BooleanField(
        label="Publish alone, in an emergency",
        required=False,
        help_text="The public history says that nobody else has looked at it.",
    )

    refusal_words = {SecondPairNeeded: ALONE, Conflicted: BOTH, StaleBase: OVERTAKEN}


def typed_in(form: forms.BaseForm, data: QueryDict) -> dict[str, list[str]]:
    """What stands in the fields of a form, as it was typed; nothing at all where that is empty.

    With it goes what the fields showed when the form was opened, and the choices made since.
    """
    names = [form.add_prefix(name) for name in form.fields if name not in UNKEPT]
    began = [name for name in data if name.startswith("initial-") or name in SEEN]
    chosen = [name for name in data if name.startswith(PREFIX)]
    typed = {name: data.getlist(name) for name in (*names, *began, *chosen)}
    return {name: values for name, values in typed.items() if any(values)}


def choices_in(data: Mapping[str, Any]) -> dict[str, str]:
    """What was chosen where two changes met."""
    return {name: str(data[name]) for name in data if name.startswith(PREFIX)}


def is_empty(typed: Mapping[str, list[str]], form: forms.BaseForm) -> bool:
    """Whether somebody has typed nothing yet: only what the form offered stands there."""
    if any(field.show_hidden_initial for field in form.fields.values()):
        return not any(
            name in form.changed_data for name in form.fields if name not in (*UNKEPT, *HIDDEN)
        )
    offered = {
        name: str(form.get_initial_for_field(field, name)) for name, field in form.fields.items()
    }
    changed = (
        name
        for name, values in typed.items()
        if name not in ("at", *HIDDEN) and values != [offered.get(name)]
    )
    return not any(changed)


def initial_of(draft: Draft) -> dict[str, Any]:
    """What a form shows so that the writing of a draft goes on."""
    held: dict[str, list[str]] = draft.typed
    return {name: values if name in CHOICES else values[0] for name, values in held.items()}


def show_draft(form: forms.BaseForm, draft: Draft) -> None:
    """Show a draft as it was typed, with what the form showed when the writing began."""
    emptied = [name for name, field in form.fields.items() if field.show_hidden_initial]
    blank: dict[str, Any] = {**dict.fromkeys(emptied, ""), "cites": [], "pictures": []}
    form.initial.update(blank, **initial_of(draft), request_key=draft.key, base=draft.base)
    held = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        held.setlist(name, values)
    form.data = held  # not bound: nothing is checked before it is sent
    for field in form.fields.values():
        if isinstance(field.widget, CitesInput):
            field.widget.sent = held
    if "confirmed" in form.fields and held.get("confirmed"):
        ask_again(form)


def show_typed(form: forms.BaseForm, typed: Mapping[str, list[str]]) -> None:
    """Show a bound form again with these fields in it."""
    data = form.data.copy()  # type: ignore[attr-defined]
    for name, values in typed.items():
        data.setlist(form.add_prefix(name), values)
    form.data = data


class ReleaseForm(forms.Form):
    """When a text is to go out by itself, on the clock of the story."""

    release = forms.CharField(
        label="Goes out at", widget=MomentInput, error_messages={"required": "Choose a time."}
    )
    fold = forms.ChoiceField(
        label="Which of the two?",
        required=False,
        choices=((moments.FIRST, "the first"), (moments.SECOND, "the second")),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, zone: str, at: datetime, **kwargs: Any) -> None:
        kwargs["initial"] = {"release": moments.written(at, zone)}
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.zone_label = moments.label(at, zone)
        self.fields["fold"].widget = forms.HiddenInput()

    def clean(self) -> None:
        """Refuse a time that clocks skipped; ask which, where they showed it twice."""
        at = self.cleaned_data.get("release")
        if not at:
            return
        try:
            moment = moments.read(at, self.zone, self.cleaned_data.get("fold", ""))
        except ValidationError as error:
            self.add_error("release", error)
            show_as_typed(self, "release", error)
            if error.code == "ambiguous":
                self.fields["fold"].widget = forms.RadioSelect()
                self.fields["fold"].choices = moments.both(at, self.zone)  # type: ignore[attr-defined]
        else:
            self.cleaned_data["moment"] = moment


class RemarkForm(forms.Form):
    """What is missing in a text, for those who wrote it."""

    remark = forms.CharField(
        label="What is missing?",
        widget=forms.Textarea({"rows": 3, "autofocus": True}),
        max_length=2000,
        help_text="Only the newsroom reads this.",
        error_messages={"required": "Say what is missing, for those who wrote it."},
    )


class ApproveForm(forms.Form):
    """What the approver looked at; a text that was changed since is not approved."""

    seen = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)


class PublishForm(AloneForm):
    """Publishing a draft as it stands; alone, where a second pair of eyes is the rule."""

    refusal_words = {
        SecondPairNeeded: "This needs a second pair of eyes: a chief editor who did not write it "
        "approves it first. In an emergency tick “Publish alone”: readers are told so."
    }
