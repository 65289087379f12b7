"""Where stories are found: at the address they have now, and at every one they ever had."""

import unicodedata
from collections.abc import Callable
from datetime import date
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.encoding import iri_to_uri
from django.utils.http import escape_leading_slashes
from django.views.decorators.http import require_safe

from incidents import record
from incidents.formats.addresses import html_address
from incidents.reader.answers import LIVE
from incidents.reader.keeping import tagged
from incidents.text.addresses.stories import day_path

SIGNS = ".,;:!?'\"…“”‘’«»)]}>。，、；：！？）」』】》"  # noqa: RUF001 - marks of many languages
"""What a sentence may put behind an address that stands in it; programs take it for a part."""

StoryView = Callable[..., HttpResponseBase]


def at_story(view: StoryView) -> StoryView:
    """A view below a story: it gets the story's path in place of day and slug.

    Where the story has moved, the same page of it is answered for with a permanent redirect.
    The address table is asked only after the view has found nothing: moves are rare. Where that
    knows the address only without the signs behind it, the story was meant, too.
    """

    @wraps(view)
    @require_safe
    def find(request: HttpRequest, day: date, slug: str, **rest: object) -> HttpResponseBase:
        written = f"{day_path(day)}/{slug}"
        path = unicodedata.normalize("NFC", written)
        try:
            if path == written:
                shown = rest.get("newer", rest.get("number"))
                return tagged(view(request, path, **rest), path, shown)
        except Http404:
            current = record.current_path(path) or _without_signs(path)
            if current in (None, path):
                raise
            path = str(current)
        return _moved(request, written, path)

    return find


def _without_signs(path: str) -> str | None:
    """Where the story stands whose address was copied together with the end of a sentence."""
    bare = path.rstrip(SIGNS)
    return record.current_path(bare) if bare != path else None


def _moved(request: HttpRequest, written: str, path: str) -> HttpResponsePermanentRedirect:
    """The same page below the address that the story has now, query included."""
    below = request.path_info.removeprefix(written)
    query = request.META.get("QUERY_STRING", "")
    address = html_address(path).rstrip("/") + iri_to_uri(below) + (f"?{query}" if query else "")
    response = HttpResponsePermanentRedirect(escape_leading_slashes(address))
    response["Cache-Control"] = LIVE  # shared links go on naming an old address for long
    return response
