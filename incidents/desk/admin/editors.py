"""Accounts of editors."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.http import HttpRequest

from incidents.actions.house import editors
from incidents.models import Editor


class EditorChangeForm(UserChangeForm[Editor]):
    """An account that stands."""

    class Meta(UserChangeForm.Meta):
        model = Editor


class EditorCreationForm(AdminUserCreationForm[Editor]):
    """A new account."""

    class Meta(AdminUserCreationForm.Meta):
        model = Editor


@admin.register(Editor)
class EditorAdmin(UserAdmin[Editor]):
    """People with an account; who leaves is made inactive, for their name stands in the history."""

    form = EditorChangeForm
    add_form = EditorCreationForm
    actions = None
    list_display = ("username", "first_name", "last_name", "byline", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "is_superuser", "byline_mode")
    search_fields = ("username", "first_name", "last_name", "pseudonym", "email")
    date_hierarchy = "date_joined"
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Name", {"fields": ("first_name", "last_name", "email")}),
        ("What readers see", {"fields": ("byline_mode", "pseudonym")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2", "is_staff")}),
        ("What readers see", {"fields": ("first_name", "last_name", "byline_mode", "pseudonym")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Editor | None = None) -> bool:
        """Nobody: accounts are made inactive."""
        return False

    def save_model(self, request: Any, obj: Editor, form: Any, change: bool) -> None:
        """Through the same action as everyone."""
        editors.keep(obj, by=request.user)
