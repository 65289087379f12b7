"""Topics, and the newsroom's own standing texts."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from incidents.actions.house.notice import set_verification_notice
from incidents.actions.house.topics import create, delete, edit
from incidents.desk.admin.acting import ActingAdmin, ActingForm
from incidents.desk.forms.fields import note_field
from incidents.models import Editor, House, Right, Topic

NAMES = ("name", "kind", "public_name", "qualifier", "description")


class TopicForm(ActingForm[Topic]):
    """A topic, with a note for the stories that print it."""

    note = note_field()

    class Meta:
        model = Topic
        fields = NAMES


@admin.register(Topic)
class TopicAdmin(ActingAdmin[Topic]):
    """Topics; a changed name makes a version on every story that prints it."""

    form = TopicForm
    list_display = ("name", "kind", "public_name", "qualifier")
    list_filter = ("kind",)
    search_fields = ("name", "public_name", "qualifier")
    change_form_template = "admin/incidents/change_form.html"
    changes = Right.PUBLISH

    def asked(self, request: HttpRequest, obj: Topic | None) -> Any:
        """A topic that stands already asks for a note."""
        return [(None, {"fields": (*NAMES, "note") if obj else NAMES})]

    def act(
        self, by: Editor, form: ActingForm[Topic], formsets: list[Any], *, change: bool
    ) -> Topic:
        """Made, or changed everywhere at once."""
        given = {name: form.cleaned_data[name] for name in NAMES}
        if not change:
            return create(given.pop("name"), by=by, **given)
        return edit(form.instance, by=by, note=form.cleaned_data["note"], **given)

    def withdraw(self, by: Editor, row: Topic, note: str) -> None:
        """Deleted, where no story carries it."""
        delete(row, by=by)


class HouseForm(ActingForm[House]):
    """The notice of the house."""

    note = note_field()

    class Meta:
        model = House
        fields = ("verification_notice",)


@admin.register(House)
class HouseAdmin(ActingAdmin[House]):
    """The one row of standing texts."""

    form = HouseForm
    fields = ("verification_notice", "note")
    changes = Right.HOUSE
    change_form_template = "admin/incidents/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one house."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: House | None = None) -> bool:
        """It stays."""
        return False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> House | None:
        """The house, stored or not."""
        return House.current() if str(object_id) == "1" else None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, str] | None = None
    ) -> HttpResponse:
        """Straight to the one row."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:incidents_house_change", 1)

    def act(
        self, by: Editor, form: ActingForm[House], formsets: list[Any], *, change: bool
    ) -> House:
        """Changed on every live story that has no notice of its own."""
        given = form.cleaned_data
        return set_verification_notice(given["verification_notice"], by=by, note=given["note"])
