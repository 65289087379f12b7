"""Saying of which story another one is a translation."""

from urllib.parse import unquote, urlsplit

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from incidents.actions.refusals import NoteNeeded, WrongRelation
from incidents.actions.stories import translating
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.fields import base_field, note_field
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Address, Incident, Right
from incidents.text.addresses.stories import story_path, within_typed


class TranslationForm(forms.Form):
    """The address of the original, as it stands in the browser; empty for none."""

    original = forms.CharField(
        label="Address of the original story",
        required=False,
        max_length=2000,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
        help_text="As it stands in the browser, such as /news/2017/02/25/… Leave it empty if this "
        "story is no translation.",
    )
    note = note_field()
    base = base_field()

    refusal_fields = {WrongRelation.field: "original"}
    refusal_words = {NoteNeeded: "Tell readers why: “Translated from Armenian” is enough."}

    def clean_original(self) -> Incident | None:
        """The story that has or had the address."""
        typed = unquote(urlsplit(self.cleaned_data["original"].strip()).path)
        if not typed:
            return None
        path = "/".join(within_typed(typed).split("/")[:4])
        row = Address.objects.filter(path=path).select_related("incident").first()
        if row is None:
            raise forms.ValidationError("No story of ours has this address.")
        return row.incident


@editors_only("GET", "POST", right=Right.WRITE)
def original(request: EditorRequest, pk: int) -> HttpResponse:
    """Name the story that this one was made from, or take that back."""
    incident = get_object_or_404(Incident, pk=pk)
    initial = {"base": incident.version_number, "original": _address(incident)}
    form = TranslationForm(posted(request), initial=initial)

    def act() -> Incident:
        given = form.cleaned_data
        return translating.set_original(
            incident, given["original"], by=request.user, note=given["note"], base=given["base"]
        )

    if form.is_valid() and carried_out(form, act):
        say(request, "Saved", ("View", incident.get_absolute_url()))
        return to_story(incident)
    title = f"Translation: “{incident}”"
    return page(request, "desk/form.html", form, title=title, button="Save")


def _address(incident: Incident) -> str:
    """Where the original of a story stands; empty where it has none."""
    key = incident.translation_of
    held = Incident.objects.filter(key=key).first() if key else None
    return f"{story_path(held.path)}/" if held else ""
