"""Topics, and the newsroom's own standing texts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from incidents.actions.house.notice import set_verification_notice
from incidents.actions.house.topics import create, delete, edit
from incidents.desk.admin.acting import ActingAdmin, ActingForm
from incidents.desk.forms.fields import note_field
from incidents.models import Editor, House, Right, Topic

NAMES = ("name", "kind", "public_name", "qualifier", "description", "wikidata")
NAMED = ("other_names", "move")


class TopicForm(ActingForm[Topic]):
    """A topic with its other names, and a note for the stories that print it."""

    other_names = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="One a line: the topic is found by each, and their addresses lead to it.",
    )
    move = forms.BooleanField(label="Move the address with the name", required=False)
    note = note_field()

    # What the action calls them.
    refusal_fields = {"aliases": "other_names"}

    class Meta:
        model = Topic
        fields = NAMES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "other_names" in self.fields:
            names = self.instance.aliases.values_list("name", flat=True)
            self.initial["other_names"] = "\n".join(names)


@admin.register(Topic)
class TopicAdmin(ActingAdmin[Topic]):
    """Topics; a changed name makes a version on every story that prints it."""

    form = TopicForm
    list_display = ("name", "kind", "public_name", "qualifier", "wikidata")
    list_filter = ("kind",)
    search_fields = ("name", "public_name", "qualifier", "aliases__name", "wikidata")
    readonly_fields = ("merging",)
    change_form_template = "admin/incidents/change_form.html"
    changes = Right.PUBLISH

    def asked(self, request: HttpRequest, obj: Topic | None) -> Any:
        """A topic that stands already asks for a note."""
        return [(None, {"fields": (*NAMES, *NAMED, "merging", "note") if obj else NAMES})]

    @admin.display(description="Two topics that are one")
    def merging(self, row: Topic) -> str:
        """The way to the page that counts what a merge changes, and does it."""
        address = reverse("desk:merge-topic", args=[row.pk])
        return format_html('<a href="{}">Merge into another topic</a>', address)

    def act(
        self, by: Editor, form: ActingForm[Topic], formsets: list[Any], *, change: bool
    ) -> Topic:
        """Made, or changed everywhere at once."""
        given = {name: form.cleaned_data[name] for name in NAMES}
        if not change:
            return create(given.pop("name"), by=by, **given)
        changed = "other_names" in form.changed_data
        return edit(
            form.instance,
            by=by,
            note=form.cleaned_data["note"],
            aliases=form.cleaned_data["other_names"].splitlines() if changed else None,
            move=form.cleaned_data["move"],
            **given,
        )

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
