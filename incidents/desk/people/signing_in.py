"""The way in and out: password, passkey, second step, and being asked again."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from allauth.account import views as account
from allauth.account.internal import flows
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base import views as base
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth import REDIRECT_FIELD_NAME, views as django_views
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.http import urlencode

from incidents.actions.house import accounts
from incidents.desk.answers import say
from incidents.desk.people.forms import plain_fields
from incidents.desk.people.limits import is_locked_out, locked_out
from incidents.desk.permissions import (
    EditorRequest,
    address_of,
    editors_only,
    is_editor,
    kept_nowhere,
    no_editor,
)

View = Callable[..., HttpResponseBase]
PAGES = "desk/people/signing_in"


def open_to_all(view: View) -> View:
    """A page before the door: for everybody, by GET and POST, kept nowhere."""

    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD", "POST"):
            return kept_nowhere(HttpResponseNotAllowed(["GET", "HEAD", "POST"]))
        return kept_nowhere(view(request, *args, **kwargs))

    update_wrapper(opened, view)
    return opened


class SignIn(account.LoginView):  # type: ignore[misc]
    """Name and password; or a passkey, where the browser has one."""

    template_name = f"{PAGES}/sign_in.html"


class SecondStep(base.AuthenticateView):  # type: ignore[misc]
    """The second factor of somebody whose password was right."""

    template_name = f"{PAGES}/second_step.html"

    def _build_forms(self) -> Any:
        """The forms in the words of the desk; none for who has failed too often."""
        editor = self.stage.login.user
        if is_locked_out(self.request, editor):
            told = locked_out(self.request, None, {"username": editor.username})
            raise ImmediateHttpResponse(told)
        posted = super()._build_forms()
        plain_fields(self.auth_form)
        self.auth_form.fields["code"].widget.attrs |= {"autofocus": True, "inputmode": "text"}
        return posted


class Confirm(account.ReauthenticateView):  # type: ignore[misc]
    """The password once more, before something grave."""

    template_name = f"{PAGES}/confirm.html"

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """The form in the words of the desk."""
        form = super().get_form(*args, **kwargs)
        plain_fields(form)
        form.fields["password"].widget.attrs["autofocus"] = True
        return form


class ConfirmByCode(base.ReauthenticateView):  # type: ignore[misc]
    """A code once more, before something grave."""

    template_name = f"{PAGES}/confirm.html"

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """The form in the words of the desk."""
        form = super().get_form(*args, **kwargs)
        plain_fields(form)
        return form


class ConfirmByKey(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """A passkey once more, before something grave."""

    template_name = f"{PAGES}/confirm.html"


class Welcome(django_views.PasswordResetConfirmView):
    """Where somebody who was invited, or forgot, sets a password; the link works once."""

    template_name = f"{PAGES}/welcome.html"
    success_url = reverse_lazy("account_login")

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it, write it down, and lead on to the sign-in."""
        response = super().form_valid(form)
        editor = form.user
        accounts.end_sessions(editor, by=editor, address=address_of(self.request))
        accounts.note("password.set", editor, by=editor, address=address_of(self.request))
        say(self.request, "Your password is set: sign in with it")
        return response


def sign_in_to_administration(request: HttpRequest) -> HttpResponseBase:
    """The administration has no door of its own."""
    if is_editor(request.user):
        return kept_nowhere(redirect("admin:index"))
    if request.user.is_authenticated:
        return no_editor(request)
    wanted = request.GET.get(REDIRECT_FIELD_NAME) or "/admin/"
    query = urlencode({REDIRECT_FIELD_NAME: wanted})
    return kept_nowhere(redirect(f"{reverse_lazy('account_login')}?{query}"))


@editors_only("GET", "POST", right=None)
def own_password(_request: EditorRequest) -> HttpResponse:
    """The administration's page for a new password is that of the desk."""
    return redirect("desk:password")


def _sign_out(request: HttpRequest) -> HttpResponse:
    """Out of the desk; or back from the second step to the first."""
    if request.user.is_authenticated:
        flows.logout.logout(request)
    else:
        clear_login(request)
    return redirect("account_login")


def out(request: HttpRequest) -> HttpResponseBase:
    """The way out, for everybody: a press of a button, never a link."""
    if request.method != "POST":
        return kept_nowhere(HttpResponseNotAllowed(["POST"]))
    return kept_nowhere(_sign_out(request))


@editors_only("POST", right=None)
def sign_out(request: EditorRequest) -> HttpResponse:
    """The way out of the desk."""
    return _sign_out(request)


sign_in = open_to_all(SignIn.as_view())
by_passkey = open_to_all(webauthn.LoginWebAuthnView.as_view())
second_step = open_to_all(SecondStep.as_view())
welcome = open_to_all(Welcome.as_view())
confirm = editors_only("GET", "POST", right=None)(Confirm.as_view())
confirm_by_code = editors_only("GET", "POST", right=None)(ConfirmByCode.as_view())
confirm_by_key = editors_only("GET", "POST", right=None)(ConfirmByKey.as_view())
