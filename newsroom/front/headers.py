"""Cleans what a client says about its request, or refuses it."""

import re
from http import HTTPStatus

from asgiref.typing import HTTPScope
from django.http.request import split_domain_port, validate_host

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_NOT_PRINTABLE = re.compile(rb"[^\x21-\x7e]")
# The server has read these already where TRUSTED_PROXIES says so; from anybody else they are lies.
_SAID_BY_PROXIES = re.compile(rb"forwarded|x-forwarded-.*|x-real-ip")
# About the body on the wire; what Django gets is the whole body, with its true length.
_ABOUT_THE_WIRE = {b"content-length", b"transfer-encoding", b"expect", b"te", b"trailer"}


class Refused(Exception):  # noqa: N818 - what happened, not an error of ours
    """The request goes no further; the client is told why."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def declared_length(scope: HTTPScope) -> int | None:
    """The length that the client announced; None where it announced none (chunked, or no body)."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            if not value.isdigit():
                raise Refused(HTTPStatus.BAD_REQUEST, "Content-Length is not a number.")
            return int(value)
    return None


def cleaned(scope: HTTPScope, hosts: list[str]) -> HTTPScope:
    """The request as Django may see it."""
    if scope["method"] not in _METHODS:
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "This method is not served here.")
    _check_host(scope, hosts)
    query = _NOT_PRINTABLE.sub(lambda found: b"%%%02X" % found[0][0], scope["query_string"])
    if "\0" in scope["path"] or b"%00" in query:
        raise Refused(HTTPStatus.BAD_REQUEST, "An address holds no NUL character.")
    headers = [(name, value) for name, value in scope["headers"] if _passes(name)]
    return {**scope, "query_string": query, "headers": headers}


def _passes(name: bytes) -> bool:
    """Django sees X_Forwarded_For and X-Forwarded-For as one; so no name with `_` passes."""
    return not (b"_" in name or name in _ABOUT_THE_WIRE or _SAID_BY_PROXIES.fullmatch(name))


def _check_host(scope: HTTPScope, hosts: list[str]) -> None:
    named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    domain = split_domain_port(named[0])[0] if len(named) == 1 else ""
    if not (domain and validate_host(domain, hosts)):
        raise Refused(HTTPStatus.BAD_REQUEST, "This host is not served here (ALLOWED_HOSTS).")
