"""What a change is while it is being made: a locked story and the pieces touched on it."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from incidents.actions.refusals import IncidentIsRetracted, refuse_overlong
from incidents.models import Editor, Incident, Update, Version
from incidents.text.hashing.canonical import JSON

Value = dict[str, JSON]


@dataclass(slots=True)
class Touch:
    """What a piece will say (None: it is removed), and what kind of change that implies.

    `fresh` pieces did not exist before. `update` is the working row behind an update's text.
    """

    value: Value | None
    implies: str = ""
    fresh: bool = False
    update: Update | None = None


@dataclass(slots=True)
class Change:
    """A locked story and what is being done to it; it becomes one version, or none."""

    incident: Incident
    verb: str
    by: Editor | None
    at: datetime
    kind: str = ""
    note: str = ""
    base: int | None = None
    subject: str = ""
    origin: str = Version.Origin.NEWSROOM
    request_key: uuid.UUID | None = None
    opening: bool = False
    touches: dict[str, Touch] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    dirty: set[str] = field(default_factory=set)

    @property
    def public(self) -> bool:
        """Whether readers see this story, so that touching it makes a version."""
        return self.opening or self.incident.is_published

    def refuse_retracted(self) -> None:
        """Let nothing be changed on a story that readers only see as a tombstone."""
        if self.incident.retracted_at is not None:
            raise IncidentIsRetracted("The story is retracted: restore it before changing it.")

    def touch(
        self,
        key: str,
        value: Value | None,
        implies: str = "",
        *,
        fresh: bool = False,
        update: Update | None = None,
    ) -> None:
        """Say what a piece says from now on; without effect on a draft."""
        if self.public:
            self.touches[key] = Touch(value, implies, fresh, update)

    def set(self, field_name: str, value: object) -> bool:
        """Set a field of the story, to be saved with the change; whether that altered it."""
        if getattr(self.incident, field_name) == value:
            return False
        refuse_overlong(self.incident, **{field_name: value})
        setattr(self.incident, field_name, value)
        self.dirty.add(field_name)
        return True
