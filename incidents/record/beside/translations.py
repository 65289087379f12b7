"""The same story in other languages: those that readers may see, as they stand now."""

from django.db import connection

from incidents.models import Incident
from incidents.record.entries import Translation
from incidents.record.pages import shown
from incidents.text.addresses.stories import story_path

MOST = 50

FAMILY = """
SELECT id, language, headline, path, key = %(original)s,
    version_number > 0 AND retracted_at IS NULL
FROM incidents_incident
WHERE (key = %(original)s OR translation_of = %(original)s) AND id <> %(story)s
ORDER BY language, id LIMIT %(most)s
"""


@shown.told
def translations(incident: Incident) -> tuple[Translation, ...]:
    """The original of a story first, then its other translations by language: one query.

    They are no part of the story's versions, as each is linked by its own. One that readers may
    not see is not named; when they may, this page is made anew.
    """
    original = incident.translation_of or incident.key
    with connection.cursor() as cursor:
        cursor.execute(FAMILY, {"original": original, "story": int(incident.pk), "most": MOST})
        rows = cursor.fetchall()
    shown.shows(shown.translations(original), *(shown.story(row[0]) for row in rows))
    found = [
        Translation(language, headline, story_path(path), first)
        for _, language, headline, path, first, public in rows
        if public
    ]
    return tuple(sorted(found, key=lambda entry: not entry.original))
