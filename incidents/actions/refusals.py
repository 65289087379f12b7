"""Why an act was refused: each reason has a name, and its text says what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model

from incidents.models import Editor, Right
from incidents.text.lineage.merging import Merge


class Refused(Exception):  # noqa: N818 - what happened, not an error of ours
    """An act that may not happen. `field` names the form field at fault, where there is one."""

    field = ""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field or self.field


def refuse_overlong(row: Model, **values: object) -> None:
    """Refuse texts that are longer than the fields of a row, or than the fields named."""
    for field in row._meta.concrete_fields:
        value = values.get(field.name) if values else getattr(row, field.attname)
        if field.max_length and isinstance(value, str) and len(value) > field.max_length:
            raise TooLong(
                f"This is {len(value):,} characters long; {field.verbose_name} can hold "
                f"{field.max_length:,}. Shorten it.",
                field=field.name,
            )


class StaleBase(Refused):
    """Someone changed the same piece since the editor opened it."""

    def __init__(self, key: str, base: int, standing: int) -> None:
        super().__init__(
            f"This was changed in version {standing}, after version {base} that you were editing. "
            "Your text is kept below: compare it with what stands now, then save again."
        )
        self.key = key
        self.base = base
        self.standing = standing


class StaleArrangement(StaleBase):
    """Someone else arranged the front page since the editor opened it."""

    def __init__(self, base: int, standing: int) -> None:
        super().__init__("front", base, standing)
        words = (
            "Somebody else has arranged the front page meanwhile. Yours is kept below, nothing is "
            "saved: compare it with what stands now, then save again."
        )
        self.args = (words,)


class AlreadyDone(Refused):
    """The same request has been carried out before; nothing was done twice."""

    def __init__(self, subject: str) -> None:
        super().__init__("This was already saved. Nothing was done twice.")
        self.subject = subject


@dataclass(frozen=True, slots=True)
class Met:
    """One text that others changed too: what both began with, what stands now, both together."""

    before: str
    now: str
    merged: Merge


class Conflicted(StaleBase):
    """Both changed the same sentences: a person has to choose.

    `met` are the texts by "piece.field", those that merge by themselves among them; `merges` are
    the conflicts of the first piece, by field name.
    """

    def __init__(self, key: str, base: int, standing: int, met: Mapping[str, Met]) -> None:
        super().__init__(key, base, standing)
        since = f"in version {standing}; this text began from version {base}"
        said = f"The same words were changed {since if standing else 'since this text was begun'}."
        self.args = (f"{said} Choose for each place which words shall stand.",)
        self.met = dict(met)
        self.merges = {
            place.rpartition(".")[2]: found.merged
            for place, found in met.items()
            if place.rpartition(".")[0] == key and not found.merged.is_clean
        }


class Unconfirmed(Refused):
    """A change that looks graver than it is called; `reasons` say what was noticed."""

    field = "confirmed"

    def __init__(self, message: str, reasons: Sequence[str]) -> None:
        super().__init__(" ".join((message, *reasons)))
        self.reasons = tuple(reasons)


class NotAllowed(Refused):
    """This person may not do that."""


class SecondPairNeeded(NotAllowed):
    """Nobody but its author has looked at this change, and the newsroom asks for that."""


WHO_MAY = {
    Right.READ: "This account does not see the stories. Ask a chief editor for another role.",
    Right.WRITE: "This account writes nothing. Ask a chief editor for another role.",
    Right.PUBLISH: "Readers would see this, and you write drafts only. Save it as a draft, and "
    "ask an editor to publish it.",
    Right.APPROVE: "Only a chief editor approves a change. Ask one to look at it.",
    Right.REDACT: "Only a chief editor may remove text from the history.",
    Right.AUDIT: "Only an auditor or a chief editor sees who did what.",
    Right.PEOPLE: "Only a chief editor or a user manager sees to accounts.",
    Right.HOUSE: "This stands on every story: ask a chief editor to change it.",
}
"""What someone without a right is told to do."""


def refuse_without(right: Right, by: Editor | None) -> None:
    """Let nobody act who lacks a right; nobody at all is an import or the worker. NotAllowed."""
    if by is not None and not by.may(right):
        raise NotAllowed(WHO_MAY[right])


class KindNeeded(Refused):
    """A change of published text has to say what kind of change it is."""

    field = "kind"


class NoteNeeded(Refused):
    """This kind of change has to tell readers why."""

    field = "note"


class NothingWritten(Refused):
    """A text that may not be empty is empty."""


class TooLong(Refused):
    """A text is longer than its place can hold; it is refused, never cut."""


class WrongValue(Refused):
    """A value that means nothing, such as a time zone that does not exist."""


class NotPublished(Refused):
    """The story or update has not been published yet."""


class AlreadyPublished(Refused):
    """It has been published before."""


class AlreadyRetracted(Refused):
    """It has been retracted before."""


class NotRetracted(Refused):
    """It is not retracted, so it cannot be restored."""


class IncidentIsRetracted(Refused):
    """The story is retracted: restore it before changing it."""


class WrongStatus(Refused):
    """The story's status does not allow this."""


class WrongRelation(Refused):
    """A story cannot be related in this way."""

    field = "related"


class UnknownSource(Refused):
    """A cited source is not on the story's list."""

    field = "sources"


class UnknownMedium(Refused):
    """A picture, post or video that is not on the story's list."""

    field = "media"


class WrongAddress(Refused):
    """A web address that cannot be used."""

    field = "url"


class TopicInUse(Refused):
    """A topic that stories carry cannot be deleted."""
