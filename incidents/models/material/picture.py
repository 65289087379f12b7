"""Pictures that the newsroom holds: written anew in several sizes, without what cameras add."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from incidents.text.fragments.media import EXTENSIONS


class Picture(models.Model):
    """An uploaded picture; `digest` is the SHA-256, in hex, of its largest file.

    The file that was sent is not kept: it may say where and by whom it was taken. Once a version
    has shown the picture (`published_at`), only a redaction takes it away.
    """

    digest = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField(help_text="Of the largest file, in pixels.")
    height = models.PositiveIntegerField(help_text="Of the largest file, in pixels.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="pictures"
    )
    used_at = models.DateTimeField(
        default=timezone.now, help_text="When it was last uploaded or chosen."
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.digest[:12]} ({self.width} x {self.height})"


class Rendition(models.Model):
    """One file of a picture, in one size and format; its name is the SHA-256 of its bytes."""

    class Type(models.TextChoices):
        WEBP = "image/webp", "WebP"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    digest = models.CharField(max_length=64)
    media_type = models.CharField(max_length=20, choices=Type.choices)
    width = models.PositiveIntegerField(help_text="In pixels.")
    height = models.PositiveIntegerField(help_text="In pixels.")
    size = models.PositiveIntegerField(help_text="In bytes.")

    class Meta:
        ordering = ["picture_id", "width", "media_type"]
        indexes = [models.Index(fields=["digest"], name="rendition_by_digest")]
        constraints = [
            models.UniqueConstraint(fields=["picture", "digest"], name="rendition_once"),
            models.CheckConstraint(
                name="rendition_type_known",
                condition=models.Q(media_type__in=["image/webp", "image/jpeg", "image/png"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media_type}, {self.width} x {self.height}"

    @property
    def name(self) -> str:
        """Where it lies in the storage."""
        return self.name_of(self.digest, self.media_type)

    @staticmethod
    def name_of(digest: str, media_type: str) -> str:
        """Where a file with these bytes, of this type, lies in the storage."""
        return f"pictures/{digest[:2]}/{digest}.{EXTENSIONS[media_type]}"
