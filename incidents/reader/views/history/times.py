"""The versions of a story by their times, for readers and for web archives (RFC 7089)."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from incidents import record
from incidents.formats.addresses import html_address
from incidents.reader.answers import LIVE, kept
from incidents.reader.history import mementos
from incidents.reader.story_address import at_story
from incidents.record.stories import newest_version
from incidents.text.addresses.stories import version_path


@at_story
def at(_request: HttpRequest, path: str, moment: datetime) -> HttpResponseBase:
    """The version that a reader saw at a moment."""
    number = record.version_at(path, moment)
    if number is None:
        raise Http404("The story was not public then")
    return _redirect(path, number)


@at_story
def gate(request: HttpRequest, path: str) -> HttpResponseBase:
    """The version of the moment in the header Accept-Datetime; without one, the newest.

    A moment before the first version is answered with the first, as web archives expect.
    """
    newest = newest_version(path)
    if newest is None:
        raise Http404("No such story")
    written = request.headers.get("Accept-Datetime")
    moment = mementos.accepted(written) if written else None
    if written and moment is None:
        words = "Accept-Datetime takes a date such as “Sat, 25 Feb 2017 12:00:00 GMT”.\n"
        response = kept(request, words, "text/plain; charset=utf-8", LIVE, status=400)
    else:
        number = record.version_at(path, moment) if moment else newest
        response = _redirect(path, number or 1)
    patch_vary_headers(response, ["Accept-Datetime"])
    mementos.announce_gate(response, path)
    return response


@at_story
def time_map(request: HttpRequest, path: str, page: int = 1) -> HttpResponseBase:
    """Every version of a story with its time, a thousand a page."""
    found = record.time_map(path, page)
    if found is None:
        raise Http404("No such page of versions")
    return kept(request, mementos.link_format(found), mementos.LINK_FORMAT, LIVE)


def _redirect(path: str, number: int) -> HttpResponseBase:
    response = HttpResponseRedirect(html_address(version_path(path, number)))
    response["Cache-Control"] = LIVE
    return response
