"""Pages about the newsroom itself, and every wording that they had."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from incidents import record
from incidents.reader.answers import FROZEN, LIVE, answer
from incidents.record.pages.standing import HOME

GONE = 410


@require_safe
def standing(request: HttpRequest, about: str = HOME, suffix: str = "") -> HttpResponseBase:
    """A page about the newsroom as it stands; one that was taken back says so."""
    found = record.standing(about)
    if found is None or (about == HOME and request.path_info.startswith(f"/{HOME}/{HOME}")):
        raise Http404("There is no such page")
    status = GONE if found.withdrawn else 200
    return answer(request, found, suffix, "reader/lists/about/page.html", status=status)


@require_safe
def wordings(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """Every wording of these pages, newest first."""
    written = request.GET.get("before", "0")
    if not (written.isascii() and written.isdigit() and len(written) <= 18):
        raise Http404("This is no place in the list")
    found = record.wordings(int(written))
    return answer(request, found, suffix, "reader/lists/about/wordings.html")


@require_safe
def wording(request: HttpRequest, about: str, number: int, suffix: str = "") -> HttpResponseBase:
    """One wording of a page, and what it changed."""
    found = record.wording(about, number)
    if found is None:
        raise Http404("The page never had such a wording")
    freshness = LIVE if found.newest == number else FROZEN
    return answer(request, found, suffix, "reader/lists/about/wording.html", freshness=freshness)
