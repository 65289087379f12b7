"""How the administration saves: never by itself, always through an action.

A form and its inlines become one act. Where the act is refused, everything is undone and the
same form is shown again with the refusal as an error at its field.
"""

from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from incidents.actions.refusals import Refused, StaleBase
from incidents.desk.answers import carried_out, posted, show, with_nonce
from incidents.desk.forms.acts import ActForm
from incidents.desk.forms.fields import keep_typed
from incidents.desk.permissions import acting, may
from incidents.desk.shown.standing import beside_form, choice
from incidents.models import Editor, Incident, Right

Row = TypeVar("Row", bound=models.Model)


class ActingForm(forms.ModelForm[Row], Generic[Row]):
    """A form whose saving is an act; a refusal of the act is an error of the form."""

    refusal: Refused | None = None

    def clean(self) -> dict[str, Any] | None:
        """Show why the act was refused, if it was; the next try starts from what stands now."""
        given = super().clean()
        if self.refusal is not None:
            show(self, self.refusal)
            if isinstance(self.refusal, StaleBase) and "base" in self.fields:
                keep_typed(self, base=self.refusal.standing)
        return given


class EditorsAdmin(admin.ModelAdmin[Row], Generic[Row]):
    """A noun that editors work on here, each as far as the role allows; nothing in bulk."""

    actions = None
    list_per_page = 50
    sees, adds, changes = Right.READ, Right.WRITE, Right.WRITE

    def right_to_change(self, row: Row) -> Right:
        """What it takes to change one row: more, where readers see it."""
        return self.changes

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Who may see it."""
        return may(request.user, self.sees)

    def has_view_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """The same."""
        return may(request.user, self.sees)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Who may make a new one."""
        return may(request.user, self.adds)

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Who may change it as it stands."""
        return may(request.user, self.changes if obj is None else self.right_to_change(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """The same."""
        return self.has_change_permission(request, obj)


class ReadOnlyAdmin(EditorsAdmin[Row], Generic[Row]):
    """What is written down by the acts themselves, to be looked at only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Nobody."""
        return False


class ActingAdmin(EditorsAdmin[Row], Generic[Row]):
    """A noun that is saved and withdrawn through actions."""

    delete_words = "Delete"

    def act(
        self, by: Editor, form: ActingForm[Row], formsets: list[Any], *, change: bool
    ) -> models.Model:
        """Do what form and formsets ask for, as one act; the row as it stands afterwards."""
        raise NotImplementedError

    def withdraw(self, by: Editor, row: Row, note: str) -> None:
        """What "delete" means for this noun."""
        raise NotImplementedError

    def reason_needed(self, row: Row) -> bool:
        """Whether readers must be told why it is withdrawn."""
        return False

    def story_of(self, row: Row) -> Incident | None:
        """The story whose history a row stands in."""
        return row if isinstance(row, Incident) else getattr(row, "incident", None)

    def pieces_of(self, row: Row) -> list[str]:
        """The texts that its form changes, by their keys in the history."""
        return []

    def right_to_change(self, row: Row) -> Right:
        """What readers see is changed by those who publish."""
        story = self.story_of(row)
        return Right.PUBLISH if story is not None and story.is_published else self.changes

    def asked(self, request: HttpRequest, obj: Row | None) -> Any:
        """What the form asks for, in sets."""
        return super().get_fieldsets(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """What the form asks for; to who only looks it shows what is stored, and asks nothing."""
        asked = self.asked(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return asked
        stored = {field.name for field in self.opts.get_fields()}
        names = [name for name in flatten_fieldsets(asked) if name in stored]
        return [(None, {"fields": names})]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form; where its act is refused, the same form again with the reason."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refused = refused  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Row | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Row]]:
        """The form class, which knows of a refusal that came before."""
        if obj is not None and not self.has_change_permission(request, obj):
            return super().get_form(request, obj, change, form=forms.ModelForm, **kwargs)
        form = super().get_form(request, obj, change, **kwargs)
        refused = getattr(request, "refused", None)
        return type(form.__name__, (form,), {"refusal": refused})

    def save_model(self, request: Any, obj: Row, form: Any, change: bool) -> None:
        """Nothing yet: form and inlines are saved together."""

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Everything at once, as one act."""
        for formset in formsets:
            formset.save(commit=False)
        saved = self.act(acting(request), form, formsets, change=change)
        form.instance.pk = saved.pk
        form.instance.refresh_from_db()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page: scripts with the nonce, and what stands now where someone was faster."""
        row = context.get("original")
        story = self.story_of(row) if row is not None else None
        if row is not None and story is not None and hasattr(request, "refused"):
            held = Incident.objects.get(pk=story.pk)
            form = context["adminform"].form
            context["standing"] = beside_form(form, held)
            context["choice"] = choice(form, held, self.pieces_of(row))
        context["media"] = with_nonce(request, context["media"])
        context["delete_words"] = self.delete_words
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Withdraw: what was published is retracted with a reason, a draft is thrown away."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_delete_permission(request, row):
            raise Http404
        form = ActForm(posted(request), needs_note=True)
        if not self.reason_needed(row):
            del form.fields["note"]
        if form.is_valid() and self._withdrawn(request, row, form):
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": f"{self.delete_words}: {row}",
            "opts": self.opts,
            "original": row,
            "form": form,
            "words": self.delete_words,
        }
        return TemplateResponse(request, "admin/withdraw.html", context)

    def _withdrawn(self, request: HttpRequest, row: Row, form: ActForm) -> bool:
        name, note = str(row), form.cleaned_data.get("note", "")
        by = acting(request)
        if not carried_out(form, lambda: self.withdraw(by, row, note)):
            return False
        self.message_user(request, f"{self.delete_words}: “{name}” is done.", messages.SUCCESS)
        return True
