"""What editors of a story tell each other: notes, and the handover to the next shift."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from incidents.models.incident import Incident


class Note(models.Model):
    """A note on a story, for the newsroom alone; `pinned` makes it the handover, on top of all.

    It is no part of the history: it can be rewritten, settled and taken away.
    """

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes"
    )
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    pinned = models.BooleanField(
        default=False, help_text="A handover: stands above the other notes."
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pinned", "-at", "-id"]
        indexes = [
            models.Index(
                fields=["incident", "-pinned", "-at"],
                name="note_open_by_story",
                condition=Q(resolved_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="note_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="note_settled_by_somebody",
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Note {self.pk} of {self.author}"

    @property
    def is_open(self) -> bool:
        """Whether it still has to be minded."""
        return self.resolved_at is None


class Mention(models.Model):
    """That a note names a colleague, who is told until the note was seen."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["editor"], name="mention_unseen", condition=Q(seen_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["note", "editor"], name="mention_once"),
        ]

    def __str__(self) -> str:
        return f"{self.editor} in {self.note}"
