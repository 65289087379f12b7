"""Where an act at the desk comes from: the address, and what stands for the session."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from incidents.models import Editor, Origin


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from; the server has believed only those proxies that it trusts."""
    return request.META.get("REMOTE_ADDR") or None


def handle(key: str) -> str:
    """What stands for a session in a page: whoever has a session's key is its owner."""
    return salted_hmac("newsroom.sessions", key, algorithm="sha256").hexdigest()[:32]


def origin_of(request: HttpRequest) -> Origin:
    """The address and the session of a request."""
    session = getattr(request, "session", None)
    key = session.session_key if session is not None else None
    return Origin(address_of(request), handle(key) if key else "")


def acting(request: HttpRequest) -> Editor:
    """Who sends a request, with where it comes from: the ledger writes both down."""
    by = request.user
    by.came_from = origin_of(request)  # type: ignore[union-attr]
    return by  # type: ignore[return-value]
