"""The public history of a story: its versions, what differs between two, what came after one."""

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase

from incidents import record
from incidents.formats.addresses import comparison_path, html_address, suffixed, version_path
from incidents.reader.answers import FROZEN, NOTHING_NEW, alternates, answer, kept
from incidents.reader.choice import Choice
from incidents.reader.following import as_json
from incidents.reader.story_address import at_story


@at_story
def changes(request: HttpRequest, path: str, suffix: str = "") -> HttpResponseBase:
    """Every public version, newest first; two of them can be ticked and compared."""
    page = record.changes(path)
    if page is None:
        raise Http404("No such story")
    choice = Choice.made(request.GET, page)
    if choice.comparable and not suffix:
        return HttpResponseRedirect(html_address(comparison_path(path, choice.older, choice.newer)))
    return answer(
        request,
        page,
        suffix,
        "reader/history/changes.html",
        context={"row_formats": alternates(page), "choice": choice},
    )


@at_story
def comparison(
    request: HttpRequest, path: str, older: int, newer: int, suffix: str = ""
) -> HttpResponseBase:
    """What changed between two versions; named the wrong way round, they are put right."""
    if older == newer:
        return HttpResponsePermanentRedirect(_address(version_path(path, newer), suffix))
    if older > newer:
        return HttpResponsePermanentRedirect(_address(comparison_path(path, newer, older), suffix))
    page = record.comparison(path, older, newer)
    if page is None:
        raise Http404("No such versions")
    return answer(
        request,
        page,
        suffix,
        "reader/history/comparison.html",
        freshness=FROZEN,
    )


@at_story
def after(request: HttpRequest, path: str, after: int) -> HttpResponseBase:
    """Every public change after a version, for pages and clients that follow along."""
    follow_ups = record.follow_ups(path, after)
    if follow_ups is None:
        raise Http404("No such story")
    freshness = FROZEN if follow_ups.changes else NOTHING_NEW
    return kept(request, as_json(follow_ups), "application/json; charset=utf-8", freshness)


def _address(path: str, suffix: str) -> str:
    return suffixed(path, suffix) if suffix else html_address(path)
