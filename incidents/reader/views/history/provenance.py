"""Where each sentence of a story comes from."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from incidents import record
from incidents.reader.answers import answer
from incidents.reader.story_address import at_story


@at_story
def provenance(request: HttpRequest, path: str, suffix: str = "") -> HttpResponseBase:
    """The text sentence by sentence; of a retracted story only the reason is left."""
    page = record.provenance(path)
    if page is None:
        raise Http404("No such story")
    status = 410 if page.retracted else 200
    return answer(request, page, suffix, "reader/provenance.html", status=status)
