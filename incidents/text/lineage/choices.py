"""What a person chose where two changes met, tied to the very words that it was chosen between.

So a choice lapses as soon as one of the two is changed again.
"""

from collections.abc import Mapping
from hashlib import sha256

from incidents.text.lineage.merging import Merge, Side

SIDES: Mapping[str, Side] = {"yours": "yours", "theirs": "theirs"}

Chosen = Mapping[str, str]
"""The names of conflicts, each with the side that shall stand: "yours" or "theirs"."""

PREFIX = "choice-"


def names(place: str, merged: Merge) -> list[str]:
    """A name for each conflict at a place ("piece.field"), in the order of the text."""
    found = []
    for number, conflict in enumerate(merged.conflicts):
        told = "\0".join((place, str(number), conflict.base, conflict.yours, conflict.theirs))
        found.append(f"{PREFIX}{sha256(told.encode()).hexdigest()[:16]}")
    return found


def sides(place: str, merged: Merge, chosen: Chosen) -> list[Side] | None:
    """The chosen sides, in order; None where one is missing."""
    found = [SIDES.get(chosen.get(name, "")) for name in names(place, merged)]
    known = [side for side in found if side is not None]
    return known if len(known) == len(found) else None
