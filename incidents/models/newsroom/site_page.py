"""What the newsroom says about itself on pages of its own, in every wording that they had."""

from django.conf import settings
from django.db import models


class SitePage(models.Model):
    """One wording of a standing page, such as the ethics policy. Insert-only, numbered from one.

    The one with the highest number stands. A redaction masks words in it and leaves its time here.
    """

    slug = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    order = models.PositiveSmallIntegerField(default=0, help_text="Its place among the pages.")
    in_footer = models.BooleanField(default=True, help_text="Whether every page links to it.")
    withdrawn = models.BooleanField(default=False, help_text="Readers see that it was taken back.")
    note = models.CharField(max_length=1000, blank=True, help_text="Why it was changed.")
    byline = models.CharField(max_length=200, blank=True, help_text="The name that readers see.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="site_pages"
    )
    at = models.DateTimeField(help_text="By the database's clock.")
    redacted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["slug", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "number"], name="site_page_number_once"),
            models.CheckConstraint(
                name="site_page_number_from_one", condition=models.Q(number__gte=1)
            ),
            models.CheckConstraint(name="site_page_has_a_title", condition=~models.Q(title="")),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
