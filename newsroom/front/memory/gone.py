"""What is answered while nothing else can be: a page, or a problem, without the database."""

import json
import sys
from functools import cache
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.defaults import server_error

from newsroom.front.log_lines import UNANSWERED
from newsroom.front.memory.answer import Answer

ASK_AGAIN = 10  # seconds
PAGE = "text/html; charset=utf-8"
PROBLEM = "application/problem+json"
MACHINES = (".json", ".md", ".xml")
"""How addresses of formats end; the formats cannot be asked, for they need Django to be there."""
SILENT = "The database does not answer"


def failed(request: HttpRequest) -> HttpResponseBase:
    """Django's answer to an exception that nothing else has caught."""
    if isinstance(sys.exc_info()[1], UNANSWERED):
        return unavailable(request)
    return server_error(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that it will be back, in the form that was asked for, and when to ask again."""
    said = refusal(SILENT, ASK_AGAIN, for_machines=is_for_machines(request.path))
    headers = {name.decode(): value.decode() for name, value in said.headers}
    return HttpResponse(said.body, status=said.status, headers=headers)


@cache
def refusal(title: str, seconds: int, *, for_machines: bool) -> Answer:
    """Why there is no answer and in how many seconds to ask again; it may go to very many."""
    kind = PROBLEM if for_machines else PAGE
    body = (problem(title, seconds) if for_machines else render_to_string("503.html")).encode()
    said = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"retry-after", str(seconds).encode()),
    ]
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, said, body)


def is_for_machines(path: str) -> bool:
    """Whether no person reads what stands at an address."""
    return path.endswith(MACHINES) or path.startswith("/api/") or "/changes/after/" in path


def problem(title: str, seconds: int) -> str:
    """Why there is no answer, for machines, and in how many seconds to ask again."""
    detail = f"Ask again in {seconds} seconds."
    return json.dumps({"type": "about:blank", "title": title, "status": 503, "detail": detail})
