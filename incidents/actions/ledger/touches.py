"""What a change is while it is being made: a locked story and the pieces touched on it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from incidents.actions.refusals import IncidentIsRetracted, Met, refuse_overlong
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


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an editor says about a change of text beyond its kind and note.

    `wrong` and `right` are what was wrong and what is right, in words of the editor's own;
    `entered` is the version in which the error came in, where the editor knows better than the
    record; `noticed` is "staff" or "reader"; `grave` says that the error undermines the story;
    `confirmed` that the change is what it is called, although it looks like something graver.
    """

    wrong: str = ""
    right: str = ""
    entered: int | None = None
    noticed: str = "staff"
    grave: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Hands:
    """Whose hands a change went through, where that is not only the one who publishes it.

    `author` signs it; `approver` is the second pair of eyes; in an `emergency` there is none, and
    readers are told so.
    """

    author: Editor | None = None
    approver: Editor | None = None
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Blanked:
    """A stored text that a redaction takes out, and what is shown in its place from now on."""

    hash: str
    category: str
    canonical: str
    html: str


@dataclass(slots=True)
class Change:
    """A locked story and what is being done to it; it becomes one version, or none.

    `merged` are the pieces in which a stale edit was merged with what stands; `asides` are pieces
    about the version itself, such as where a restored text comes from; `blanked` are the stored
    texts that a redaction takes out. `choices` say which side stands where both changed the same
    words (text/lineage/choices.py), `met` what was found there, and `seen` what an editor began
    from on a story without versions, by piece.
    """

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
    particulars: Particulars | None = None
    hands: Hands = Hands()
    needs_second: bool = False
    opening: bool = False
    merged: set[str] = field(default_factory=set)
    choices: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, Value] = field(default_factory=dict)
    met: dict[str, Met] = field(default_factory=dict)
    asides: dict[str, Value] = field(default_factory=dict)
    blanked: list[Blanked] = field(default_factory=list)
    touches: dict[str, Touch] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    dirty: set[str] = field(default_factory=set)

    @property
    def author(self) -> Editor | None:
        """Who signs the change: the one who makes it, unless somebody else wrote it."""
        return self.hands.author or self.by

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
