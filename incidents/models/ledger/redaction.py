"""Texts that had to be taken out of the history."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.ledger.version import Content, Version


class Redaction(models.Model):
    """That a stored text was removed: in which public change, on what ground, by whose decision.

    Insert-only. `shown` and `shown_html` are SHA-256, in hex, of the canonical bytes and of the
    HTML that stand in its place; the hash of the announcing version covers both.
    """

    class Category(models.TextChoices):
        """On what ground a text may be removed; shown to readers."""

        COURT_ORDER = "court_order", _("Court order")
        PRIVACY = "privacy", _("Privacy of a person")
        MINOR = "minor", _("Protection of a child")
        SAFETY = "safety", _("Danger to a person")
        DEFAMATION = "defamation", _("Defamation")
        COPYRIGHT = "copyright", _("Copyright")
        OTHER_LAW = "other_law", _("Other legal ground")

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="redactions")
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="redactions")
    shown = models.CharField(max_length=64)
    shown_html = models.CharField(max_length=64)
    category = models.CharField(max_length=20, choices=Category.choices)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="redactions"
    )
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["content", "version"], name="redaction_once"),
        ]

    def __str__(self) -> str:
        return f"{self.content_id[:12]} by version {self.version_id}"
