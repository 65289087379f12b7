"""What may happen to the images, quoted posts and videos of a story."""

from collections.abc import Sequence

from incidents.actions.inputs import MediumText
from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Hands
from incidents.actions.parts import media as parts
from incidents.actions.refusals import Refused
from incidents.models import Editor, Incident, Medium


class AlreadyShown(Refused):
    """Readers have seen it: it stays in the history of its story."""


def add(incident: Incident, text: MediumText, *, by: Editor | None) -> Medium:
    """Put an image, a quoted post or a video on a story's list; nobody but editors sees it yet.

    Raises NothingWritten, WrongAddress, TooLong.
    """
    with change(incident, "medium.added", by=by) as locked:
        locked.refuse_retracted()
        return parts.add(locked, text, by=by)


def edit(
    medium: Medium,
    text: MediumText,
    *,
    by: Editor | None,
    note: str = "",
    base: int | None = None,
    emergency: bool = False,
) -> Medium:
    """Change what is said of one, or its picture. Readers who see it are told why.

    In an `emergency` nobody else looks it over, and readers are told so. Raises StaleBase where it
    changed after version `base`, NoteNeeded, SecondPairNeeded, and what adding raises.
    """
    with change(medium.incident, "medium.edited", by=by, note=note, base=base) as locked:
        locked.hands = Hands(emergency=emergency)
        return parts.rewrite(locked, medium, text)


def show_with_report(
    incident: Incident,
    numbers: Sequence[int],
    *,
    by: Editor | None,
    note: str = "",
    base: int | None = None,
    emergency: bool = False,
) -> Incident:
    """Say what the initial report shows, by number. Raises what changing one raises."""
    with change(incident, "incident.illustrated", by=by, note=note, base=base) as locked:
        locked.refuse_retracted()
        locked.hands = Hands(emergency=emergency)
        parts.show_with_lead(locked, numbers)
    return locked.incident


def remove(medium: Medium, *, by: Editor | None) -> None:
    """Take off the list what readers have never seen. Raises AlreadyShown."""
    with change(medium.incident, "medium.removed", by=by) as locked:
        row = parts.standing_row(locked, medium)
        if row.shown_at is not None:
            raise AlreadyShown(
                "Readers have seen this, so it stays on the list. To show it no longer, take it "
                "off the texts that show it."
            )
        left = [number for number in locked.incident.lead_media if number != row.number]
        locked.set("lead_media", left)
        locked.subject = row.piece_key
        row.delete()
