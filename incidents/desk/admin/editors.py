"""Accounts of editors."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from incidents.actions.house import editors
from incidents.desk.permissions import is_editor
from incidents.models import Editor


class EditorChangeForm(UserChangeForm[Editor]):
    """An account that stands."""

    class Meta(UserChangeForm.Meta):
        model = Editor


class EditorCreationForm(AdminUserCreationForm[Editor]):
    """A new account."""

    class Meta(AdminUserCreationForm.Meta):
        model = Editor


def _is_chief(request: HttpRequest) -> bool:
    return is_editor(request.user) and bool(getattr(request.user, "is_chief", False))


def _runs_the_site(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_superuser


@admin.register(Editor)
class EditorAdmin(UserAdmin[Editor]):
    """People with an account; who leaves is made inactive, for their name stands in the history."""

    form = EditorChangeForm
    add_form = EditorCreationForm
    actions = None
    list_display = (
        "username",
        "first_name",
        "last_name",
        "byline",
        "role",
        "is_staff",
        "is_active",
    )
    list_filter = ("role", "is_staff", "is_active", "is_superuser", "byline_mode")
    search_fields = ("username", "first_name", "last_name", "pseudonym", "email")
    date_hierarchy = "date_joined"
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Name", {"fields": ("first_name", "last_name", "email")}),
        ("What readers see", {"fields": ("byline_mode", "pseudonym")}),
        ("In the newsroom", {"fields": ("role",)}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2", "is_staff")}),
        ("What readers see", {"fields": ("first_name", "last_name", "byline_mode", "pseudonym")}),
    )

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Who runs the site, and chief editors."""
        return _is_chief(request) or super().has_module_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Editor | None = None) -> bool:
        """The same."""
        return _is_chief(request) or super().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Editor | None = None) -> bool:
        """The same; chief editors choose roles and nothing else."""
        return _is_chief(request) or super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Editor | None = None) -> Any:
        """Everything but the role, for a chief editor who does not run the site."""
        if _runs_the_site(request):
            return self.readonly_fields
        names = [name for _, given in self.fieldsets for name in given["fields"]]
        return [name for name in names if name != "role" or not _is_chief(request)]

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002
        """A password is set by who runs the site: it opens every door of its owner."""
        if not _runs_the_site(request):
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def has_delete_permission(self, request: HttpRequest, obj: Editor | None = None) -> bool:
        """Nobody: accounts are made inactive."""
        return False

    def save_model(self, request: Any, obj: Editor, form: Any, change: bool) -> None:
        """Through the same action as everyone."""
        editors.keep(obj, by=request.user)
