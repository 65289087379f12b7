"""What caches have to forget."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Purge(models.Model):
    """That pages carrying these tags have to be fetched anew; kept until every cache was told."""

    tags = ArrayField(models.CharField(max_length=100))
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(done_at=None), name="purge_open"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.tags)
