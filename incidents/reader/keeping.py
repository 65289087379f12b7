"""How long shared caches keep a story's frozen pages, once they can be told to forget them."""

from django.conf import settings
from django.http.response import HttpResponseBase

from incidents.reader.answers import FROZEN
from incidents.record.stories import published

KEPT = "public, max-age=60, s-maxage=31536000"
"""A year in shared caches; a browser, which nobody can tell to forget, still asks each minute."""

TAG = "frozen"
"""Carried beside the tag of the story: the foot of a page follows the newsroom, not the story."""

WHOLE = (200, 304, 410)


def tagged(response: HttpResponseBase, path: str, shown: object) -> HttpResponseBase:
    """Let shared caches keep a frozen page of the story at a path, tagged with the story.

    Without a cache that can be told, nothing changes; nor for pages of the newest version
    (`shown`), which say that it is the newest.
    """
    if response.headers.get("Cache-Control") != FROZEN or not settings.CACHE_PURGE_URL:
        return response
    story = published(path)
    if story is None or shown == story.version_number or response.status_code not in WHOLE:
        return response
    response.headers["Cache-Control"] = KEPT
    response.headers["Cache-Tag"] = f"{TAG},story:{story.key}"
    response.headers["Surrogate-Key"] = f"{TAG} story:{story.key}"
    return response
