"""Named things that stories are about: people, places, organisations, conflicts."""

import re

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

WIKIDATA = re.compile("Q[1-9][0-9]{0,18}")
"""The number of a thing at Wikidata."""


class Topic(models.Model):
    """A named thing; the public may know it under a preferred name and a qualifier."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        PLACE = "place", _("Place")
        ORGANISATION = "organisation", _("Organisation")
        CONFLICT = "conflict", _("Conflict")
        OTHER = "other", _("Other")

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
    wikidata = models.CharField(
        "Wikidata number",
        max_length=20,
        blank=True,
        help_text="Such as Q1492: tells machines which thing of this name is meant.",
    )

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
            models.CheckConstraint(
                name="topic_wikidata_is_a_number",
                condition=models.Q(wikidata="") | models.Q(wikidata__regex=r"^Q[1-9][0-9]*$"),
            ),
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


class TopicAlias(models.Model):
    """Another name under which a topic is found and typed; readers see it nowhere."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "topic aliases"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="topic_alias_once"),
            models.CheckConstraint(name="topic_alias_has_a_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class TopicAddress(models.Model):
    """The slug of a former or other name of a topic: its address leads to the topic for ever."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="addresses")
    slug = models.SlugField(max_length=200, unique=True, allow_unicode=True)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "topic addresses"

    def __str__(self) -> str:
        return self.slug


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
