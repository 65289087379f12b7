"""What caches have to forget."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Purge(models.Model):
    """That pages carrying these tags have to be fetched anew; kept until every cache was told.

    `told_at` is when a cache first took it, `done_at` when it need not be told again; whoever
    delivers it just now has it until `leased_until`.
    """

    tags = ArrayField(models.CharField(max_length=100))
    asked_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(done_at=None), name="purge_open"),
            models.Index(fields=["done_at"], name="purge_done"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.tags)
