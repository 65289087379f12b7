"""Every act in the newsroom, public or not."""

from django.conf import settings
from django.db import models

from incidents.models.incident import Incident


class Event(models.Model):
    """One act: who did what to what, when, and from where. Insert-only; it never carries text.

    The place that it came from (`address`, `session`) is all that can be forgotten later.
    """

    incident = models.ForeignKey(
        Incident,
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="events",
        db_constraint=False,
        db_index=False,
    )
    verb = models.CharField(max_length=50)
    subject = models.CharField(max_length=100, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="events"
    )
    at = models.DateTimeField()
    version = models.ForeignKey(
        "incidents.Version", null=True, on_delete=models.PROTECT, related_name="events"
    )
    request_key = models.UUIDField(null=True, unique=True)
    address = models.GenericIPAddressField(
        null=True, help_text="Where it came from; empty for what the newsroom does by itself."
    )
    session = models.CharField(
        max_length=32,
        blank=True,
        default="",
        db_default="",
        help_text="What stands for the session that it came from; never the session's own key.",
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["incident", "-id"], name="event_by_incident"),
            models.Index(
                fields=["at"],
                condition=~models.Q(address=None) | ~models.Q(session=""),
                name="event_with_origin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject}".rstrip()
