"""Templates rendered once for what they have in common, and filled in for each of many values."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from sys import getsizeof
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string

from incidents.text.fragments.memory import Memory

SEAM = f"seam{uuid4().hex}"
"""Stands around the names of what is filled in; nobody who writes can know it."""


def seam(name: str) -> str:
    """What stands in a template for what is filled in under a name; no filter may be put on it."""
    return f"{SEAM}{name}{SEAM}"


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What a template gave with places left open in it: `%(name)s`, as Python fills them in."""

    open: str

    @classmethod
    def of(cls, template: str, context: Mapping[str, object]) -> "Shape":
        """Render a template; places stay open where the context has a seam."""
        cuts = render_to_string(template, dict(context)).strip().split(SEAM)
        cuts[::2] = [text.replace("%", "%%") for text in cuts[::2]]
        cuts[1::2] = [f"%({name})s" for name in cuts[1::2]]
        return cls("".join(cuts))

    def filled(self, places: Mapping[str, object]) -> str:
        """The HTML with these in its places; they are HTML themselves."""
        return self.open % places


KEPT: Memory[Shape] = Memory(4_000_000)
"""Of some hundred stories."""

OF_A_KEY = 500


def keep(key: Hashable, make: Callable[[], Shape]) -> Shape:
    """The shape under all that it is made of; while templates are written, each is made anew."""
    known = KEPT.get(key)
    if known is not None:
        return known
    made = make()
    return made if settings.DEBUG else KEPT.keep(key, made, getsizeof(made.open) + OF_A_KEY)
