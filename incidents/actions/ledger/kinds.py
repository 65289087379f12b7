"""Which kind of change a version is, and when readers must be told why."""

from collections.abc import Iterable

from incidents.actions.refusals import KindNeeded, NoteNeeded
from incidents.models import Version

Kind = Version.Kind

ORDER = tuple(Kind.values)
"""The closed list; a mixed change takes the first kind that applies."""

TEXT_KINDS = (Kind.CORRECTION, Kind.CLARIFICATION, Kind.ADDITION, Kind.TYPO)
"""What an editor may call a change of published text."""

TEXT_KIND_CHOICES = tuple((kind.value, str(kind.label)) for kind in TEXT_KINDS)


def resolve(chosen: str, implied: Iterable[str], *, text_changed: bool) -> str:
    """The kind of a change: the first in `ORDER` of what the editor says and what was touched.

    Raises KindNeeded where published text changed and no kind of text change was chosen.
    """
    if chosen and chosen not in TEXT_KINDS:
        raise KindNeeded(f"“{chosen}” is not a kind of edit. Choose one from the list.")
    if text_changed and not chosen:
        raise KindNeeded("Published text was changed: say what kind of change this is.")
    applying = {*implied, chosen} - {""}
    return min(applying, key=ORDER.index)


def check_note(kind: str, note: str) -> None:
    """Refuse an empty note where readers must be told why."""
    if not note and kind not in Version.KINDS_WITHOUT_NOTE:
        label = Kind(kind).label.lower()
        raise NoteNeeded(f"Tell readers why: a change of this kind ({label}) needs a public note.")
