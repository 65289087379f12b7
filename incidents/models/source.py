"""Where the newsroom has it from."""

from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident


class Link(models.Model):
    """A web address that stories cite: stored once, shared between stories."""

    url = models.TextField()
    digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="link_is_http", condition=models.Q(url__iregex=r"^https?://")
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @staticmethod
    def digest_of(url: str) -> str:
        """SHA-256 of the address, in hex: what makes it the same link."""
        return sha256(url.encode()).hexdigest()


class SourceQuerySet(models.QuerySet["Source"]):
    """Which sources stand on the list."""

    def listed(self) -> "SourceQuerySet":
        """Sources on their story's numbered list, not those that only drafts cite."""
        return self.filter(number__isnull=False)


class Source(models.Model):
    """One numbered source of a story; people who speak without a page have no link."""

    class Kind(models.TextChoices):
        OUTLET = "outlet", _("Outlet")
        AGENCY = "agency", _("Agency")
        OFFICIAL = "official", _("Official statement")
        SOCIAL = "social", _("Social post")
        WITNESS = "witness", _("Witness")
        DOCUMENT = "document", _("Document")
        ANONYMOUS = "anonymous", _("Anonymous")

    class LinkState(models.TextChoices):
        """What became of the page that a source links to."""

        OK = "ok", "There"
        DEAD = "dead", "Gone"
        UNREACHABLE = "unreachable", "Not reached just now"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="sources")
    serial = models.PositiveIntegerField(editable=False)
    number = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text="Its place in the story's list; none while only a draft cites it.",
    )
    outlet = models.CharField(max_length=500)
    title = models.CharField(max_length=2000, blank=True)
    author = models.CharField(
        max_length=500, blank=True, default="", help_text="Who wrote it, where it says so."
    )
    link = models.ForeignKey(
        Link, null=True, blank=True, on_delete=models.PROTECT, related_name="sources"
    )
    via = models.CharField(
        max_length=500, blank=True, help_text="The relay, such as “Azertac, quoting the Ministry”."
    )
    quote = models.TextField(blank=True, help_text="The words relied on, as printed there.")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OUTLET)
    published_at = models.DateTimeField(null=True, blank=True)
    retrieved_at = models.DateTimeField(null=True, blank=True)
    archived_url = models.TextField(
        blank=True, default="", help_text="Where an archive keeps a copy of the page."
    )
    read_text = models.TextField(
        blank=True,
        default="",
        editable=False,
        help_text="What the page said when the newsroom read it, released to readers.",
    )
    read_at = models.DateTimeField(null=True, editable=False)
    read_digest = models.CharField(
        max_length=64,
        blank=True,
        default="",
        editable=False,
        help_text="SHA-256 of the bytes that came then, in hex.",
    )
    link_checked_at = models.DateTimeField(null=True, editable=False)
    link_state = models.CharField(
        max_length=12, null=True, choices=LinkState.choices, editable=False
    )
    link_failures = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="How often in a row the page was not reached."
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["incident", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "number"],
                name="source_number_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["incident", "serial"], name="source_serial_once"),
            models.CheckConstraint(
                name="source_read_as_a_whole",
                condition=models.Q(read_text="", read_at=None, read_digest="")
                | (~models.Q(read_text="") & ~models.Q(read_at=None) & ~models.Q(read_digest="")),
            ),
            models.CheckConstraint(
                name="source_link_state_known",
                condition=models.Q(link_state=None)
                | models.Q(link_state__in=["ok", "dead", "unreachable"]),
            ),
            models.CheckConstraint(
                name="source_kind_known",
                condition=models.Q(
                    kind__in=[
                        "outlet",
                        "agency",
                        "official",
                        "social",
                        "witness",
                        "document",
                        "anonymous",
                    ]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.outlet}" if self.number else f"{self.outlet} (draft)"

    @property
    def url(self) -> str:
        """The address of the page, or nothing."""
        return self.link.url if self.link else ""

    @property
    def piece_key(self) -> str:
        """The key of this source in the history; it stays when the list is reordered."""
        return f"source-{self.serial}"
