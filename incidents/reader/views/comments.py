"""What readers write below a story."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from incidents import record
from incidents.formats.addresses import html_address, suffixed
from incidents.reader import neighbours
from incidents.reader.answers import answer
from incidents.reader.story_address import at_story

LONGEST_NUMBER = 6  # digits


@at_story
def comments(request: HttpRequest, path: str, suffix: str = "") -> HttpResponseBase:
    """The comments that readers see, and the form for one more; none of a retracted story."""
    asked = request.GET.get("page", "1")
    known = asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER
    page = record.comments(path, int(asked)) if known else None
    if page is None:
        raise Http404("No such comments")
    if asked == "1" and "page" in request.GET:
        return HttpResponseRedirect(suffixed(page, suffix) if suffix else html_address(page))
    return answer(
        request,
        page,
        suffix,
        "reader/beside/comments.html",
        status=410 if page.retracted else 200,
        context={"links": neighbours.of_comments(page)},
    )
