"""What readers write below stories, and whose comments are not taken for a while."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from incidents.actions.readers import bans, comments
from incidents.desk.admin.acting import ActingAdmin, ActingForm
from incidents.models import Comment, CommentBan, Editor, Incident, Right

TOLD = ("incident", "name", "email", "text", "sent_at", "decided_at", "decided_by")


class CommentForm(ActingForm[Comment]):
    """What becomes of a comment."""

    class Meta:
        model = Comment
        fields = ("state",)


@admin.register(Comment)
class CommentAdmin(ActingAdmin[Comment]):
    """Comments; an editor decides about them, and changes no word."""

    form = CommentForm
    list_display = ("id", "name", "state", "incident", "sent_at", "decided_by")
    list_filter = ("state",)
    list_select_related = ("incident", "decided_by")
    search_fields = ("name", "text", "incident__headline")
    readonly_fields = TOLD
    changes = Right.PUBLISH
    delete_words = "Delete for good"
    change_form_template = "admin/incidents/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Readers write, nobody else."""
        return False

    def asked(self, request: HttpRequest, obj: Comment | None) -> Any:
        """The comment as it is, and its state."""
        return [(None, {"fields": (*TOLD, "state")})]

    def act(
        self, by: Editor, form: ActingForm[Comment], formsets: list[Any], *, change: bool
    ) -> Comment:
        """Decided, as in the queue."""
        row = form.instance
        if "state" in form.changed_data:
            comments.decide([row.pk], form.cleaned_data["state"], by=by)
        return row

    def withdraw(self, by: Editor, row: Comment, note: str) -> None:
        """Erased."""
        comments.decide([row.pk], Comment.State.DELETED, by=by)

    def story_of(self, row: Comment) -> Incident | None:
        """None: a comment stands in no history."""
        return None


@admin.register(CommentBan)
class CommentBanAdmin(ActingAdmin[CommentBan]):
    """Bans; they are made beside a comment in the queue, and lifted here or there."""

    list_display = ("kind", "until", "reason", "made_by", "made_at")
    list_filter = ("kind",)
    list_select_related = ("made_by",)
    fields = ("kind", "until", "reason", "made_by", "made_at")
    delete_words = "Lift"
    changes = Right.PUBLISH

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: a ban begins with a comment."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: CommentBan | None = None) -> bool:
        """Nobody: a new ban takes the place of the old one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CommentBan | None = None) -> bool:
        """Who may lift it."""
        return ActingAdmin.has_change_permission(self, request, obj)

    def asked(self, request: HttpRequest, obj: CommentBan | None) -> Any:
        """What is known of it."""
        return [(None, {"fields": self.fields})]

    def withdraw(self, by: Editor, row: CommentBan, note: str) -> None:
        """Comments are taken from there again."""
        bans.lift(row, by=by)
