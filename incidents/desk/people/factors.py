"""Second factors of one's own: passkeys, an app that shows codes, and codes for a rainy day."""

from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import reverse_lazy

from incidents.desk.people.forms import plain_fields
from incidents.desk.people.signing_in import View
from incidents.desk.permissions import editors_only

PAGES = "desk/people/factor"
OWN = reverse_lazy("mfa_index")


class AddKey(webauthn.AddWebAuthnView):  # type: ignore[misc]
    """A new passkey; the browser makes it, so this page needs its script."""

    template_name = f"{PAGES}/key.html"

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Always one that signs in by itself: a passkey."""
        form = super().get_form(*args, **kwargs)
        form.fields["name"].label = "What you call it"
        form.fields["name"].help_text = "Such as the phone or computer that it is on."
        del form.fields["passwordless"]
        return form


class NameKey(webauthn.EditWebAuthnView):  # type: ignore[misc]
    """Another name for a passkey."""

    template_name = "desk/form.html"
    success_url = OWN
    extra_context = {"title": "Name of a passkey", "button": "Save"}


class RemoveKey(webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    """Take a passkey away."""

    template_name = f"{PAGES}/ask.html"
    success_url = OWN
    extra_context = {
        "title": "Remove this passkey",
        "words": "It no longer signs you in. On the device itself you can delete it too.",
        "button": "Remove the passkey",
    }


class AddApp(totp.ActivateTOTPView):  # type: ignore[misc]
    """An app that shows a new code every half a minute."""

    template_name = f"{PAGES}/app.html"

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """The form in the words of the desk."""
        form = super().get_form(*args, **kwargs)
        plain_fields(form)
        form.fields["code"].label = "The code that the app shows now"
        form.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}
        return form


class RemoveApp(totp.DeactivateTOTPView):  # type: ignore[misc]
    """Do without the app again."""

    template_name = f"{PAGES}/ask.html"
    extra_context = {
        "title": "Remove the app",
        "words": "Its codes no longer sign you in.",
        "button": "Remove the app",
    }


class NewCodes(codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New codes instead of the old."""

    template_name = f"{PAGES}/ask.html"
    extra_context = {
        "title": "New recovery codes",
        "words": "The old codes stop working at once.",
        "button": "Make new codes",
    }


everybody = editors_only("GET", "POST", right=None)
own = editors_only("GET", right=None)(base.IndexView.as_view(template_name=f"{PAGES}/index.html"))
add_key: View = everybody(AddKey.as_view())
name_key: View = everybody(NameKey.as_view())
remove_key: View = everybody(RemoveKey.as_view())
add_app: View = everybody(AddApp.as_view())
remove_app: View = everybody(RemoveApp.as_view())
new_codes: View = everybody(NewCodes.as_view())
see_codes: View = editors_only("GET", right=None)(
    codes.ViewRecoveryCodesView.as_view(template_name=f"{PAGES}/codes.html")
)
