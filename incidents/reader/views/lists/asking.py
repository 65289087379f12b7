"""What a reader may ask a list for, in the query of its address; anything else is no page."""

from django.http import Http404, HttpRequest

LONGEST_NUMBER = 6


def page_number(request: HttpRequest) -> int | None:
    """Which page of a list is asked for; None where none is named."""
    written = request.GET.get("page")
    if written is None:
        return None
    short = written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER
    if not short or written.startswith("0"):
        raise Http404("This is no number of a page")
    return int(written)
