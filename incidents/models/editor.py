"""People of the newsroom: what each may do, and the byline that readers see of who writes."""

import enum
import uuid
from typing import NamedTuple

from django.contrib.auth.models import AbstractUser
from django.db import models

DESK_BYLINE = "Desk"


class Origin(NamedTuple):
    """Where an act comes from: an address, and what stands for a session (never its key)."""

    address: str | None = None
    session: str = ""


class Right(enum.StrEnum):
    """Everything that may be allowed to somebody; every refusal names one of these."""

    READ = "read"
    """See the desk: drafts, lists, the history of every story."""
    WRITE = "write"
    """Write drafts, which readers do not see."""
    PUBLISH = "publish"
    """Change what readers see."""
    APPROVE = "approve"
    """Look over the change of somebody else and say so in public."""
    REDACT = "redact"
    """Take a text out of the history."""
    AUDIT = "audit"
    """See who did what, accounts and events included."""
    PEOPLE = "people"
    """Make accounts, choose roles, end sessions."""
    HOUSE = "house"
    """Change what stands on every story."""


class Editor(AbstractUser):
    """Someone with an account in the newsroom; readers only ever see the `byline`."""

    class BylineMode(models.TextChoices):
        REAL_NAME = "real_name", "Real name"
        PSEUDONYM = "pseudonym", "Pseudonym"
        DESK = "desk", "The word “Desk”"

    class Role(models.TextChoices):
        """What someone is in the newsroom: it decides what that person may do."""

        CONTRIBUTOR = "contributor", "Contributor"
        EDITOR = "editor", "Editor"
        CHIEF = "chief", "Chief editor"
        AUDITOR = "auditor", "Auditor"
        PEOPLE = "people", "User manager"

    came_from = Origin()
    """Where this person acts from at this moment; nowhere, unless the door they use says so."""

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
        max_length=20,
        choices=Role.choices,
        default=Role.EDITOR,
        help_text="A contributor writes drafts; an editor publishes; a chief editor also approves, "
        "removes text from the history, and manages the newsroom and its people; an auditor reads "
        "everything and changes nothing; a user manager sees to the accounts alone.",
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
                condition=models.Q(
                    role__in=["contributor", "editor", "chief", "auditor", "people"]
                ),
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
    def printed_role(self) -> str:
        """The word that the history keeps beside a name; empty for who does not write."""
        return PRINTED_ROLES.get(self.role, "")

    @property
    def rights(self) -> frozenset[Right]:
        """Everything that this person may do; all of it for who runs the site."""
        return frozenset(Right) if self.is_superuser else RIGHTS[Editor.Role(self.role)]

    def may(self, right: Right) -> bool:
        """Whether this person may do that. Who is inactive never gets as far as asking."""
        return right in self.rights

    def sees_to(self, other: "Editor") -> bool:
        """Whether this person manages the account of another; nobody reaches up to a higher one."""
        if not self.may(Right.PEOPLE) or (other.is_superuser and not self.is_superuser):
            return False
        return other.role in self.roles_to_give

    @property
    def roles_to_give(self) -> frozenset[str]:
        """The roles that this person may give and take."""
        if self.is_superuser or self.role == self.Role.CHIEF:
            return frozenset(self.Role.values)
        below = {self.Role.CONTRIBUTOR.value, self.Role.EDITOR.value}
        return frozenset(below if self.may(Right.PEOPLE) else ())


_WRITES = {Right.READ, Right.WRITE}
RIGHTS = {
    Editor.Role.CONTRIBUTOR: frozenset(_WRITES),
    Editor.Role.EDITOR: frozenset({*_WRITES, Right.PUBLISH}),
    Editor.Role.CHIEF: frozenset(Right),
    Editor.Role.AUDITOR: frozenset({Right.READ, Right.AUDIT}),
    Editor.Role.PEOPLE: frozenset({Right.PEOPLE}),
}
"""What each role may do, in one place."""

PRINTED_ROLES: dict[str, str] = {
    Editor.Role.CONTRIBUTOR: "writer",
    Editor.Role.EDITOR: "editor",
    Editor.Role.CHIEF: "chief",
}
"""What the history keeps beside a name; older versions hold the same words."""
