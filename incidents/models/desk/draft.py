"""Texts in the making: kept beside the history, until they are published or thrown away."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from incidents.models.incident import Incident
from incidents.models.update import Update


class DraftQuerySet(models.QuerySet["Draft"]):
    """Which texts still wait for something."""

    def open(self) -> "DraftQuerySet":
        """Texts that are neither published nor thrown away."""
        return self.filter(state__in=Draft.OPEN)

    def waiting(self) -> "DraftQuerySet":
        """Texts that go out by themselves at their time."""
        return self.filter(state__in=Draft.WAITING)


class Draft(models.Model):
    """A text in the making: a new update, a change of one, or of the story's own text.

    Acts that readers see wait here as well, until somebody else has looked at them: the first
    publication of a story, the undoing or the return of a version, and a restoration.

    Its key is made in the editor's page, one for each open box, so that a repeated request finds
    the text that the first one kept. `typed` is what stands in the fields of the form, as it was
    typed; `proposal` is the same, checked and ready to publish, and empty while it cannot be.
    """

    class Target(models.TextChoices):
        UPDATE = "update", "Update"
        STORY = "story", "The story's own text"
        OPENING = "opening", "The publication of the story"
        UNDOING = "undoing", "The undoing of a version"
        RETURNING = "returning", "The return of a version"
        RESTORING = "restoring", "A restoration"
        SUMMARY = "summary", "What we know so far"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting for a second pair of eyes"
        SENT_BACK = "sent_back", "Sent back"
        SCHEDULED = "scheduled", "Scheduled"
        HELD = "held", "About to go out"
        PUBLISHED = "published", "Published"
        DISCARDED = "discarded", "Thrown away"

    OPEN = ("draft", "submitted", "sent_back", "scheduled", "held")
    WAITING = ("scheduled", "held")
    WRITTEN = ("update", "story")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="drafts")
    target = models.CharField(max_length=10, choices=Target.choices, default=Target.UPDATE)
    update = models.ForeignKey(
        Update,
        null=True,
        on_delete=models.CASCADE,
        related_name="drafts",
        help_text="The update that it changes or restores; none for a new one.",
    )
    version = models.PositiveIntegerField(
        null=True, help_text="The version that it undoes or brings back."
    )
    base = models.PositiveIntegerField(
        default=0, help_text="The version of the story that the writing began from."
    )
    typed = models.JSONField(default=dict)
    proposal = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    remark = models.TextField(blank=True, help_text="Why it was sent back, for its authors.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="drafts_begun"
    )
    created_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    release_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, help_text="When it was published or thrown away.")
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="DraftAuthor", related_name="drafts"
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-id"]
        indexes = [
            models.Index(
                fields=["incident", "-saved_at"],
                name="draft_open_by_story",
                condition=Q(state__in=["draft", "submitted", "sent_back", "scheduled", "held"]),
            ),
            models.Index(
                fields=["release_at", "id"],
                name="draft_due",
                condition=Q(state__in=["scheduled", "held"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="draft_state_known",
                condition=Q(
                    state__in=[
                        *("draft", "submitted", "sent_back", "scheduled", "held"),
                        *("published", "discarded"),
                    ]
                ),
            ),
            models.CheckConstraint(
                name="draft_target_known",
                condition=Q(
                    target__in=[
                        *("update", "story", "opening", "undoing", "returning", "restoring"),
                        "summary",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="draft_names_its_version",
                condition=Q(target__in=["undoing", "returning"], version__isnull=False)
                | (~Q(target__in=["undoing", "returning"]) & Q(version=None)),
            ),
            models.CheckConstraint(
                name="draft_of_the_story_changes_no_update",
                condition=Q(target__in=["update", "restoring"]) | Q(update=None),
            ),
            models.CheckConstraint(
                name="draft_waits_for_a_time",
                condition=Q(
                    state__in=["scheduled", "held"],
                    release_at__isnull=False,
                    released_by__isnull=False,
                    proposal__isnull=False,
                )
                | (~Q(state__in=["scheduled", "held"]) & Q(release_at=None, released_by=None)),
            ),
            models.CheckConstraint(
                name="draft_sent_back_says_why",
                condition=~Q(state="sent_back") | ~Q(remark=""),
            ),
            models.CheckConstraint(
                name="draft_approval_is_whole",
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="draft_settled_at_a_time",
                condition=Q(state__in=["published", "discarded"], settled_at__isnull=False)
                | (~Q(state__in=["published", "discarded"]) & Q(settled_at=None)),
            ),
            models.CheckConstraint(
                name="draft_approver_did_not_save_it",
                condition=Q(approved_by=None) | ~Q(approved_by=F("saved_by")),
            ),
        ]

    def __str__(self) -> str:
        names = {
            self.Target.UPDATE: f"Change of {self.update}" if self.update else "New update",
            self.Target.STORY: "Change of headline and report",
            self.Target.OPENING: "Publication of the story",
            self.Target.UNDOING: f"Undoing of version {self.version}",
            self.Target.RETURNING: f"Return of version {self.version}",
            self.Target.RESTORING: f"Restoration of {self.update or 'the story'}",
            self.Target.SUMMARY: "Change of what we know so far",
        }
        return names[self.Target(self.target)]

    @property
    def is_text(self) -> bool:
        """Whether somebody writes at it; otherwise it is an act that waits to be looked at."""
        return self.target in self.WRITTEN

    @property
    def words(self) -> str:
        """What shows best which text it is: its body, or else its headline or its note."""
        named = (self.typed.get(name, [""])[0] for name in ("body", "lead", "headline", "note"))
        return next(filter(None, named), "")

    @property
    def is_open(self) -> bool:
        """Whether it is neither published nor thrown away."""
        return self.state in self.OPEN

    @property
    def is_waiting(self) -> bool:
        """Whether it goes out by itself at its time."""
        return self.state in self.WAITING


class DraftAuthor(models.Model):
    """That somebody wrote at a draft: such a person cannot be its second pair of eyes."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="writers")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="writes_at"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "editor"], name="draft_author_once"),
        ]

    def __str__(self) -> str:
        return f"{self.editor} writes at {self.draft}"


class DraftText(models.Model):
    """What a draft said earlier: one a minute while it is written, and at each change of hands."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="earlier_texts")
    revision = models.PositiveIntegerField()
    typed = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "revision"], name="draft_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft}, text {self.revision}"
