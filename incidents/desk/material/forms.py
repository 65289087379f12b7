"""What the page of a source asks for."""

from collections.abc import Sequence
from typing import Any

from django import forms

from incidents.actions.refusals import NoteNeeded
from incidents.desk.forms.fields import note_field
from incidents.models import Editor, Source

RELEASED = "What the page said stands beside the source."
WITHDRAWN = "What the page said stands beside the source no longer."
ARCHIVED = "The source links to an archived copy."


class NotedForm(forms.Form):
    """An act that readers are told the reason of, where they see the story."""

    note = note_field()

    refusal_words = {NoteNeeded: "Tell readers why: a few words are enough."}

    def __init__(self, *args: Any, suggested: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["note"] = suggested


class ArchiveForm(NotedForm):
    """Where an archive keeps a copy of a page."""

    url = forms.CharField(
        label="Address of the copy",
        required=False,
        max_length=4000,
        widget=forms.TextInput({"inputmode": "url"}),
        help_text="Readers find it beside the source. Empty takes it away.",
    )

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, suggested=ARCHIVED, **kwargs)
        self.initial["url"] = source.archived_url
        self.order_fields(["url", "note"])


class IdentityForm(forms.Form):
    """Who a nameless source is, and who may read it."""

    who = forms.CharField(
        label="Who it is",
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
        max_length=2000,
        error_messages={"required": "Write who this source is."},
    )
    readers = forms.TypedMultipleChoiceField(
        label="Who may read it, beside you",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, colleagues: Sequence[Editor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(person.pk, str(person)) for person in colleagues]
        self.fields["readers"].choices = choices  # type: ignore[attr-defined]
