"""Versions and events: what happened, to be read and never changed."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from incidents.desk.admin.acting import ReadOnlyAdmin
from incidents.models import Event, Right, Version


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin[Version]):
    """Every public change, with the pieces it touched."""

    list_display = ("position", "incident", "number", "kind", "origin", "at", "author")
    list_filter = ("kind", "origin", "held")
    list_select_related = ("incident", "author")
    date_hierarchy = "at"
    search_fields = ("incident__headline", "hash")
    autocomplete_fields = ("incident",)
    fields = (
        *("position", "incident", "number", "kind", "origin", "at", "recorded_at", "author"),
        *("words", "words_added", "words_removed", "sources", "sources_added", "sources_removed"),
        *("touched", "schema", "previous_hash", "hash", "what_it_says"),
    )
    readonly_fields = ("what_it_says",)

    @admin.display(description="Pieces")
    def what_it_says(self, version: Version) -> SafeString:
        """The touched pieces with their canonical text."""
        rows = version.pieces.select_related("content").order_by("key")
        return format_html_join(
            "\n",
            "<p><strong>{}</strong><br><code>{}</code></p>",
            ((piece.key, piece.content.canonical) for piece in rows),
        )


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin[Event]):
    """Every act, public or not: who, what, when, and from where around accounts."""

    sees = Right.AUDIT
    list_display = ("at", "verb", "subject", "incident_id", "by", "address", "version_id")
    list_filter = ("verb",)
    list_select_related = ("by",)
    date_hierarchy = "at"
    search_fields = ("verb", "subject")
    fields = (
        *("at", "verb", "subject", "incident_id", "by", "address"),
        *("version_id", "request_key"),
    )
    readonly_fields = ("incident_id", "version_id")
