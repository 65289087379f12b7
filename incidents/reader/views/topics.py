"""The named things that stories are about."""

import unicodedata

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from incidents import record
from incidents.reader.answers import answer


@require_safe
def topics(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """Every topic that has a public story."""
    return answer(request, record.topics(), suffix, "reader/topics.html")


@require_safe
def topic(request: HttpRequest, topic: str, suffix: str = "") -> HttpResponseBase:
    """One topic and its stories."""
    page = record.topic(unicodedata.normalize("NFC", topic))
    if page is None:
        raise Http404("No story has this topic")
    return answer(request, page, suffix, "reader/topic.html")
