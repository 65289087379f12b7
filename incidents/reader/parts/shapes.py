"""Templates rendered once for what they have in common, and filled in for each of many values."""

from collections.abc import Callable, Hashable, Mapping
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string

from incidents.text.fragments.memory import Memory

SEAM = f"seam{uuid4().hex}"
"""Stands around the names of what is filled in; nobody who writes can know it."""


def seam(name: str) -> str:
    """What stands in a template for what is filled in under a name; no filter may be put on it."""
    return f"{SEAM}{name}{SEAM}"


class Shape:
    """What a template gave, cut at its seams: text, name, text, name and so on, ending in text."""

    __slots__ = ("_encoded", "_names", "_texts")

    def __init__(self, html: str) -> None:
        cuts = html.split(SEAM)
        self._names = cuts[1::2]
        self._texts = cuts
        self._encoded = [cut.encode() for cut in cuts]

    @classmethod
    def of(cls, template: str, context: Mapping[str, object], end: str = "") -> "Shape":
        """Render a template; places stay open where the context has a seam."""
        return cls(render_to_string(template, dict(context)).strip() + end)

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return 3 * sum(map(len, self._encoded))

    def filled(self, places: Mapping[str, str]) -> str:
        """The HTML with these in its places; they are HTML themselves."""
        made = [*self._texts]
        made[1::2] = [places[name] for name in self._names]
        return "".join(made)

    def encoded(self, places: Mapping[str, bytes]) -> bytes:
        """The same in UTF-8: what is kept so need not be encoded again with every page."""
        made = [*self._encoded]
        made[1::2] = [places[name] for name in self._names]
        return b"".join(made)


KEPT: Memory[Shape] = Memory(4_000_000)
"""Of some hundred stories."""

OF_A_KEY = 2_000
"""Bytes of one beside its HTML: the values that it is kept under, and its cuts."""


def keep(key: Hashable, make: Callable[[], Shape]) -> Shape:
    """The shape under all that it is made of; while templates are written, each is made anew."""
    known = KEPT.get(key)
    if known is not None:
        return known
    made = make()
    return made if settings.DEBUG else KEPT.keep(key, made, made.size + OF_A_KEY)
