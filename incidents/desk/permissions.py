"""Who may come in, and from where: every page of the desk asks here."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.views.defaults import page_not_found

from incidents.actions.refusals import WHO_MAY
from incidents.models import Editor, Origin, Right

Given = ParamSpec("Given")


class EditorRequest(HttpRequest):
    """A request of a signed-in editor."""

    user: Editor


def is_editor(user: object) -> bool:
    """Whether someone may work at the desk at all: an active member of staff."""
    return isinstance(user, Editor) and user.is_active and user.is_staff


def may(user: object, right: Right) -> bool:
    """Whether someone is an active member of staff whose role includes a right."""
    return isinstance(user, Editor) and is_editor(user) and user.may(right)


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


def editors_only(
    *methods: str, right: Right | None = Right.READ, to_post: Right | None = None
) -> Callable[
    [Callable[Concatenate[EditorRequest, Given], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, Given], HttpResponseBase],
]:
    """Let only editors with a right in, by these methods, and keep nothing anywhere.

    HEAD comes with GET. `right` None lets everybody of the newsroom in, whatever the role;
    `to_post` is the right that sending the page's form needs, where looking needs less.
    """
    allowed = {*methods, "HEAD"} if "GET" in methods else {*methods}

    def guard(
        view: Callable[Concatenate[EditorRequest, Given], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, Given], HttpResponseBase]:
        def guarded(
            request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return kept_nowhere(redirect_to_login(request.get_full_path()))
            if not is_editor(request.user):
                return no_editor(request)
            if request.method not in allowed:
                return kept_nowhere(HttpResponseNotAllowed(sorted(allowed)))
            needed = to_post if to_post and request.method == "POST" else right
            if needed and not may(request.user, needed):
                return kept_nowhere(lacking(request, needed))
            acting(request)
            try:
                return kept_nowhere(view(cast(EditorRequest, request), *args, **kwargs))
            except Http404 as missing:
                return kept_nowhere(page_not_found(request, missing))

        update_wrapper(guarded, view)
        return guarded

    return guard


def no_editor(request: HttpRequest) -> HttpResponseBase:
    """The page for somebody who is signed in and does not belong to the newsroom."""
    return kept_nowhere(render(request, "desk/forbidden.html", status=403))


def lacking(request: HttpRequest, right: Right) -> HttpResponseBase:
    """The page that says what this account may not do, and whom to ask."""
    return render(request, "desk/forbidden.html", {"words": WHO_MAY[right]}, status=403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001
    """The page of the administration's own refusals, in words."""
    words = "The role of this account does not include that. Ask a chief editor."
    return kept_nowhere(render(request, "desk/forbidden.html", {"words": words}, status=403))


def kept_nowhere(response: HttpResponseBase) -> HttpResponseBase:
    """An answer that no cache keeps and no search engine lists."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
