"""The signed heads of the whole history."""

from django.db import models


class Checkpoint(models.Model):
    """A signed head: that the history up to a position had this Merkle root. Insert-only.

    `note` is the signed text in the C2SP checkpoint form; `frontier` holds the roots of the full
    subtrees, from which the next head is computed without reading older versions.
    """

    size = models.PositiveBigIntegerField(primary_key=True, help_text="Positions covered.")
    root = models.CharField(max_length=64)
    frontier = models.JSONField()
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-size"]

    def __str__(self) -> str:
        return f"Head at position {self.size}"
