"""What a story shows beside its words: images, quoted posts and videos."""

from django.conf import settings
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from incidents.models.material.picture import Picture

SHOWN = """
EXISTS (
    SELECT FROM incidents_incident AS story WHERE story.id = incidents_medium.incident_id
    AND story.lead_media @> to_jsonb(incidents_medium.number)
) OR EXISTS (
    SELECT FROM incidents_update AS shows WHERE shows.incident_id = incidents_medium.incident_id
    AND shows.state = 'published' AND shows.media @> to_jsonb(incidents_medium.number)
)
"""
"""Whether a text that stands names it among what it shows."""


class MediumQuerySet(models.QuerySet["Medium"]):
    """Who may see which of them."""

    def public(self) -> "MediumQuerySet":
        """Those that a text shows, of stories that a reader may see."""
        shown = self.annotate(shown=RawSQL(SHOWN, (), output_field=models.BooleanField()))  # noqa: S611 - no value goes in
        return shown.filter(
            shown=True,
            shown_at__isnull=False,
            incident__version_number__gt=0,
            incident__retracted_at=None,
        )


class Medium(models.Model):
    """One image, quoted post or video of a story, under a number that it keeps for ever.

    Updates and the initial report name what they show by its number. Once readers have seen it
    (`shown_at`), it is a piece of the history and is not deleted.
    """

    class Kind(models.TextChoices):
        IMAGE = "image", _("Image")
        POST = "post", _("Quoted post")
        VIDEO = "video", _("Video")

    class Provider(models.TextChoices):
        YOUTUBE = "youtube", "YouTube"
        VIMEO = "vimeo", "Vimeo"
        FILE = "file", "Video file"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="media")
    number = models.PositiveIntegerField(editable=False)
    kind = models.CharField(max_length=5, choices=Kind.choices, editable=False)
    picture = models.ForeignKey(
        Picture, null=True, on_delete=models.PROTECT, related_name="media", editable=False
    )
    alt = models.CharField("description for those who cannot see it", max_length=2000, blank=True)
    caption = models.CharField(max_length=2000, blank=True)
    credit = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=500, blank=True)
    date = models.DateField(null=True, blank=True)
    provenance = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=500, blank=True)
    redistribute = models.BooleanField(default=False)
    warning = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=500, blank=True)
    handle = models.CharField(max_length=200, blank=True)
    platform = models.CharField(max_length=100, blank=True)
    text = models.TextField(blank=True)
    url = models.TextField("web address", blank=True)
    at = models.DateTimeField("posted at", null=True, blank=True)
    provider = models.CharField(max_length=10, choices=Provider.choices, blank=True)
    video = models.CharField("the provider's name of it", max_length=100, blank=True)
    shown_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MediumQuerySet.as_manager()

    class Meta:
        ordering = ["incident_id", "number"]
        verbose_name_plural = "media"
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="medium_number_once"),
            models.CheckConstraint(
                name="medium_number_from_one", condition=models.Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="medium_kind_known", condition=models.Q(kind__in=["image", "post", "video"])
            ),
            models.CheckConstraint(
                name="medium_image_is_described",
                condition=~models.Q(kind="image") | ~models.Q(alt=""),
            ),
            models.CheckConstraint(
                name="medium_post_says_something",
                condition=~models.Q(kind="post") | ~models.Q(text=""),
            ),
            models.CheckConstraint(
                name="medium_video_has_provider",
                condition=models.Q(kind="video", provider__in=["youtube", "vimeo", "file"])
                | (~models.Q(kind="video") & models.Q(provider="", video="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def piece_key(self) -> str:
        """The key of this medium in the history."""
        return f"medium-{self.number}"
