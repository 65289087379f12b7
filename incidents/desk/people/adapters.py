"""What the newsroom wants otherwise than the library that signs people in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from incidents.actions.house import accounts
from incidents.desk.permissions import address_of, is_editor, origin_of
from incidents.models import Editor

NOT_RIGHT = (
    "Name or password is not right, or this account may not use the desk. "
    "Passwords tell capitals from small letters."
)
NOTED = {
    "mfa/email/totp_activated": "second-factor.app_added",
    "mfa/email/totp_deactivated": "second-factor.app_removed",
    "mfa/email/webauthn_added": "second-factor.key_added",
    "mfa/email/webauthn_removed": "second-factor.key_removed",
    "mfa/email/recovery_codes_generated": "second-factor.codes_made",
    "account/email/password_changed": "password.changed",
}
"""What the library would write mails about is written down as an event."""
SAID = {
    "mfa/messages/totp_activated.txt": "The app is set up",
    "mfa/messages/totp_deactivated.txt": "The app is removed",
    "mfa/messages/webauthn_added.txt": "The passkey is added",
    "mfa/messages/webauthn_removed.txt": "The passkey is removed",
    "mfa/messages/recovery_codes_generated.txt": "These recovery codes are new",
}
"""What the library would say in words of its own; the rest everybody sees anyway."""


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and out: no sign-up, no mail, and an event for each step."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": NOT_RIGHT,
        "too_many_login_attempts": "Too many attempts. Wait some minutes, then try again.",
        "incorrect_password": "This is not your password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never: people are invited."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that the server has settled already."""
        return address_of(request) or ""

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse | None:
        """Turn away who has left, or never belonged to the newsroom, whatever they show."""
        if not is_editor(user):
            messages.error(request, NOT_RIGHT)
            return redirect("account_login")
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return refused

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Let somebody in."""
        super().login(request, user)
        self._note("signed-in", request, user)

    def logout(self, request: HttpRequest) -> None:
        """Let somebody out."""
        user = request.user
        super().logout(request)
        self._note("signed-out", request, user)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that somebody tried."""
        accounts.note_failure(credentials.get("username", ""), address=address_of(request))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - our words need none
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done, in the words of the desk."""
        words = message or SAID.get(message_template or "", "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - what a mail would have said
        email: str | None = None,  # noqa: ARG002
    ) -> None:
        """Write it down: there need not be a mail server. A new password ends other sessions."""
        self._note(NOTED.get(template_prefix, ""), self.request, user)
        if template_prefix == "account/email/password_changed" and isinstance(user, Editor):
            accounts.end_sessions(
                user,
                by=user,
                address=address_of(self.request),
                but=self.request.session.session_key,
            )

    def _note(self, verb: str, request: HttpRequest, user: object) -> None:
        if verb and isinstance(user, Editor):
            user.came_from = origin_of(request)
            accounts.note(verb, user, by=user, address=address_of(request))


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors."""

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:  # noqa: A002
        """What a passkey is called whose owner calls it nothing: "Passkey 2"."""
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {held + 1}" if held else "Passkey"

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or too old. Type the one shown now.",
    }
