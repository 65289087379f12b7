"""Saying that a story is a translation of another one."""

from incidents.actions.ledger.change import change
from incidents.actions.parts import relations
from incidents.models import Editor, Incident


def set_original(
    incident: Incident,
    original: Incident | None,
    *,
    by: Editor | None,
    note: str = "",
    base: int | None = None,
) -> Incident:
    """Say of which story this one is a translation, or with None that it is none.

    Readers find the way between them on both. Raises WrongRelation, NoteNeeded, StaleBase where
    date, language or original changed after version `base`.
    """
    with change(incident, "incident.translation_set", by=by, note=note, base=base) as locked:
        locked.refuse_retracted()
        relations.set_original(locked, original)
    return locked.incident
