"""What readers write below stories, and who may not for a while."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from incidents.models.incident import CommentMode, Incident
from incidents.models.newsroom.house import House


class Comment(models.Model):
    """A reader's words below a story, and what became of them.

    `key` is the secret address under which the reader sees that, and withdraws it. `email` never
    leaves the desk; it goes with `network` after a bounded time. `network` is a hash that stands
    for the range of addresses it came from, so that the range can be banned; `sender` is one that
    changes every day, kept for the limit on how often one may write. A deleted comment is empty.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"
        SPAM = "spam", "Spam"
        DELETED = "deleted", "Deleted"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="comments")
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(
        "e-mail address", blank=True, help_text="Never public; erased after a bounded time."
    )
    text = models.TextField(blank=True)
    network = models.CharField(max_length=64, blank=True, editable=False)
    sender = models.CharField(max_length=64, blank=True, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="comments",
        editable=False,
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["incident", "id"],
                condition=models.Q(state="approved"),
                name="comment_shown",
            ),
            models.Index(fields=["state", "-id"], name="comment_by_state"),
            models.Index(fields=["sender", "sent_at"], name="comment_by_sender"),
        ]
        constraints = [
            models.CheckConstraint(
                name="comment_state_known",
                condition=models.Q(
                    state__in=["waiting", "approved", "rejected", "spam", "deleted"]
                ),
            ),
            models.CheckConstraint(
                name="comment_deleted_is_empty",
                condition=~models.Q(state="deleted")
                | models.Q(name="", text="", email="", network=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk} on story {self.incident_id}"


class CommentBan(models.Model):
    """Whose comments are not taken for a while: known by a hash, and by nothing else."""

    class Kind(models.TextChoices):
        EMAIL = "email", "E-mail address"
        NETWORK = "network", "Range of addresses"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.CharField(max_length=64, editable=False)
    reason = models.CharField(max_length=300, blank=True, help_text="For the desk alone.")
    until = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="comment_bans"
    )

    class Meta:
        ordering = ["until"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="comment_ban_once"),
            models.CheckConstraint(
                name="comment_ban_kind_known",
                condition=models.Q(kind__in=["email", "network"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, until {self.until:%Y-%m-%d %H:%M}"


def comment_mode(incident: Incident, house: House) -> str:
    """How a story takes comments: its own way, or else the newsroom's."""
    return incident.comment_mode or house.comment_mode


def comments_close_at(incident: Incident) -> datetime | None:
    """When a story that does not change any more takes no more comments; None for never."""
    days = settings.COMMENTS_CLOSE_DAYS
    return incident.version_at + timedelta(days=days) if days and incident.version_at else None


def takes_comments(incident: Incident, house: House) -> bool:
    """Whether readers may comment on a story now."""
    if not incident.is_published or incident.retracted_at is not None:
        return False
    closes = comments_close_at(incident)
    on_time = closes is None or timezone.now() < closes
    return on_time and comment_mode(incident, house) != CommentMode.OFF
