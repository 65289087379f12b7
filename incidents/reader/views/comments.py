"""What readers write below a story."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from incidents import record
from incidents.formats.addresses import html_address, suffixed
from incidents.reader import neighbours
from incidents.reader.answers import answer
from incidents.reader.story_address import at_story
from incidents.reader.views.asked import page_number


@at_story
def comments(request: HttpRequest, path: str, suffix: str = "") -> HttpResponseBase:
    """The comments that readers see, and the form for one more; none of a retracted story."""
    asked = page_number(request)
    page = record.comments(path, asked or 1)
    if page is None:
        raise Http404("No such comments")
    if asked == 1:
        return HttpResponseRedirect(suffixed(page, suffix) if suffix else html_address(page))
    return answer(
        request,
        page,
        suffix,
        "reader/beside/comments.html",
        status=410 if page.retracted else 200,
        context={"links": neighbours.of_comments(page)},
    )
