"""The named things that stories are about."""

import unicodedata

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from incidents import record
from incidents.formats.addresses import html_address, suffixed, year_of
from incidents.reader.answers import answer
from incidents.reader.views.asked import page_number
from incidents.reader.views.lists import onward


@require_safe
def topics(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """Topics that have a public story, by kind and letter."""
    kind, letter = request.GET.get("kind", ""), request.GET.get("letter", "")
    page = record.topics(kind, letter, page_number(request) or 1)
    if page is None:
        raise Http404("There is no such part of the list of topics")
    context = {"links": onward.of_list(page)}
    return answer(request, page, suffix, "reader/lists/topics.html", context=context)


@require_safe
def topic(
    request: HttpRequest, topic: str, year: int | None = None, suffix: str = ""
) -> HttpResponseBase:
    """One topic with its latest stories, or those of a year."""
    slug = unicodedata.normalize("NFC", topic)
    number = page_number(request) if year is not None else None
    page = record.topic(slug, year, number)
    if page is None:
        return _moved(slug, year, suffix)
    context = {"links": onward.of_years(page)}
    return answer(request, page, suffix, "reader/lists/topic.html", context=context)


def _moved(slug: str, year: int | None, suffix: str) -> HttpResponseBase:
    """To the topic under its present address; no page where it is none or has nothing there."""
    moved = record.topic_moved(slug)
    if moved is None:
        raise Http404("No story has this topic")
    path = f"/topics/{moved}" if year is None else year_of(f"/topics/{moved}", year)
    return HttpResponsePermanentRedirect(suffixed(path, suffix) if suffix else html_address(path))
