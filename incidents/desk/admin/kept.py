"""What is worked on at the desk alone, looked at here: pages lead to where it is done."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from incidents.desk.admin.acting import ReadOnlyAdmin
from incidents.desk.permissions import may
from incidents.models import (
    Arrangement,
    Draft,
    DraftAuthor,
    DraftText,
    Medium,
    Mention,
    Note,
    Picture,
    Placement,
    Presence,
    Rendition,
    Report,
    Right,
    SitePage,
)


class ReadOnlyRows(admin.TabularInline[Any, Any]):
    """Rows that belong to another, looked at with it."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may see what they belong to."""
        return may(request.user, Right.READ)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


class DraftAuthorRows(ReadOnlyRows):
    """Who wrote at a draft."""

    model = DraftAuthor


class DraftTextRows(ReadOnlyRows):
    """What a draft said earlier."""

    model = DraftText
    fields = ("revision", "typed", "by", "at")


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin[Draft]):
    """Texts in the making, with who wrote at them and what they said earlier."""

    list_display = ("__str__", "incident", "target", "state", "saved_by", "saved_at", "release_at")
    list_filter = ("state", "target")
    list_select_related = ("incident", "saved_by", "update")
    date_hierarchy = "saved_at"
    search_fields = ("incident__headline",)
    fields = (
        *("key", "incident", "target", "update", "version", "base", "typed", "proposal"),
        *("revision", "state", "remark", "created_by", "created_at", "saved_by", "saved_at"),
        *("approved_by", "approved_at", "release_at", "released_by", "settled_at"),
    )
    readonly_fields = ("key",)
    inlines = (DraftAuthorRows, DraftTextRows)

    def view_on_site(self, obj: Draft) -> str:
        """The box in which it is written."""
        return reverse("desk:draft", args=[obj.incident_id, obj.key])


class MentionRows(ReadOnlyRows):
    """Whom a note names."""

    model = Mention


@admin.register(Note)
class NoteAdmin(ReadOnlyAdmin[Note]):
    """What editors of a story tell each other."""

    list_display = ("__str__", "incident", "author", "at", "pinned", "resolved_at")
    list_filter = ("pinned", ("resolved_at", admin.EmptyFieldListFilter))
    list_select_related = ("incident", "author")
    date_hierarchy = "at"
    search_fields = ("text", "incident__headline")
    inlines = (MentionRows,)

    def view_on_site(self, obj: Note) -> str:
        """The notes of its story."""
        return reverse("desk:notes", args=[obj.incident_id])


@admin.register(Presence)
class PresenceAdmin(ReadOnlyAdmin[Presence]):
    """Who has which story open."""

    list_display = ("incident", "editor", "seen_at")
    list_select_related = ("incident", "editor")
    fields = ("incident", "editor", "seen_at")


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin[Report]):
    """Errors that readers reported; the address that only the reader knows is not shown."""

    list_display = ("id", "incident", "piece", "version", "state", "sent_at", "closed_by")
    list_filter = ("state",)
    list_select_related = ("incident", "closed_by")
    date_hierarchy = "sent_at"
    search_fields = ("message", "answer", "incident__headline")
    fields = (
        *("incident", "piece", "version", "selected", "message", "sent_at"),
        *("state", "answer", "closed_at", "closed_by", "correction"),
    )

    def view_on_site(self, obj: Report) -> str:
        """Where it is answered."""
        return reverse("desk:report", args=[obj.pk])


class PlacementRows(ReadOnlyRows):
    """The stories of one order."""

    model = Placement
    fields = ("place", "incident", "until")


@admin.register(Arrangement)
class ArrangementAdmin(ReadOnlyAdmin[Arrangement]):
    """Every order that the top of the front page had."""

    list_display = ("number", "at", "by", "places", "put_back")
    list_select_related = ("by",)
    date_hierarchy = "at"
    fields = ("number", "at", "by", "places", "put_back")
    inlines = (PlacementRows,)

    def view_on_site(self, obj: Arrangement) -> str:
        """Where it can be put back."""
        return reverse("desk:arrangement", args=[obj.number])


@admin.register(Medium)
class MediumAdmin(ReadOnlyAdmin[Medium]):
    """Pictures, quoted posts and videos of stories."""

    list_display = ("__str__", "incident", "kind", "caption", "credit", "shown_at")
    list_filter = ("kind", "redistribute")
    list_select_related = ("incident",)
    search_fields = ("alt", "caption", "credit", "text", "incident__headline")
    raw_id_fields = ("picture",)

    def view_on_site(self, obj: Medium) -> str:
        """Where it is described, put in order and taken off."""
        return reverse("desk:media", args=[obj.incident_id])


class RenditionRows(ReadOnlyRows):
    """The sizes in which a picture is kept."""

    model = Rendition


@admin.register(Picture)
class PictureAdmin(ReadOnlyAdmin[Picture]):
    """Uploaded pictures with the sizes they are kept in."""

    list_display = ("digest", "width", "height", "created_by", "used_at", "published_at")
    list_select_related = ("created_by",)
    search_fields = ("digest",)
    inlines = (RenditionRows,)


@admin.register(SitePage)
class SitePageAdmin(ReadOnlyAdmin[SitePage]):
    """Every wording of the pages that the newsroom has about itself."""

    list_display = ("slug", "number", "title", "byline", "by", "at", "withdrawn")
    list_filter = ("slug", "withdrawn")
    list_select_related = ("by",)
    search_fields = ("title", "body", "note")

    def view_on_site(self, obj: SitePage) -> str:
        """Where it is written anew."""
        return reverse("desk:site-page", args=[obj.slug])
