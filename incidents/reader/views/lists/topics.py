"""The named things that stories are about."""

import unicodedata

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from incidents import record
from incidents.formats.addresses import html_address, suffixed
from incidents.reader.answers import answer


@require_safe
def topics(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """Every topic that has a public story."""
    return answer(request, record.topics(), suffix, "reader/lists/topics.html")


@require_safe
def topic(request: HttpRequest, topic: str, suffix: str = "") -> HttpResponseBase:
    """One topic and its stories."""
    slug = unicodedata.normalize("NFC", topic)
    page = record.topic(slug)
    if page is None:
        moved = record.topic_moved(slug)
        if moved is None:
            raise Http404("No story has this topic")
        path = f"/topics/{moved}"
        return HttpResponsePermanentRedirect(
            suffixed(path, suffix) if suffix else html_address(path)
        )
    return answer(request, page, suffix, "reader/lists/topic.html")
