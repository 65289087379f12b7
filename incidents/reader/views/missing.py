"""What is answered where there is no page: help for people, a problem for programs."""

import json

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from incidents.formats import by_suffix
from incidents.record.lists.likely import Likely, likely

PROBLEM = "application/problem+json"
KEPT = "public, max-age=5"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """The page that says that there is none, and which story may have been meant.

    One query here and one for what is live, whatever was asked; without a database neither.
    """
    path = request.path_info
    suffix = path.rpartition(".")[2]
    if "/" not in suffix and by_suffix(suffix) is not None:
        said = {"type": "about:blank", "title": "Not found", "status": 404, "instance": path}
        response = HttpResponse(json.dumps(said), content_type=PROBLEM, status=404)
    else:
        page = render_to_string("404.html", {"likely": _likely(path)})
        response = HttpResponse(page, status=404)
    response["Cache-Control"] = KEPT
    return response


def _likely(path: str) -> tuple[Likely, ...]:
    try:
        return likely(path)
    except DatabaseError:
        return ()
