"""Numbered, timed updates and what they cite."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from incidents.models.incident import Incident, validate_time_zone
from incidents.models.source import Source
from incidents.text.addresses.stories import story_path, update_path


class UpdateQuerySet(models.QuerySet["Update"]):
    """Who may see which updates."""

    def public(self) -> "UpdateQuerySet":
        """Updates that stand on a story that a reader may see."""
        return self.filter(
            state=Update.State.PUBLISHED,
            incident__version_number__gt=0,
            incident__retracted_at=None,
        )


class Update(models.Model):
    """One timed addition to a running story: "Update 3 - 1430 CET"."""

    class State(models.TextChoices):
        PUBLISHED = "published", "Published"
        RETRACTED = "retracted", "Retracted"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="updates")
    number = models.PositiveIntegerField(editable=False)
    label = models.CharField(
        max_length=20, blank=True, help_text="The number as printed elsewhere, such as 18A."
    )
    headline = models.CharField(max_length=1000, blank=True)
    body = models.TextField()
    at = models.DateTimeField("printed time", default=timezone.now)
    time_zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[validate_time_zone],
        help_text="Where it is not the story's own.",
    )
    day = models.DateField(null=True, editable=False)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PUBLISHED, editable=False
    )
    authors = models.CharField(
        max_length=500,
        blank=True,
        help_text="Who wrote it, parted by semicolons: “Jane Doe; Ali Veli in Baku”.",
    )
    agencies = models.CharField(
        "with agencies",
        max_length=500,
        blank=True,
        help_text="Printed after “With”, such as “APA, ArmenPress and other agencies”.",
    )
    dateline = models.CharField(
        max_length=100, blank=True, help_text="Where it was written, if elsewhere than the story."
    )
    warning = models.CharField(
        "content warning",
        max_length=300,
        blank=True,
        help_text="Shown instead of the text, which opens with a click.",
    )
    pinned = models.BooleanField(
        default=False, editable=False, help_text="It stands on top of its story."
    )
    key_event = models.BooleanField(
        default=False, editable=False, help_text="It is listed among the key events."
    )
    retraction_reason = models.TextField(blank=True, editable=False)
    marks = models.JSONField(default=list, editable=False)
    own_reporting = models.BooleanField(
        default=False, help_text="The newsroom saw or heard it itself, and tells readers so."
    )
    sources = models.ManyToManyField(Source, through="Citation", related_name="updates")
    media = models.JSONField(
        default=list, editable=False, help_text="Numbers of what it shows, in order."
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, editable=False
    )

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "-id"]
        indexes = [models.Index(fields=["day", "incident"], name="update_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="update_number_once"),
            models.CheckConstraint(
                name="update_state_known",
                condition=models.Q(state__in=["published", "retracted"]),
            ),
            models.CheckConstraint(
                name="update_number_from_one", condition=models.Q(number__gte=1)
            ),
            models.UniqueConstraint(
                fields=["incident"],
                condition=models.Q(pinned=True),
                name="update_pinned_once",
            ),
            models.CheckConstraint(
                name="update_retracted_is_no_highlight",
                condition=~models.Q(state="retracted") | models.Q(pinned=False, key_event=False),
            ),
            models.CheckConstraint(
                name="update_retraction_has_reason",
                condition=~models.Q(state="retracted") | ~models.Q(retraction_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Update {self.number}"

    def get_absolute_url(self) -> str:
        """The update on its own page."""
        return f"{update_path(story_path(self.incident.path), self.number)}/"

    @property
    def zone(self) -> str:
        """The zone its time is printed in."""
        return self.time_zone or self.incident.time_zone

    @property
    def piece_key(self) -> str:
        """The key of this update in the history."""
        return f"update-{self.number}"


class Citation(models.Model):
    """That an update rests on a source."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        ordering = ["source__number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["update", "source"], name="citation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.update} cites {self.source}"
