"""Nothing is kept by a cache unless a view says so, and never what belongs to one person."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

LIVE_TAG = "live"
"""On every page that may list, quote or count what another page says: all but frozen ones."""

Answer = Callable[[HttpRequest], HttpResponseBase]


def no_store_by_default(answer: Answer) -> Answer:
    """Django middleware: `no-store` for what looked at a session, sets a cookie or says nothing.

    What may be kept is tagged, where there is a cache that can be told to forget by tag.
    """

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        personal = request.session.accessed or response.cookies
        if personal or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        elif settings.CACHE_PURGE_URL and not response.has_header("Cache-Tag"):
            response["Cache-Tag"] = response["Surrogate-Key"] = LIVE_TAG
        return response

    return answered
