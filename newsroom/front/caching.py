"""Nothing is kept by a cache unless a view says so, and never what belongs to one person."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def no_store_by_default(answer: Answer) -> Answer:
    """Django middleware: `no-store` for whatever looked at a session or says nothing itself."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.session.accessed or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    return answered
