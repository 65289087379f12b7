"""Whether what a version changed was taken back since, by undoing it or by an older version."""

import json
from collections.abc import Iterable

from incidents.models import Incident, VersionPiece


def taken_back_in(incident: Incident, number: int) -> int:
    """The version that took version `number` back; 0 where it stands, also if it stands again."""
    rows = VersionPiece.objects.filter(incident=incident, key="returns", number__gt=number)
    said = rows.order_by("number").values_list("number", "content__canonical")
    return _taken_back(number, ((at, json.loads(canonical) or {}) for at, canonical in said))


def _taken_back(number: int, returns: Iterable[tuple[int, dict[str, int]]]) -> int:
    """The same, from the later versions that undo or restore one, in their order.

    `moments` says since which version which one had taken it back (0: none).
    """
    moments = [(0, number), (number, 0)]  # before it was made, it did not stand
    for at, value in returns:
        undone, restored = value.get("undoes", 0), value.get("restores", 0)
        held = _at(moments, restored or undone - 1)
        if restored or undone in (since for since, _ in moments):
            moments.append((at, (moments[-1][1] or at) if held else 0))
    return moments[-1][1]


def _at(moments: list[tuple[int, int]], version: int) -> int:
    return next((by for since, by in reversed(moments) if since <= version), 0)
