"""What readers see and is no version: that it changed, as triggers of the database note it."""

from django.db import models


class Aside(models.Model):
    """One change of it, by tags parted by blanks; kept for some days.

    `transaction` is the number of the transaction that made it: numbers of rows are given before
    their transactions end, and say nothing of their order.
    """

    transaction = models.BigIntegerField()
    tags = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["transaction"], name="aside_by_transaction")]

    def __str__(self) -> str:
        return self.tags
