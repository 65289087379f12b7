"""Errors that readers report, and what became of them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from incidents.models.incident import Incident
from incidents.models.ledger.version import Version


class Report(models.Model):
    """A reader's word that something is wrong. Never public, but for its answer to the reader.

    `key` is the secret address under which the reader sees what became of it. `sender` is a hash
    that changes every day, kept for the limit on how often one may write.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="reports")
    piece = models.CharField(max_length=40, help_text="The key of the piece it is about.")
    version = models.PositiveIntegerField(help_text="The version that the reader saw.")
    selected = models.TextField(blank=True, help_text="The sentence that the reader marked.")
    message = models.TextField()
    sender = models.CharField(max_length=64, editable=False)
    sent_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True, help_text="What the newsroom told the reader.")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    correction = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="reports"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["sender", "sent_at"], name="report_by_sender"),
            models.Index(fields=["state", "-id"], name="report_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="report_state_known",
                condition=models.Q(state__in=["open", "answered", "accepted", "declined"]),
            ),
            models.CheckConstraint(
                name="report_decline_has_answer",
                condition=~models.Q(state__in=["answered", "declined"]) | ~models.Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Report on {self.incident_id}, {self.piece}"
