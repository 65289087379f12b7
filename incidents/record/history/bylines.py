"""The names that changes are found under: what nobody signed is told from what a person did."""

from django.db.models import Q, QuerySet

from incidents.models import Byline, Version
from incidents.models.editor import DESK_BYLINE
from incidents.record.versions import IMPORTED_BYLINE

DESK = DESK_BYLINE.lower()
IMPORTED = IMPORTED_BYLINE.lower()
"""What the desk, and what came with its history from elsewhere, are known by in addresses."""


UNSIGNED = {
    DESK: Q(byline=None) & ~Q(origin=Version.Origin.IMPORTED),
    IMPORTED: Q(byline=None, origin=Version.Origin.IMPORTED),
}
"""The versions that nobody signed, by the slug under which they are found."""


def named(slug: str) -> QuerySet[Byline]:
    """The name with this slug. Under a slug of the unsigned, that is the word Desk alone.

    A person's name that reads like one of the two is never taken for it.
    """
    rows = Byline.objects.filter(slug=slug)
    return rows.filter(name=DESK_BYLINE) if slug in UNSIGNED else rows


def signed(slug: str) -> Q:
    """The versions with this name; the name is looked up at once, so that an index serves."""
    known = named(slug).values_list("pk", flat=True).first()
    return Q(byline=known) if known is not None else Q(pk__in=())
