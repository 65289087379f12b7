"""The stream of a story where none is served: the front serves them, before Django is asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from incidents import record
from incidents.reader.story_address import at_story

STREAM_AGAIN = 60
"""Seconds after which a page may ask for the stream once more."""


@at_story
def live(_request: HttpRequest, path: str) -> HttpResponseBase:
    """Nothing is said here; who follows the story asks what came after the version they hold."""
    if record.current_path(path) != path:
        raise Http404("No such story")
    headers = {"Retry-After": str(STREAM_AGAIN), "Cache-Control": "no-store"}
    return HttpResponse(status=204, headers=headers)
