"""Nothing is kept by a cache unless a view says so, and never what belongs to one person."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def no_store_by_default(answer: Answer) -> Answer:
    """Django middleware: `no-store` for what looked at a session, sets a cookie or says nothing."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        personal = request.session.accessed or response.cookies
        if personal or not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    return answered
