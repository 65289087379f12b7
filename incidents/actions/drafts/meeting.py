"""Two pages at one draft: what both typed is put together by sentence, or kept apart."""

from collections.abc import Mapping

from incidents.text.lineage.merging import merge, merge_lines
from incidents.text.sanitise import body

Typed = Mapping[str, list[str]]
"""The fields of a form as they were typed: each name with its values."""

BODIES = ("body", "lead")
CHOICES = ("cites", "pictures")
"""Fields of which several values may be ticked: what one side ticked or unticked is followed."""


def met(seen: Typed, mine: Typed, theirs: Typed) -> dict[str, list[str]] | None:
    """Both changes of what was `seen`; None where both changed the same sentence or field."""
    found: dict[str, list[str]] = {}
    for name in sorted({*mine, *theirs}):
        before, here, there = (side.get(name, []) for side in (seen, mine, theirs))
        together = _field(name, before, here, there)
        if together is None:
            return None
        found[name] = together
    return found


def _field(name: str, before: list[str], here: list[str], there: list[str]) -> list[str] | None:
    if there in (here, before):
        return here
    if here == before:
        return there
    if name in CHOICES:
        kept = [value for value in there if value in here or value not in before]
        return [*kept, *(value for value in here if value not in {*before, *there})]
    old, mine, theirs = ("".join(values) for values in (before, here, there))
    if name in BODIES:
        merged = merge(body(old), body(mine), body(theirs))
    else:
        merged = merge_lines(old, mine, theirs)
    return [merged.html()] if merged.is_clean else None
