"""The signed heads of the history, for people and for programs that keep them."""

import re

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from incidents.reader.answers import LIVE, answer, kept
from incidents.reader.neighbours import Link, Neighbours
from incidents.record.history import transparency as record

_SIZE = re.compile("[1-9][0-9]{0,17}")
_TEXT = "text/plain; charset=utf-8"


@require_safe
def transparency(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """The latest head, and the series from the newest or, with `before`, from below a size."""
    asked = request.GET.get("before", "")
    page = record.transparency(int(asked) if _SIZE.fullmatch(asked) else None)
    older = Link(f"{page.path}/?before={page.older}#heads", "Older heads") if page.older else None
    newest = Link(f"{page.path}/#heads", "The newest heads") if page.before else None
    context = {"links": Neighbours(previous=newest, next=older)}
    return answer(request, page, suffix, "reader/transparency.html", context=context)


@require_safe
def checkpoint(request: HttpRequest, size: int | None = None) -> HttpResponseBase:
    """The signed note of a head as it is: the latest, or that of one size."""
    note = record.note(size)
    if note is None:
        raise Http404("No such head")
    return kept(request, note, _TEXT, LIVE)


@require_safe
def key(request: HttpRequest) -> HttpResponseBase:
    """The key with which anybody can check the heads."""
    return kept(request, f"{record.key()}\n", _TEXT, LIVE)
