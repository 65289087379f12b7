"""Has Django name, in headers for the front alone, what a page shows that may be kept."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from incidents.record.pages import shown
from newsroom.front.memory.answer import SHOWS, UNTIL

WHOLE = frozenset({200, 301, 410})
"""The page, its new address, or the words that it is gone; whatever else is no page."""

DIFFERS_BY = frozenset({"accept-encoding", "accept"})
"""What an answer may differ by and be kept. Whatever accepts an answer in JSON gets the same."""

Answer = Callable[[HttpRequest], HttpResponseBase]


def marked(answer: Answer) -> Answer:
    """Django middleware: mark what is for everybody, and of which it is known what it shows."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return answer(request)
        with shown.watched() as page:
            response = answer(request)
        if page.known and _is_for_everybody(response):
            response[SHOWS] = " ".join(quote(tag, safe=":*") for tag in sorted(page.tags))
            if page.until is not None:
                response[UNTIL] = f"{page.until.timestamp():.6f}"
        return response

    return answered


def _is_for_everybody(response: HttpResponseBase) -> bool:
    if response.status_code not in WHOLE or response.streaming or response.cookies:
        return False
    differs = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {""}
    return differs <= DIFFERS_BY and response.get("Cache-Control", "").startswith("public")
