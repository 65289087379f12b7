"""Pages that were fetched, kept because they change and go."""

from django.conf import settings
from django.db import models

from incidents.models.source import Source


class FetchedQuerySet(models.QuerySet["Fetched"]):
    """Whose text readers may see."""

    def released(self) -> "FetchedQuerySet":
        """Those that an editor released, of sources that still stand on a story's list."""
        return self.filter(released_at__isnull=False, source__number__isnull=False)


class Fetched(models.Model):
    """A web page as it was at one moment: for the desk alone, until an editor releases its text.

    `digest` is the SHA-256 of the bytes that came, in hex. What was fetched, when and by whom is
    never altered; `source` is named when the page is cited.
    """

    address = models.TextField(help_text="As the editor gave it.")
    final_address = models.TextField(help_text="Where redirects led.")
    canonical = models.TextField(help_text="Without what only follows readers around.")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    title = models.CharField(max_length=2000, blank=True)
    outlet = models.CharField(max_length=500)
    authors = models.JSONField(default=list)
    published_on = models.DateField(null=True, help_text="The day that the page names.")
    published_at = models.DateTimeField(null=True, help_text="The moment, where it is known.")
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL, related_name="fetched")
    fetched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="fetched"
    )
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="released"
    )

    objects = FetchedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "fetched pages"
        indexes = [models.Index(fields=["-at"], name="fetched_by_time")]
        constraints = [
            models.CheckConstraint(
                name="fetched_release_has_editor",
                condition=models.Q(released_at=None, released_by=None)
                | models.Q(released_at__isnull=False, released_by__isnull=False),
            ),
            models.CheckConstraint(
                name="fetched_moment_has_day",
                condition=models.Q(published_at=None) | models.Q(published_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outlet}, {self.at:%Y-%m-%d %H:%M}"
