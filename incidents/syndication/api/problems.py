"""Errors as problem documents (RFC 9457): what went wrong, and what to write instead."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.request import Request

from incidents.formats.plain import Plain
from incidents.syndication.api.patience import TooDearError

MEDIA_TYPE = "application/problem+json"
ALLOWED = "GET, HEAD, OPTIONS"
ASK_AGAIN = 10  # seconds after which to ask again
_log = logging.getLogger("django.request")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the anchor of its description, its HTTP status, and what it means."""

    name: str
    status: HTTPStatus
    title: str
    told: str


BAD_PARAMETER = Kind(
    "bad-parameter",
    HTTPStatus.BAD_REQUEST,
    "A parameter cannot be understood",
    "“errors” names each parameter at fault and says what to write.",
)
NOT_FOUND = Kind(
    "not-found",
    HTTPStatus.NOT_FOUND,
    "There is nothing at this address",
    "The address is none, or nothing public has the identifier in it.",
)
READ_ONLY = Kind(
    "read-only",
    HTTPStatus.METHOD_NOT_ALLOWED,
    "This API can only be read",
    "“Allow” names the methods that are answered.",
)
NOT_ACCEPTABLE = Kind(
    "not-acceptable",
    HTTPStatus.NOT_ACCEPTABLE,
    "Only JSON is served here",
    "“Accept” has to allow application/json, or be left out.",
)
REFUSED = Kind(
    "refused",
    HTTPStatus.BAD_REQUEST,
    "The request cannot be answered",
    "Something in the request itself is malformed.",
)
FAILURE = Kind(
    "failure",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "Something failed on our side",
    "It is written down here. The same request may work later.",
)
UNAVAILABLE = Kind(
    "unavailable",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "The database does not answer",
    "“Retry-After” says in how many seconds to ask again.",
)
TOO_DEAR = Kind(
    "too-dear",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Looking for these words takes too long",
    "Narrow the list down as well: by dates, a topic or a story.",
)
KINDS = (
    BAD_PARAMETER,
    NOT_FOUND,
    READ_ONLY,
    NOT_ACCEPTABLE,
    REFUSED,
    FAILURE,
    UNAVAILABLE,
    TOO_DEAR,
)


class BadParameters(Exception):  # noqa: N818 - a refusal, named like the others
    """Query parameters that cannot be used; each with what to write instead."""

    def __init__(self, details: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {detail}" for name, detail in details.items()))
        self.details = details


def problem(
    request: HttpRequest | Request, kind: Kind, detail: str, **members: Plain
) -> HttpResponse:
    """The problem document; `members` are extensions such as “errors”."""
    document = {
        "type": f"{settings.SITE_URL}{reverse('syndication:docs')}#problem-{kind.name}",
        "title": kind.title,
        "status": kind.status.value,
        "detail": detail,
        "instance": request.get_full_path(),
        **members,
    }
    body = json.dumps(document, ensure_ascii=False)
    response = HttpResponse(body, content_type=MEDIA_TYPE, status=kind.status)
    response["Cache-Control"] = "no-store"
    if kind is READ_ONLY:
        response["Allow"] = ALLOWED
    if kind.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(ASK_AGAIN)
    return response


def answer(failure: Exception, context: Mapping[str, object]) -> HttpResponse:
    """What the API says to any exception; the exception handler of every endpoint."""
    request = context["request"]
    assert isinstance(request, Request)  # noqa: S101 - the framework's promise
    match failure:
        case BadParameters(details=details):
            errors = [{"parameter": name, "detail": told} for name, told in details.items()]
            return problem(request, BAD_PARAMETER, str(failure), errors=errors)
        case exceptions.APIException() | Http404() | PermissionDenied():
            return problem(request, *_refusal(failure))
        case TooDearError():
            return problem(request, TOO_DEAR, TOO_DEAR.told)
        case _:
            _log.error("%s failed", request.path, exc_info=failure)
            return problem(request, *_failure(failure))


def _refusal(refused: Exception) -> tuple[Kind, str]:
    match refused:
        case Http404() | exceptions.NotFound():
            return NOT_FOUND, "Nothing public has this identifier."
        case exceptions.MethodNotAllowed():
            return READ_ONLY, f"Use one of {ALLOWED}."
        case exceptions.NotAcceptable():
            return NOT_ACCEPTABLE, "Send “Accept: application/json”, or none."
        case _:
            return REFUSED, str(refused)


def _failure(failed: Exception) -> tuple[Kind, str]:
    if isinstance(failed, OperationalError):
        return UNAVAILABLE, f"Ask again in {ASK_AGAIN} seconds."
    return FAILURE, "It is written down on our side. Ask again later."


@csrf_exempt
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponseBase:  # noqa: ARG001
    """Any address below /api/ that is none: sent on where only the closing slash is missing."""
    if request.method not in ("GET", "HEAD"):
        return problem(request, READ_ONLY, f"Use one of {ALLOWED}.")
    if not request.path.endswith("/") and _is_served(f"{request.path_info}/"):
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    start = f"{settings.SITE_URL}{reverse('syndication:root')}"
    return problem(request, NOT_FOUND, f"What there is, is listed at {start}")


def _is_served(path: str) -> bool:
    try:
        return resolve(path).func is not nowhere
    except Resolver404:
        return False
