"""The same story in other languages: those that readers may see, as they stand now."""

from django.db.models import Q

from incidents.models import Incident
from incidents.record.entries import Translation
from incidents.record.pages import shown

PREFIX = "/news/"
MOST = 50


@shown.told
def translations(incident: Incident) -> tuple[Translation, ...]:
    """The original of a story first, then its other translations by language: one query.

    They are no part of the story's versions, as each is linked by its own. One that readers may
    not see is not named; when they may, this page is made anew.
    """
    original = incident.translation_of or incident.key
    family = Incident.objects.filter(Q(key=original) | Q(translation_of=original))
    rows = list(family.exclude(pk=incident.pk).order_by("language", "id")[:MOST])
    shown.shows(shown.translations(original), *(shown.story(row.pk) for row in rows))
    public = [row for row in rows if row.is_published and row.retracted_at is None]
    public.sort(key=lambda row: row.key != original)
    return tuple(
        Translation(row.language, row.headline, f"{PREFIX}{row.path}", row.key == original)
        for row in public
    )
