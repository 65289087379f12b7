"""What changed in a text, kept so that it need not be compared again."""

from django.db import models

from incidents.models.ledger.version import Content


class KeptDifference(models.Model):
    """The first changes between two stored texts; dropped as soon as either is redacted."""

    old = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="+", db_index=False)
    new = models.ForeignKey(Content, on_delete=models.CASCADE, related_name="+")
    first = models.JSONField(default=list, help_text="The first changed sentences as HTML.")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="difference_once")]

    def __str__(self) -> str:
        return f"{self.old_id[:12]} to {self.new_id[:12]}"
