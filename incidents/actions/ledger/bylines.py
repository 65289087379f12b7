"""The names that versions are signed with, each kept once."""

from collections.abc import Iterable, Mapping
from itertools import count

from incidents.models import Byline
from incidents.text.slugs import slug


def ids(names: Iterable[str], held: Mapping[str, int]) -> dict[str, int]:
    """The ids of the names that the versions are signed with; those that are new are kept."""
    found = dict(held)
    for name in sorted(set(names) - found.keys()):
        found[name] = Byline.objects.create(name=name, slug=_free_slug(name)).pk
    return found


def _free_slug(name: str) -> str:
    stem = slug(name, limit=80)
    taken = set(Byline.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    forms = (stem if attempt == 1 else f"{stem}-{attempt}" for attempt in count(1))
    return next(form for form in forms if form not in taken)
