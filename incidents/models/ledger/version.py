"""The ledger: every public change, one row each, never rewritten."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from incidents.models.ledger.byline import Byline


class LedgerHead(models.Model):
    """The site-wide position last given; its row lock puts all public changes in one order."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    position = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="ledger_head_is_one_row", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        return f"Position {self.position}"


class Version(models.Model):
    """One public change of a story. It carries no text: that is in the pieces."""

    class Kind(models.TextChoices):
        """Kinds of change, in the order in which the first that applies names a mixed edit."""

        FIRST = "first", _("First version")
        REDACTION = "redaction", _("Redaction")
        RETRACTION = "retraction", _("Retraction")
        RESTORATION = "restoration", _("Restoration")
        CORRECTION = "correction", _("Correction")
        UPDATE = "update", _("Update")
        CLARIFICATION = "clarification", _("Clarification")
        ADDITION = "addition", _("Addition")
        HEADLINE = "headline", _("Headline")
        CLAIMS = "claims", _("Claims")
        MEDIA = "media", _("Media")
        SOURCES = "sources", _("Sources")
        STATUS = "status", _("Status")
        PRESENTATION = "presentation", _("Presentation")
        TYPO = "typo", _("Typo")

    class Origin(models.TextChoices):
        NEWSROOM = "newsroom", _("Written here")
        IMPORTED = "imported", _("Imported")
        SAMPLE = "sample", _("Sample story")

    KINDS_WITHOUT_NOTE = ("first", "update", "typo", "status", "presentation")

    position = models.PositiveBigIntegerField(primary_key=True)
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.NEWSROOM)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    author_key = models.UUIDField(null=True)
    author_nonce = models.BinaryField(
        max_length=16, null=True, help_text="Private: who has it can tell whose change it is."
    )
    author_commitment = models.CharField(max_length=64, blank=True, default="", db_default="")
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    approver_key = models.UUIDField(null=True)
    approver_nonce = models.BinaryField(
        max_length=16, null=True, help_text="Private: who has it can tell whose change it is."
    )
    approver_commitment = models.CharField(max_length=64, blank=True, default="", db_default="")
    byline = models.ForeignKey(
        Byline, null=True, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    held = models.BooleanField(default=True)
    has_note = models.BooleanField(default=False)
    words = models.PositiveIntegerField(default=0)
    words_added = models.PositiveIntegerField(default=0)
    words_removed = models.PositiveIntegerField(default=0)
    sources = models.PositiveIntegerField(default=0)
    sources_added = models.PositiveIntegerField(default=0)
    sources_removed = models.PositiveIntegerField(default=0)
    touched = ArrayField(models.CharField(max_length=100), default=list)
    schema = models.PositiveSmallIntegerField(default=1)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-position"]
        indexes = [
            models.Index(fields=["kind", "-position"], name="version_by_kind"),
            models.Index(fields=["byline", "-position"], name="version_by_byline"),
            models.Index(fields=["incident", "kind", "number"], name="version_of_story_by_kind"),
            models.Index(
                fields=["incident", "byline", "number"], name="version_of_story_by_byline"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="version_kind_known",
                condition=models.Q(
                    kind__in=[
                        *("first", "redaction", "retraction", "restoration", "correction"),
                        *("update", "clarification", "addition", "headline", "claims", "media"),
                        *("sources", "status", "presentation", "typo"),
                    ]
                ),
            ),
            models.CheckConstraint(
                name="version_origin_known",
                condition=models.Q(origin__in=["newsroom", "imported", "sample"]),
            ),
            models.CheckConstraint(
                name="version_approver_is_another",
                condition=models.Q(approver=None) | ~models.Q(approver=models.F("author")),
            ),
            models.UniqueConstraint(fields=["incident", "number"], name="version_number_once"),
            models.CheckConstraint(
                name="version_number_from_one", condition=models.Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="version_first_is_first",
                condition=models.Q(kind="first", number=1)
                | (~models.Q(kind="first") & models.Q(number__gt=1)),
            ),
            models.CheckConstraint(
                name="version_note_where_needed",
                condition=models.Q(has_note=True)
                | models.Q(origin="imported")
                | models.Q(kind__in=["first", "update", "typo", "status", "presentation"]),
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of “{self.incident}”"

    @property
    def hashed_author(self) -> str:
        """Its author as its hash names them: a commitment, or a key from before there were any."""
        return self.author_commitment or str(self.author_key or "")

    @property
    def hashed_approver(self) -> str:
        """Its approver as its hash names them."""
        return self.approver_commitment or str(self.approver_key or "")


class Content(models.Model):
    """What a piece said: canonical bytes under a salt, and the HTML as it was shown.

    The key is SHA-256(salt || canonical). A redaction keeps the key, removes the salt and leaves
    in place of the bytes what may still be shown.
    """

    hash = models.CharField(max_length=64, primary_key=True)
    salt = models.BinaryField(max_length=16, help_text="Empty once the text has been redacted.")
    canonical = models.TextField()
    html = models.TextField(blank=True)

    class Meta:
        ordering = ["hash"]

    def __str__(self) -> str:
        return self.hash[:12]


class VersionPiece(models.Model):
    """That a version touched a piece of its story, and what the piece said from then on."""

    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="pieces", db_index=False
    )
    incident = models.ForeignKey(
        Incident,
        on_delete=models.PROTECT,
        related_name="pieces",
        db_constraint=False,
        db_index=False,
    )
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="pieces")
    html_hash = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256(salt || HTML); empty where there is no HTML, and before schema 2.",
    )

    pk = models.CompositePrimaryKey("version_id", "key")

    class Meta:
        db_table = "incidents_version_piece"
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "key", "number"], name="piece_once_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} at version {self.number}"
