"""Stories that the editor sets beside a story."""

from django.db import models

from incidents.models.incident import Incident


class Related(models.Model):
    """A related story chosen by the editor: one of ours, or a titled link to one not held."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="related_links")
    order = models.PositiveIntegerField(default=0)
    story = models.ForeignKey(
        Incident,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="related_from",
        verbose_name="story of ours",
    )
    title = models.CharField(max_length=2000, blank=True)
    address = models.CharField(max_length=1000, blank=True, editable=False)
    url = models.CharField(max_length=4000, blank=True)
    date = models.DateField(null=True, blank=True)
    contexts = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order", "id"]
        verbose_name_plural = "related"
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "story"],
                condition=models.Q(story__isnull=False),
                name="related_story_once",
            ),
            models.CheckConstraint(
                name="related_names_a_story",
                condition=models.Q(story__isnull=False) | ~models.Q(title=""),
            ),
            models.CheckConstraint(
                name="related_not_itself",
                condition=models.Q(story__isnull=True) | ~models.Q(story=models.F("incident")),
            ),
        ]

    def __str__(self) -> str:
        return self.story.headline if self.story else self.title
