"""Accounts of editors."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from incidents.actions.house import editors
from incidents.desk.permissions import acting, is_editor, may
from incidents.models import Editor, Right


class EditorChangeForm(UserChangeForm[Editor]):
    """An account that stands."""

    class Meta(UserChangeForm.Meta):
        model = Editor


class EditorCreationForm(AdminUserCreationForm[Editor]):
    """A new account."""

    class Meta(AdminUserCreationForm.Meta):
        model = Editor


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
        """Who sees to people, and who reads everything."""
        return may(request.user, Right.PEOPLE) or may(request.user, Right.AUDIT)

    def has_view_permission(self, request: HttpRequest, obj: Editor | None = None) -> bool:
        """The same."""
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Who runs the site; everybody else invites people at the desk."""
        return _runs_the_site(request)

    def has_change_permission(self, request: HttpRequest, obj: Editor | None = None) -> bool:
        """Who sees to this account; of others than who runs the site, only its role."""
        if obj is None or not isinstance(request.user, Editor):
            return may(request.user, Right.PEOPLE)
        return is_editor(request.user) and request.user.sees_to(obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Editor | None = None) -> Any:
        """Everything but the role, for who does not run the site."""
        if _runs_the_site(request):
            return self.readonly_fields
        names = [name for _, given in self.fieldsets for name in given["fields"]]
        return [name for name in names if name != "role"]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only the roles that this person may give."""
        if db_field.name == "role" and isinstance(request.user, Editor):
            given = request.user.roles_to_give
            kwargs["choices"] = [held for held in Editor.Role.choices if held[0] in given]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

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
        editors.keep(obj, by=acting(request))
