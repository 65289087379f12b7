"""What has been imported, so that a second run changes nothing."""

from django.db import models

from incidents.models.incident import Incident


class ImportedStory(models.Model):
    """One item of an import: its name in the format it came in, and what it held."""

    format = models.CharField(max_length=50)
    key = models.CharField(max_length=1100)
    digest = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 of the item; empty once something was removed from the story by law.",
    )
    partial = models.BooleanField(default=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="imports")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "imported stories"
        constraints = [
            models.UniqueConstraint(fields=["format", "key"], name="imported_once"),
        ]

    def __str__(self) -> str:
        return f"{self.format}: {self.key}"
