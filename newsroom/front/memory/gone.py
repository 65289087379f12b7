"""What is answered while the database is gone: on a page, or as a problem, that asks it nothing."""

import json
import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.defaults import server_error

ASK_AGAIN = 10  # seconds
_UNANSWERED = (OperationalError, InterfaceError)
_MACHINES = (".json", ".xml", ".md", ".txt")
_PROBLEM = {
    "type": "about:blank",
    "title": "The database does not answer",
    "status": 503,
    "detail": f"Ask again in {ASK_AGAIN} seconds.",
}


def failed(request: HttpRequest) -> HttpResponseBase:
    """Django's answer to an exception that nothing else has caught."""
    if isinstance(sys.exc_info()[1], _UNANSWERED):
        return unavailable(request)
    return server_error(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that it will be back, in the form that was asked for, and when to ask again."""
    if request.path.endswith(_MACHINES) or request.path.startswith("/api/"):
        body, kind = json.dumps(_PROBLEM), "application/problem+json"
    else:
        body, kind = render_to_string("503.html"), "text/html; charset=utf-8"
    said = {"Retry-After": str(ASK_AGAIN), "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=kind, status=503, headers=said)


class InOneLine(logging.Filter):
    """Of each request that the database does not answer one line is written, without its trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, shortened where it has to be."""
        if record.exc_info and isinstance(record.exc_info[1], _UNANSWERED):
            said = str(record.exc_info[1]).strip().partition("\n")[0]
            record.msg, record.args = "%s (%s)", (record.getMessage(), said)
            record.exc_info = record.exc_text = None
        return True
