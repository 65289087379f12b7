"""Letting somebody in again who lost every second factor."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client

from incidents.models import Event
from tests import factories
from tests.desk.people.door import SECRET, sign_in


def test_who_lost_every_second_factor_is_let_in_by_the_operator(db: None) -> None:
    editor = factories.editor("root", is_superuser=True)
    TOTP.activate(editor, SECRET)
    assert sign_in(Client(), "root").endswith("/second/")

    call_command("forget_second_factor", "root")

    assert sign_in(Client(), "root") == "/desk/"
    event = Event.objects.get(verb="second-factor.reset")
    assert (event.by, event.subject) == (None, f"editor-{editor.key}")


def test_a_name_that_nobody_has_is_said(db: None) -> None:
    with pytest.raises(CommandError, match="no account"):
        call_command("forget_second_factor", "nobody")
