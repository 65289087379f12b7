"""The ledger and what is made from it: what happened, to be read and never changed."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from incidents.desk.admin.acting import ReadOnlyAdmin
from incidents.models import (
    Byline,
    Checkpoint,
    Content,
    Event,
    KeptDifference,
    LedgerHead,
    Purge,
    Redaction,
    Right,
    Version,
)


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
    """Every act, public or not: who, what, when, and from where."""

    sees = Right.AUDIT
    list_display = ("at", "verb", "subject", "incident_id", "by", "address", "version_id")
    list_filter = ("verb",)
    list_select_related = ("by",)
    date_hierarchy = "at"
    search_fields = ("verb", "subject", "session")
    fields = (
        *("at", "verb", "subject", "incident_id", "by", "address", "session"),
        *("version_id", "request_key"),
    )
    readonly_fields = ("incident_id", "version_id")


@admin.register(Content)
class ContentAdmin(ReadOnlyAdmin[Content]):
    """What the pieces of versions said; of a redacted text what may still be shown."""

    list_display = ("hash",)
    search_fields = ("hash",)
    show_full_result_count = False
    fields = ("hash", "canonical", "html")


@admin.register(KeptDifference)
class KeptDifferenceAdmin(ReadOnlyAdmin[KeptDifference]):
    """The first changes from one text to the next, kept for the lists."""

    list_display = ("id", "old_id", "new_id")
    show_full_result_count = False
    fields = ("old", "new", "first")


@admin.register(Byline)
class BylineAdmin(ReadOnlyAdmin[Byline]):
    """Names that the history was signed with."""

    list_display = ("name", "slug")
    search_fields = ("name",)


@admin.register(LedgerHead)
class LedgerHeadAdmin(ReadOnlyAdmin[LedgerHead]):
    """The position last given."""

    list_display = ("position",)


@admin.register(Checkpoint)
class CheckpointAdmin(ReadOnlyAdmin[Checkpoint]):
    """The signed heads of the whole history."""

    list_display = ("size", "root", "at")
    date_hierarchy = "at"
    fields = ("size", "root", "at", "note")


@admin.register(Redaction)
class RedactionAdmin(ReadOnlyAdmin[Redaction]):
    """Texts that were taken out of the history, and who decided it."""

    list_display = ("id", "version", "category", "decided_by", "decided_at")
    list_filter = ("category",)
    list_select_related = ("version__incident", "decided_by")
    date_hierarchy = "decided_at"
    fields = ("version", "content", "category", "decided_by", "decided_at", "shown")


@admin.register(Purge)
class PurgeAdmin(ReadOnlyAdmin[Purge]):
    """What caches were asked to forget."""

    sees = Right.AUDIT
    list_display = ("id", "tags", "asked_at", "told_at", "done_at", "attempts")
    list_filter = (("done_at", admin.EmptyFieldListFilter),)
    date_hierarchy = "asked_at"
