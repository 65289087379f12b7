"""Who has a story open at the desk."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from incidents.models.incident import Incident


class Presence(models.Model):
    """One open page of the desk: whose it is, and when it was last heard of.

    Nothing is locked by it: it only tells colleagues that somebody else is at the same story.
    """

    page = models.UUIDField(primary_key=True, default=uuid.uuid4)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="presences")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presences"
    )
    draft = models.UUIDField(null=True, help_text="The key of the draft that is being written.")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["page"]
        indexes = [models.Index(fields=["incident", "seen_at"], name="presence_by_story")]

    def __str__(self) -> str:
        return f"{self.editor} at {self.incident}"
