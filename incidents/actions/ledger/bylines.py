"""The names that versions are signed with, each kept once."""

from collections.abc import Iterable, Mapping
from itertools import count

from incidents.models import Byline
from incidents.models.editor import DESK_BYLINE
from incidents.text.addresses.slugs import slug

RESERVED = {"imported", DESK_BYLINE.lower()}
"""Slugs that stand for versions which nobody signed."""


def ids(names: Iterable[str], held: Mapping[str, int]) -> dict[str, int]:
    """The ids of the names that the versions are signed with; those that are new are kept.

    Called while the head of the ledger is held. `held` was read before it was waited for, so that
    names which another publication brought meanwhile are looked up again.
    """
    found = dict(held)
    if set(names) - found.keys():
        found |= dict(Byline.objects.filter(name__in=names).values_list("name", "pk"))
    for name in sorted(set(names) - found.keys()):
        found[name] = Byline.objects.create(name=name, slug=_free_slug(name)).pk
    return found


def _free_slug(name: str) -> str:
    if name == DESK_BYLINE:
        return DESK_BYLINE.lower()
    stem = slug(name, limit=80)
    taken = RESERVED | set(
        Byline.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    forms = (stem if attempt == 1 else f"{stem}-{attempt}" for attempt in count(1))
    return next(form for form in forms if form not in taken)
