"""What a page may be asked for in the query of its address: of anything else no view learns."""

from collections.abc import Callable
from functools import update_wrapper
from urllib.parse import unquote_plus

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase

LONGEST_NUMBER = 6
"""Digits of the number of a page."""


class Asked:
    """A view that sees of a query only the parameters in `reads`; with None there, all of them.

    So whatever else is hung onto an address means nothing to its page, and the front may answer
    with the page that it keeps.
    """

    def __init__(self, view: Callable[..., HttpResponseBase], reads: frozenset[str] | None) -> None:
        self._view = view
        self.reads = reads
        update_wrapper(self, view)

    def __call__(self, request: HttpRequest, **named: object) -> HttpResponseBase:
        """Answer by the view."""
        written = request.META.get("QUERY_STRING", "")
        if written and self.reads is not None:
            known = "&".join(part for part in written.split("&") if name(part) in self.reads)
            request.META["QUERY_STRING"] = known
            request.GET = QueryDict(known, encoding=request.encoding)
        return self._view(request, **named)


def name(part: str) -> str:
    """The name of a parameter, out of what stands between two `&` of a query."""
    return unquote_plus(part.partition("=")[0])


def page_number(request: HttpRequest) -> int | None:
    """Which page of a list is asked for; None where none is named. Raises Http404 for no number."""
    written = request.GET.get("page")
    if written is None:
        return None
    short = written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER
    if not short or written.startswith("0"):
        raise Http404("This is no number of a page")
    return int(written)
