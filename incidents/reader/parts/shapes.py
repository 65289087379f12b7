"""Templates rendered once for what they have in common, and filled in for each of many rows."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string

from incidents.text.fragments.memory import Memory

SEAM = f"seam{uuid4().hex}"
"""Stands around the names of what is filled in; nobody who writes can know it."""


def seam(name: str) -> str:
    """What stands in a template for what is filled in under a name."""
    return f"{SEAM}{name}{SEAM}"


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What a template gave, cut at its seams: text, name, text, name and so on, ending in text.

    Two of them are never the same, so that one stands for all that it was made of.
    """

    cuts: tuple[str, ...]

    @classmethod
    def of(
        cls, template: str, names: Iterable[str], context: Mapping[str, object], row: str = "update"
    ) -> "Shape":
        """Render a template with a row whose fields are to be filled in.

        In the template a field stands as it is; it may not be filtered there.
        """
        stand_in = {name: seam(name) for name in names}
        whole = render_to_string(template, {**context, row: stand_in})
        return cls(tuple(whole.strip().split(SEAM)))

    def filled(self, row: Mapping[str, str]) -> str:
        """The HTML for a row whose fields are HTML."""
        made = [*self.cuts]
        made[1::2] = [row[name] for name in made[1::2]]
        return "".join(made)


KEPT: Memory[Shape] = Memory(2_000_000)
"""Of some hundred stories."""

OF_A_SHAPE = 8_000
"""Bytes of one."""


def keep(key: Hashable, make: Callable[[], Shape]) -> Shape:
    """The shape under all that it is made of; while templates are written, each is made anew."""
    known = KEPT.get(key)
    if known is not None:
        return known
    return make() if settings.DEBUG else KEPT.keep(key, make(), OF_A_SHAPE)
