"""A running story, and the addresses it has had."""

import uuid
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from incidents.models.topic import IncidentTopic, Topic
from incidents.text.addresses.stories import story_path
from incidents.text.times import zone_names


def default_time_zone() -> str:
    """The newsroom's own zone."""
    return str(settings.TIME_ZONE)


def today() -> date:
    """The date in the newsroom's own zone."""
    return timezone.localdate()


def validate_time_zone(value: str) -> None:
    """Refuse what is no IANA zone name."""
    if value not in zone_names():
        raise ValidationError(
            "“%(zone)s” is not a time zone. Use an IANA name such as Europe/Brussels or UTC.",
            params={"zone": value},
        )


class CommentMode(models.TextChoices):
    """How readers may comment on stories."""

    OFF = "off", "Off"
    MODERATED = "moderated", "Moderated"
    OPEN = "open", "Open"


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Who may see which stories."""

    def public(self) -> "IncidentQuerySet":
        """Stories that a reader may see; retracted ones (as tombstones) are not among them."""
        return self.filter(version_number__gt=0, retracted_at=None)

    def published(self) -> "IncidentQuerySet":
        """Stories that have a public history, retracted ones included."""
        return self.filter(version_number__gt=0)


class Incident(models.Model):
    """A running story: what editors work on, and the counters that number its history."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        LIVE = "live", _("Live")
        ENDED = "ended", _("Ended")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    date = models.DateField(default=today, help_text="The date of the story, in its time zone.")
    headline = models.CharField(max_length=2000)
    topic_line = models.CharField(max_length=300, blank=True, help_text="Above the headline.")
    lead = models.TextField(blank=True, help_text="The initial report.")
    lead_marks = models.JSONField(default=list, editable=False)
    lead_media = models.JSONField(
        default=list, editable=False, help_text="Numbers of what the initial report shows."
    )
    captions = models.JSONField(
        default=list, editable=False, help_text="Of pictures that are not held: one text each."
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
        max_length=100, blank=True, help_text="Where it was written, such as BAKU."
    )
    warning = models.CharField(
        "content warning",
        max_length=300,
        blank=True,
        help_text="Shown instead of the initial report, which opens with a click.",
    )
    summary = models.JSONField(
        default=list,
        editable=False,
        help_text="What is known so far: lines of words, each with the numbers of its updates.",
    )
    summary_marks = models.JSONField(default=list, editable=False)
    summary_at = models.DateTimeField(null=True, editable=False)
    summary_version = models.PositiveIntegerField(default=0, editable=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    status_line = models.CharField(
        max_length=300,
        blank=True,
        help_text="One sentence, such as “This story is still unfolding”.",
    )
    verification_notice = models.TextField(
        blank=True, help_text="Instead of the newsroom's own notice; empty for the newsroom's own."
    )
    language = models.CharField(max_length=35, default="en", help_text="A BCP 47 tag such as en.")
    translation_of = models.UUIDField(
        null=True,
        editable=False,
        db_index=True,
        help_text="The key of the story of which this one is a translation.",
    )
    time_zone = models.CharField(
        max_length=64, default=default_time_zone, validators=[validate_time_zone]
    )
    second_pair = models.BooleanField(
        "second pair of eyes",
        null=True,
        blank=True,
        help_text="Whether texts need somebody else's approval; empty for the newsroom's own rule.",
    )
    hold_seconds = models.PositiveSmallIntegerField(
        "delay before release",
        null=True,
        blank=True,
        help_text="Seconds in which a posted text can still be stopped; empty for the newsroom's.",
    )
    releases_stopped = models.BooleanField(
        default=False,
        editable=False,
        help_text="Nothing of this story goes out by itself until somebody lets it go on.",
    )
    comment_mode = models.CharField(
        "comments of readers",
        max_length=10,
        choices=CommentMode.choices,
        blank=True,
        help_text="How this story takes comments; empty for the newsroom's own rule.",
    )
    topics = models.ManyToManyField(Topic, through=IncidentTopic, related_name="incidents")

    path = models.CharField(max_length=1000, blank=True, editable=False)
    version_number = models.PositiveIntegerField(default=0, editable=False)
    version_hash = models.CharField(max_length=64, blank=True, editable=False)
    version_at = models.DateTimeField(null=True, editable=False)
    position = models.PositiveBigIntegerField(default=0, editable=False)
    update_counter = models.PositiveIntegerField(default=0, editable=False)
    source_counter = models.PositiveIntegerField(default=0, editable=False)
    media_counter = models.PositiveIntegerField(default=0, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    source_count = models.PositiveIntegerField(default=0, editable=False)
    corrected = models.BooleanField(default=False, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    retracted_at = models.DateTimeField(null=True, editable=False)
    retraction_reason = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, editable=False
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-id"]
        indexes = [
            models.Index(fields=["-position"], name="incident_by_position"),
            models.Index(fields=["date", "id"], name="incident_by_date"),
            models.Index(fields=["status", "-position"], name="incident_by_status"),
        ]
        constraints = [
            models.CheckConstraint(
                name="incident_status_known",
                condition=models.Q(status__in=["draft", "live", "ended"]),
            ),
            models.CheckConstraint(
                name="incident_draft_has_no_version",
                condition=models.Q(status="draft", version_number=0)
                | (~models.Q(status="draft") & models.Q(version_number__gt=0)),
            ),
            models.CheckConstraint(
                name="incident_published_has_address",
                condition=models.Q(version_number=0) | ~models.Q(path=""),
            ),
            models.CheckConstraint(
                name="incident_retraction_has_reason",
                condition=models.Q(retracted_at=None) | ~models.Q(retraction_reason=""),
            ),
            models.CheckConstraint(
                name="incident_holds_an_hour_at_most",
                condition=models.Q(hold_seconds=None) | models.Q(hold_seconds__lte=3600),
            ),
            models.CheckConstraint(
                name="incident_comment_mode_known",
                condition=models.Q(comment_mode__in=["", "off", "moderated", "open"]),
            ),
            models.CheckConstraint(
                name="incident_not_its_own_translation",
                condition=models.Q(translation_of=None) | ~models.Q(translation_of=models.F("key")),
            ),
            models.UniqueConstraint(
                fields=["path"], condition=~models.Q(path=""), name="incident_path_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.headline or "Untitled story"

    def get_absolute_url(self) -> str:
        """The story's public page, or its preview while it is a draft."""
        if not self.is_published:
            return reverse("desk:preview", args=[self.pk])
        return f"{story_path(self.path)}/"

    @property
    def is_published(self) -> bool:
        """Whether the story has a public history."""
        return self.version_number > 0

    @property
    def printed_headline(self) -> str:
        """The headline with its counter: "... (Updated 5)"."""
        if not self.update_counter:
            return self.headline
        told = {"headline": self.headline, "number": self.update_counter}
        return gettext("%(headline)s (Updated %(number)d)") % told


class Address(models.Model):
    """A path that a story has or had; it belongs to that story for ever."""

    path = models.CharField(max_length=1000, unique=True)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="addresses")

    class Meta:
        ordering = ["path"]
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return self.path
