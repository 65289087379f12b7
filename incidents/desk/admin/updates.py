"""Updates in the administration."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from incidents.actions.ledger.pieces import TOLD
from incidents.actions.stories import updates
from incidents.desk.admin.acting import ActingAdmin, ActingForm
from incidents.desk.admin.fields import CHANGE, UpdateTextForm
from incidents.desk.forms.correcting import ChangeForm
from incidents.desk.forms.fields import number_in
from incidents.desk.shown.standing import locked_update
from incidents.models import Editor, Incident, Right, Source, Update


class UpdateForm(ChangeForm, UpdateTextForm):
    """An update on its own page; a published one asks for kind and note."""

    class Meta(UpdateTextForm.Meta):
        fields = ["incident", *UpdateTextForm.Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["base"] = self.instance.incident.version_number

    def story(self) -> Incident:
        """The story on which the update stands."""
        return self.instance.incident

    def zone(self) -> str:
        """The clock of the story chosen here, or of the one that the update stands on."""
        chosen = self.cleaned_data.get("incident")
        return str(chosen.time_zone) if chosen else super().zone()


@admin.register(Update)
class UpdateAdmin(ActingAdmin[Update]):
    """Updates: posted, corrected; deleting one is retracting it."""

    form = UpdateForm
    list_display = ("__str__", "incident", "headline", "at", "state")
    list_filter = ("state", "day")
    list_select_related = ("incident",)
    date_hierarchy = "at"
    search_fields = ("headline", "body", "label", "incident__headline")
    autocomplete_fields = ("incident",)
    ordering = ("-id",)
    delete_words = "Retract"
    adds = Right.PUBLISH
    change_form_template = "admin/incidents/change_form.html"

    def asked(self, request: HttpRequest, obj: Update | None) -> Any:
        """What may be filled in, of a new update and of one that stands."""
        text = ("headline", "body", "local_time", "own_reporting", "label", "time_zone", *TOLD)
        if obj is None:
            return [(None, {"fields": ("incident", *text)})]
        held = ("incident", "number", "state", "pinned", "key_event")
        own = (None, {"fields": (*held, *text, "cites")})
        return [own, ("This change", {"fields": CHANGE})]

    def get_readonly_fields(self, request: HttpRequest, obj: Update | None = None) -> Any:
        """An update stays on its story."""
        return ("incident", "number", "state", "pinned", "key_event") if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Update | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Update]]:
        """The form class, with the sources of the update's story."""
        form = super().get_form(request, obj, change, **kwargs)
        if obj is not None and not self.has_change_permission(request, obj):
            return form
        listed = list(Source.objects.listed().filter(incident=obj.incident)) if obj else []
        return type(form.__name__, (form,), {"listed": listed})

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Update | None:
        """The update with its story, read together: the base is that of the text shown."""
        rows = Update.objects.select_related("incident").prefetch_related("citations__source")
        return rows.filter(pk=number_in(str(object_id)) or 0).first()

    def act(
        self, by: Editor, form: ActingForm[Update], formsets: list[Any], *, change: bool
    ) -> Update:
        """Post or correct."""
        given = form.cleaned_data
        if not isinstance(form, UpdateForm):
            raise TypeError(f"{type(form).__name__} is not the form of an update")
        if not change:
            return updates.post(given["incident"], form.text(), by=by)
        row = locked_update(form.instance)
        text = form.merged(row, form.data)
        return updates.edit(
            row,
            text,
            by=by,
            kind=given["kind"],
            note=given["note"],
            base=row.incident.version_number,
            particulars=form.particulars(),
        )

    def right_to_change(self, row: Update) -> Right:
        """Readers see every update."""
        return Right.PUBLISH

    def pieces_of(self, row: Update) -> list[str]:
        """The update."""
        return [row.piece_key]

    def withdraw(self, by: Editor, row: Update, note: str) -> None:
        """What was published is retracted."""
        updates.retract(row, by=by, note=note)

    def reason_needed(self, row: Update) -> bool:
        """Readers are told why what they could read is gone."""
        return True
