"""A stale edit meets what stands: merged by sentence, or given to a person to choose."""

from collections.abc import Callable, Mapping, Sequence

from incidents.actions.ledger import pieces
from incidents.actions.ledger.pieces import Value
from incidents.actions.ledger.touches import Change
from incidents.actions.refusals import Met, StaleBase
from incidents.models import Incident
from incidents.record.ledger import Standing, standing
from incidents.text.lineage import choices
from incidents.text.lineage.merging import Merge, merge, merge_lines

BODY = "html"
"""The field of a piece that is merged by sentence; every other one is merged as a whole."""


def met(locked: Change, key: str, given: Mapping[str, str]) -> dict[str, str]:
    """The fields of a piece as they should stand now: `given` merged with what others wrote.

    Fields are named as in the piece. What the editor left as it was when the edit began follows
    what stands. Where both changed the same sentence, the choice that was made stands; where none
    was made, the change is kept among the open conflicts of `locked`, which then refuses.
    """
    sides = _sides(locked, key)
    if sides is None:
        return dict(given)
    before, now = sides
    locked.merged.add(key)
    return {
        name: settled(
            locked, f"{key}.{name}", _field(before, name), text, _field(now, name), _merge(name)
        )
        for name, text in given.items()
    }


def settled(
    locked: Change,
    place: str,
    before: str,
    mine: str,
    now: str,
    merging: Callable[[str, str, str], Merge],
) -> str:
    """One text at a place ("piece.field") as it should stand; an open conflict is remembered."""
    found = merging(before, mine, now)
    if now not in (before, mine):
        locked.met[place] = Met(before, now, found)
    chosen = choices.sides(place, found, locked.choices)
    return now if chosen is None else found.html(chosen)


def _sides(locked: Change, key: str) -> tuple[Value | None, Value | None] | None:
    """What the editor began from and what stands now, where that is something else."""
    if not locked.public:
        seen = locked.seen.get(key)
        return None if seen is None else ({**seen}, _row(locked.incident)[key])
    now = overtaken(locked, key)
    if now is None or now.value is None or locked.base is None:
        return None
    _refuse_redacted(locked, key, now.number)
    return at_version(locked, key, locked.base), now.value


def _row(incident: Incident) -> dict[str, Value]:
    """The own words of a story that is not public yet: they have no versions."""
    return {
        "about": pieces.about(incident),
        "credits": pieces.story_credits(incident) or {},
        "headline": {"text": incident.headline},
        "lead": pieces.lead(incident),
        "notice": {"text": incident.verification_notice},
        "status": pieces.status(incident),
        "topic_line": {"text": incident.topic_line},
    }


def met_citations(locked: Change, key: str, cites: Sequence[int]) -> list[int] | None:
    """The sources to cite, by id: the editor's additions and removals applied to what stands.

    None where nothing stands that the editor has not seen.
    """
    now = overtaken(locked, key)
    if now is None or locked.base is None:
        return None
    before = _cited(locked, at_version(locked, key, locked.base), locked.base)
    standing_now = _cited(locked, now.value, locked.incident.version_number)
    added = [pk for pk in cites if pk not in before]
    return [*(pk for pk in standing_now if pk in cites or pk not in before), *added]


def overtaken(locked: Change, key: str) -> Standing | None:
    """The piece as it stands, where it changed after the editor's base."""
    if locked.base is None or locked.base >= locked.incident.version_number:
        return None
    now = standing(locked.incident.pk, keys=[key]).get(key)
    return now if now is not None and now.number > locked.base else None


def _refuse_redacted(locked: Change, key: str, number: int) -> None:
    """Refuse an edit of a text that has been redacted since: it holds what was taken out."""
    found = standing(locked.incident.pk, keys=[key], at=locked.base).get(key)
    if found is not None and found.redacted:
        raise StaleBase(key, locked.base or 0, number)


def _merge(name: str) -> Callable[[str, str, str], Merge]:
    return merge if name == BODY else merge_lines


def at_version(locked: Change, key: str, number: int) -> Value | None:
    """What a piece said at a version."""
    found = standing(locked.incident.pk, keys=[key], at=number).get(key)
    return found.value if found else None


def _field(value: Value | None, name: str) -> str:
    return str(value.get(name) or "") if value else ""


def _cited(locked: Change, value: Value | None, at: int) -> list[int]:
    """The ids of the sources that a version of a piece cites; those since taken off are gone."""
    numbers = value.get("sources") if value else None
    wanted = [*numbers] if isinstance(numbers, list) else []
    rows = {f"source-{row.serial}": row.pk for row in locked.incident.sources.all()}
    held = standing(locked.incident.pk, keys=list(rows), at=at) if wanted else {}
    by_number = {
        piece.value["number"]: rows[key] for key, piece in held.items() if piece.value is not None
    }
    return [by_number[number] for number in wanted if number in by_number]
