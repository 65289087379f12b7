"""People who write: the account is private, the byline is what readers see."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models

DESK_BYLINE = "Desk"


class Editor(AbstractUser):
    """Someone with an account in the newsroom; readers only ever see the `byline`."""

    class BylineMode(models.TextChoices):
        REAL_NAME = "real_name", "Real name"
        PSEUDONYM = "pseudonym", "Pseudonym"
        DESK = "desk", "The word “Desk”"

    class Role(models.TextChoices):
        """What someone is in the newsroom; shown to readers beside a name."""

        WRITER = "writer", "Writer"
        EDITOR = "editor", "Editor"
        CHIEF = "chief", "Chief editor"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    byline_mode = models.CharField(
        "name shown to readers",
        max_length=20,
        choices=BylineMode.choices,
        default=BylineMode.DESK,
        help_text="The account name is never shown to readers.",
    )
    pseudonym = models.CharField(max_length=100, blank=True)
    role = models.CharField(
        max_length=10,
        choices=Role.choices,
        default=Role.EDITOR,
        help_text="Only a chief editor may remove text from the history.",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = "editor"
        verbose_name_plural = "editors"
        constraints = [
            models.CheckConstraint(
                name="editor_byline_mode_known",
                condition=models.Q(byline_mode__in=["real_name", "pseudonym", "desk"]),
            ),
            models.CheckConstraint(
                name="editor_role_known",
                condition=models.Q(role__in=["writer", "editor", "chief"]),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def byline(self) -> str:
        """The name that readers see; "Desk" where the chosen name is empty."""
        chosen = {
            self.BylineMode.REAL_NAME: self.get_full_name().strip(),
            self.BylineMode.PSEUDONYM: self.pseudonym.strip(),
        }.get(self.BylineMode(self.byline_mode), "")
        return chosen or DESK_BYLINE

    @property
    def is_chief(self) -> bool:
        """Whether this person may decide what is removed from the history."""
        return self.is_superuser or self.role == self.Role.CHIEF
