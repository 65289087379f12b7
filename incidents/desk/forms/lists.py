"""What stands in lists on a story: its sources, related stories and topics."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Prefetch
from django.http import QueryDict
from django.urls import reverse

from incidents.actions.inputs import RelatedChoice, SourceText
from incidents.actions.refusals import NoteNeeded
from incidents.desk.forms import moments
from incidents.desk.forms.fields import (
    DateInput,
    MomentInput,
    base_field,
    fetched_field,
    moment_in,
    note_field,
    words,
)
from incidents.models import Incident, Medium, Picture, Related, Rendition, Source
from incidents.text.addresses.stories import story_path
from incidents.text.fragments.media import EXTENSIONS

SHOWN = re.compile("[0-9]{1,9}")


def media_rows(incident: Incident) -> list[Medium]:
    """The pictures, posts and videos of a story, newest first, with the files of the pictures."""
    files = Prefetch("picture__renditions", Rendition.objects.order_by("media_type", "width"))
    rows = Medium.objects.filter(incident=incident).select_related("picture")
    return list(rows.prefetch_related(files).order_by("-number"))


def thumbnail(picture: Picture | None) -> str:
    """Where the desk finds the smallest file of a picture; empty where there is none."""
    if picture is None:
        return ""
    files = sorted(picture.renditions.all(), key=lambda row: (row.width, row.size))
    if not files:
        return ""
    name = f"{files[0].digest}.{EXTENSIONS[files[0].media_type]}"
    return reverse("desk:picture", args=[name])


@dataclass(frozen=True, slots=True)
class MediumChoice:
    """A picture, post or video as it is offered to be ticked."""

    name: str
    words: str
    thumbnail: str

    def __str__(self) -> str:
        return f"{self.name}: {self.words}"


def offer_media(form: forms.BaseForm, rows: list[Medium], shown: Sequence[int]) -> None:
    """Let pictures, posts and videos be ticked: those that are shown first, in their order."""
    by_number = {row.number: row for row in rows}
    first = [by_number[number] for number in shown if number in by_number]
    rest = [row for row in rows if row.number not in shown]
    field = form.fields["pictures"]
    field.choices = [(row.number, _choice(row)) for row in (*first, *rest)]  # type: ignore[attr-defined]


def _choice(row: Medium) -> MediumChoice:
    words = row.caption or row.alt or row.text or row.url
    return MediumChoice(str(row), words, thumbnail(row.picture))


class NoteForm(forms.Form):
    """Why the list changes, and what it was when the form was opened."""

    note = note_field()
    base = base_field()

    refusal_words = {NoteNeeded: "Tell readers why the list changed: a few words are enough."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        note.help_text = "Needed: it says in the public history why the list changed."


class PlacedForm(forms.Form):
    """One row of a list that the editor puts in order."""

    place = forms.IntegerField(
        label="Place", required=False, min_value=0, widget=forms.NumberInput({"data-place": ""})
    )
    remove = forms.BooleanField(label="Remove", required=False)

    def stays(self) -> bool:
        """Whether this row is to be on the list: filled in, and not removed."""
        return not self.cleaned_data.get("remove") and (
            not self.empty_permitted or self.has_changed()
        )


class SourceForm(PlacedForm):
    """One source on the story's list."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    outlet = forms.CharField(
        label="Who says so",
        max_length=500,
        error_messages={"required": "Say who this source is, such as “Reuters”."},
    )
    title = forms.CharField(label="Title", required=False, max_length=2000)
    url = forms.CharField(label="Web address", required=False, max_length=4000)
    author = forms.CharField(label="Author", required=False, max_length=500)
    via = forms.CharField(label="Via", required=False, max_length=500)
    quote = forms.CharField(
        label="Words relied on", required=False, widget=forms.Textarea({"rows": 2})
    )
    kind = forms.ChoiceField(label="Kind", choices=Source.Kind.choices, initial="outlet")
    published_at = forms.CharField(label="Published", required=False, widget=MomentInput)
    retrieved_at = forms.CharField(label="Retrieved", required=False, widget=MomentInput)
    fetched = fetched_field()

    def __init__(self, *args: Any, zone: str, held: dict[int, Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.held = held
        self.times: dict[str, datetime | None] = {}

    def clean(self) -> None:
        """Read the two times in the story's zone; those left alone keep their seconds."""
        row = self.held.get(self.cleaned_data.get("id") or 0)
        for name in ("published_at", "retrieved_at"):
            text = self.cleaned_data.get(name, "")
            before = getattr(row, name) if row else None
            if before and text == moments.written(before, self.zone):
                self.times[name] = before
                continue
            self.times[name] = moment_in(self, name, self.zone)

    def text(self) -> SourceText:
        """The source as the actions take it."""
        given = self.cleaned_data
        return SourceText(
            outlet=given["outlet"],
            title=given["title"],
            url=given["url"],
            via=given["via"],
            quote=given["quote"],
            kind=given["kind"],
            published_at=self.times["published_at"],
            retrieved_at=self.times["retrieved_at"],
            id=given["id"],
            author=given["author"],
            fetched=given["fetched"],
        )


class RelatedForm(PlacedForm):
    """One related story: ours, or a title with what is known of it."""

    story = forms.IntegerField(required=False, max_value=10**18, widget=forms.HiddenInput)
    address = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label="Title", required=False, max_length=2000)
    url = forms.CharField(label="Web address", required=False, max_length=4000)
    date = forms.DateField(label="Date", required=False, widget=DateInput)
    contexts = forms.CharField(
        label="Context", required=False, max_length=500, help_text="Topics, parted by commas."
    )

    def clean(self) -> None:
        """Ask for a title where the row stands for no story of ours."""
        given = self.cleaned_data
        if self.has_changed() and not (given.get("story") or given.get("title")):
            self.add_error("title", "A related story needs a title.")

    def choice(self, stories: dict[int, Incident]) -> RelatedChoice:
        """The related story as the actions take it."""
        given = self.cleaned_data
        if given["story"] in stories:
            return RelatedChoice(story=stories[given["story"]])
        return RelatedChoice(
            title=given["title"],
            address=given["address"],
            url=given["url"],
            date=given["date"],
            contexts=tuple(words(given["contexts"])),
        )


class TopicForm(forms.Form):
    """One topic, by its name."""

    name = forms.CharField(
        label="Topic",
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "topics", "autocomplete": "off", "data-topics": ""}),
    )


SourceFormSet = forms.formset_factory(SourceForm, extra=1)
RelatedFormSet = forms.formset_factory(RelatedForm, extra=1)
TopicFormSet = forms.formset_factory(TopicForm, extra=3)


def source_rows(incident: Incident) -> list[Source]:
    """The listed sources of a story, in order."""
    return list(Source.objects.listed().filter(incident=incident).select_related("link"))


def source_initial(row: Source, zone: str) -> dict[str, object]:
    """A source as the form shows it."""
    names = ("id", "outlet", "title", "url", "author", "via", "quote", "kind")
    times = {
        name: moments.written(at, zone)
        for name in ("published_at", "retrieved_at")
        if (at := getattr(row, name)) is not None
    }
    told = {name: getattr(row, name) for name in (*names, "link_state")}
    return told | {"place": row.number} | times


def related_initial(row: Related, place: int) -> dict[str, object]:
    """A related story as the form shows it."""
    return {
        "place": place,
        "story": row.story_id,
        "address": story_path(row.address) if row.address else "",
        "title": row.title,
        "url": row.url,
        "date": row.date,
        "contexts": ", ".join(row.contexts),
    }


def as_shown(
    data: QueryDict | None, prefix: str, rows: list[dict[str, object]]
) -> list[dict[str, object]]:
    """The rows that the page showed: those that others added since are none of its own."""
    shown = data.get(f"{prefix}-INITIAL_FORMS", "") if data is not None else ""
    return rows[: int(shown)] if SHOWN.fullmatch(shown) else rows


def as_numbered(formset: forms.BaseFormSet[PlacedForm]) -> list[PlacedForm]:
    """All rows in the order of the numbers in them; those without one come last."""

    def place(row: PlacedForm) -> tuple[bool, int]:
        typed = str(row["place"].value() or "")
        return not SHOWN.fullmatch(typed), int(typed) if SHOWN.fullmatch(typed) else 0

    return sorted(formset, key=place)


def in_order(rows: list[PlacedForm]) -> list[PlacedForm]:
    """The rows that stay, in the order of their places; those without one come last."""

    def place(row: PlacedForm) -> tuple[bool, int]:
        given = row.cleaned_data.get("place")
        return given is None, given or 0

    return sorted((row for row in rows if row.stays()), key=place)
