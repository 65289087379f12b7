"""Stories in the administration: one form with all that stands on a story, one version."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from incidents.actions.inputs import StoryEdit
from incidents.actions.ledger.pieces import TOLD
from incidents.actions.stories import editing, lifecycle
from incidents.desk.admin.acting import ActingAdmin, ActingForm, ReadOnlyAdmin
from incidents.desk.admin.fields import CHANGE, UpdateTextForm
from incidents.desk.admin.inlines import (
    RelatedInline,
    SourceInline,
    TopicInline,
    UpdateInline,
    new_updates_of,
    related_of,
    sources_of,
    topics_of,
    update_rows,
)
from incidents.desk.forms.choosing import meetings, settle
from incidents.desk.forms.correcting import ChangeForm
from incidents.desk.forms.fields import remember_initial
from incidents.desk.forms.prose import ProseField
from incidents.desk.shown.standing import locked_story, refuse_stale_lists
from incidents.models import Address, Editor, ImportedStory, Incident, Update

TEXT = ("headline", "topic_line", "lead", "status_line", "verification_notice")
ABOUT = ("date", "time_zone", "language")
OWN = (*TEXT, *TOLD, *ABOUT)
PIECES = ("about", "credits", "headline", "lead", "notice", "status", "topic_line")


class IncidentForm(ChangeForm, ActingForm[Incident]):
    """A story's own text."""

    lead = ProseField(label="Initial report", required=False)
    move = forms.BooleanField(label="Move the address with the headline", required=False)

    class Meta:
        model = Incident
        fields = [*OWN]
        widgets = {
            "headline": forms.Textarea({"rows": 2, "cols": 80}),
            "verification_notice": forms.Textarea({"rows": 3, "cols": 80}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["base"] = self.instance.version_number
        remember_initial(self, OWN)

    def story(self) -> Incident:
        """The story itself."""
        return self.instance


@admin.register(Incident)
class IncidentAdmin(ActingAdmin[Incident]):
    """Stories; saving the form with its rows makes one version."""

    form = IncidentForm
    inlines = [UpdateInline, SourceInline, TopicInline, RelatedInline]
    list_display = ("headline", "status", "date", "update_counter", "version_number", "version_at")
    list_filter = ("status", ("retracted_at", admin.EmptyFieldListFilter), "corrected", "language")
    date_hierarchy = "date"
    search_fields = ("headline", "topic_line", "path")
    ordering = ("-position", "-id")
    delete_words = "Retract or throw away"
    change_form_template = "admin/incidents/change_form.html"

    def asked(self, request: HttpRequest, obj: Incident | None) -> Any:
        """A published story also asks what kind of change it is, and why."""
        sets: list[tuple[str | None, dict[str, Any]]] = [
            (None, {"fields": TEXT}),
            ("Byline and warning", {"fields": TOLD, "classes": ("collapse",)}),
            ("About", {"fields": [ABOUT], "classes": ("collapse",)}),
        ]
        if obj is not None and obj.is_published:
            words = "Changed text asks for a kind; every kind but a typo asks for a note."
            change = {"fields": ("move", *CHANGE), "description": words}
            sets.append(("This change", cast(dict[str, Any], change)))
        return sets

    def act(
        self, by: Editor, form: ActingForm[Incident], formsets: list[Any], *, change: bool
    ) -> Incident:
        """One edit of everything, or a new draft."""
        if not isinstance(form, IncidentForm):
            raise TypeError(f"{type(form).__name__} is not the form of a story")
        if not change:
            return lifecycle.open_incident(_edit(form, formsets, {}, []), by=by)
        given, row = form.cleaned_data, locked_story(form.instance)
        rows = update_rows(_rows(formsets)["Update"], row)
        names = [name for name in OWN if name in form.changed_data]
        met = [
            *meetings(form, row, names),
            *(one for held, own in rows for one in own.meetings(held)),
        ]
        settled = settle(met, form.data)
        edit = _edit(form, formsets, settled, rows)
        refuse_stale_lists(row, edit, given.get("base"))
        return editing.edit(
            row,
            edit,
            by=by,
            kind=given.get("kind", ""),
            note=given.get("note", ""),
            base=row.version_number,
            particulars=form.particulars(),
        )

    def pieces_of(self, row: Incident) -> list[str]:
        """The story's own texts and its latest updates."""
        numbers = range(1, row.update_counter + 1)
        return [*PIECES, *(f"update-{number}" for number in numbers)]

    def withdraw(self, by: Editor, row: Incident, note: str) -> None:
        """What was published is retracted; a draft is thrown away."""
        if row.is_published:
            lifecycle.retract(row, by=by, note=note)
        else:
            lifecycle.discard(row, by=by)

    def reason_needed(self, row: Incident) -> bool:
        """Readers are told why what they could read is gone."""
        return row.is_published


def _rows(formsets: list[Any]) -> dict[str, Any]:
    return {formset.model.__name__: formset for formset in formsets}


def _edit(
    form: IncidentForm,
    formsets: list[Any],
    settled: dict[str, str],
    held: list[tuple[Update, UpdateTextForm]],
) -> StoryEdit:
    """What was changed, as the actions take it; everything, where nothing stands yet."""
    given, rows = form.cleaned_data, _rows(formsets)
    new = form.instance.pk is None
    changed = {name: given[name] for name in OWN if new or name in form.changed_data}
    edit = StoryEdit(
        **changed,
        sources=sources_of(rows["Source"]),
        topics=topics_of(rows["IncidentTopic"]),
        related=related_of(rows["Related"]),
        updates={row.pk: own.merged_text(row, settled) for row, own in held},
        new_updates=new_updates_of(rows["Update"]),
        move=given.get("move", False),
    )
    own: dict[str, Any] = {name: value for name, value in settled.items() if name in changed}
    if "date" in own:
        own["date"] = date.fromisoformat(own["date"])
    return replace(edit, **own)


@admin.register(Address)
class AddressAdmin(ReadOnlyAdmin[Address]):
    """Every address that a story has or had."""

    list_display = ("path", "incident")
    list_select_related = ("incident",)
    search_fields = ("path", "incident__headline")


@admin.register(ImportedStory)
class ImportedStoryAdmin(ReadOnlyAdmin[ImportedStory]):
    """What was imported, from where and when."""

    list_display = ("key", "format", "incident", "partial", "imported_at")
    list_filter = ("format", "partial")
    list_select_related = ("incident",)
    date_hierarchy = "imported_at"
    search_fields = ("key", "incident__headline")
