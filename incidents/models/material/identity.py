"""Who a nameless source really is."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from incidents.models.source import Source


class SourceIdentity(models.Model):
    """The name behind an anonymous source, sealed: only who is named here may have it opened.

    It is no part of the history, of any format or export, and not shown in the administration.
    """

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="identity")
    ciphertext = models.BinaryField()
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="identities")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="noted_identities"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "source identities"

    def __str__(self) -> str:
        return f"Who source {self.source_id} is"
