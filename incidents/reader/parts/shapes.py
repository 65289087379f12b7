"""Templates rendered once for what they have in common, and filled in for each of many rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.template.loader import render_to_string

SEAM = f"seam{uuid4().hex}"
"""Stands around the names of what is filled in; nobody who writes can know it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a template gave, cut at its seams: text, name, text, name and so on, ending in text."""

    cuts: tuple[str, ...]

    @classmethod
    def of(
        cls, template: str, names: Iterable[str], context: Mapping[str, object], row: str = "update"
    ) -> "Shape":
        """Render a template with a row whose fields are to be filled in.

        In the template a field stands as it is; it may not be filtered there.
        """
        stand_in = {name: f"{SEAM}{name}{SEAM}" for name in names}
        whole = render_to_string(template, {**context, row: stand_in})
        return cls(tuple(whole.strip().split(SEAM)))

    def filled(self, row: Mapping[str, str]) -> str:
        """The HTML for a row whose fields are HTML."""
        made = [*self.cuts]
        made[1::2] = [row[name] for name in made[1::2]]
        return "".join(made)
