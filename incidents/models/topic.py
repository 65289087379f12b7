"""Named things that stories are about: people, places, organisations, conflicts."""

from django.db import models
from django.urls import reverse


class Topic(models.Model):
    """A named thing; the public may know it under a preferred name and a qualifier."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        PLACE = "place", "Place"
        ORGANISATION = "organisation", "Organisation"
        CONFLICT = "conflict", "Conflict"
        OTHER = "other", "Other"

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True, allow_unicode=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    public_name = models.CharField(
        max_length=200, blank=True, help_text="The name to print, where it is not the name above."
    )
    qualifier = models.CharField(
        max_length=100, blank=True, help_text="Printed with the name, such as “self-declared”."
    )
    description = models.TextField(blank=True, help_text="One paragraph: what it is.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="topic_kind_known",
                condition=models.Q(
                    kind__in=["person", "place", "organisation", "conflict", "other"]
                ),
            ),
            models.CheckConstraint(name="topic_has_a_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The topic's public page."""
        return reverse("reader:topic", kwargs={"topic": self.slug})

    @property
    def printed_name(self) -> str:
        """The preferred public name."""
        return self.public_name or self.name


class IncidentTopic(models.Model):
    """A topic on a story, in the editor's order."""

    incident = models.ForeignKey(
        "incidents.Incident", on_delete=models.CASCADE, related_name="topic_links"
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="incident_links")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "topic"], name="topic_once_per_incident"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}"
