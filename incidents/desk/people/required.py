"""Where a second factor is required, nothing of desk and administration opens before it is set."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from incidents.desk.permissions import is_editor, kept_nowhere

GUARDED = ("/desk/", "/admin/")
OPEN = ("account_login", "account_logout", "desk:logout", "mfa_index")
"""What stays open to somebody without one: the way in and out, and where it is set up."""
WORDS = "Here everybody signs in with a second factor. Set one up: the desk opens right after."

Answer = Callable[[HttpRequest], HttpResponseBase]


def second_factor_where_required(answer: Answer) -> Answer:
    """Django middleware: lead whoever lacks a second factor to where one is set up."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        guarded = settings.REQUIRE_SECOND_FACTOR and request.path.startswith(GUARDED)
        if guarded and not _is_open(request.path) and _lacks_one(request):
            messages.warning(request, WORDS)
            return kept_nowhere(redirect("mfa_index"))
        return answer(request)

    return answered


def _is_open(path: str) -> bool:
    return path.startswith(tuple(reverse(name) for name in OPEN))


def _lacks_one(request: HttpRequest) -> bool:
    return is_editor(request.user) and not is_mfa_enabled(request.user)
