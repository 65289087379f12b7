"""The front page."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from incidents import record
from incidents.reader.answers import answer
from incidents.reader.neighbours import earlier_days


@require_safe
def front(request: HttpRequest, suffix: str = "") -> HttpResponseBase:
    """What is live now, then the latest days."""
    page = record.front()
    beside: dict[str, object] = {}
    if not suffix:
        beside = {"campaign": record.campaign_on_front(), "watch": record.watching()}
    context = {"links": earlier_days(page), **beside}
    return answer(request, page, suffix, "reader/lists/front.html", context=context)
