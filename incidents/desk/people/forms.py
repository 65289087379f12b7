"""What people are asked for at the door, and what is asked about them."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from incidents.desk.people.adapters import NOT_RIGHT
from incidents.desk.people.limits import count_failure
from incidents.desk.permissions import is_editor
from incidents.models import Editor


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and password; only active members of staff come in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_fields(self)
        self.fields["login"].label = "Username"
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocapitalize": "none"}

    def clean(self) -> dict[str, Any]:
        """Nobody else learns whether the password was right."""
        given: dict[str, Any] = super().clean()
        if not self.errors and not is_editor(self.user):
            if isinstance(self.user, Editor):
                count_failure(self.request, self.user)
            raise forms.ValidationError(NOT_RIGHT)
        return given


def plain_fields(form: forms.BaseForm) -> None:
    """Fields in the words and looks of the desk: labels above, nothing inside, no links."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if isinstance(field.widget, forms.PasswordInput):
            field.help_text = ""


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    username = forms.CharField(
        label="Name to sign in with",
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text="Readers never see it. Letters, digits and @ . + - _ only.",
    )
    first_name = forms.CharField(label="First name", max_length=150, required=False)
    last_name = forms.CharField(label="Last name", max_length=150, required=False)
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)

    def __init__(self, *args: Any, by: Editor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles(by)  # type: ignore[attr-defined]
        self.initial.setdefault("role", Editor.Role.EDITOR)


class RoleForm(forms.Form):
    """What somebody is from now on."""

    role = forms.ChoiceField(label="Role")

    def __init__(self, *args: Any, by: Editor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles(by)  # type: ignore[attr-defined]


def roles(by: Editor) -> list[tuple[str, str]]:
    """The roles that this person may give, with their names."""
    return [(name, label) for name, label in Editor.Role.choices if name in by.roles_to_give]
