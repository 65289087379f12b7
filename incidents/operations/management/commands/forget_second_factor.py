"""Lets somebody in again who lost every second factor."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.actions.house import accounts
from incidents.models import Editor


class Command(BaseCommand):
    """Takes away all passkeys, apps and recovery codes of one account, and ends its sessions."""

    help = "Take away the second factors of somebody who lost them; the password still stands."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("name", help="the name that this person signs in with")

    def handle(self, *_args: object, **given: Any) -> None:  # noqa: ANN401 - as in Django
        """Take them away, and write that down."""
        editor = Editor.objects.filter(username=given["name"]).first()
        if editor is None:
            raise CommandError(f"There is no account called “{given['name']}”.")
        accounts.forget_second_factor(editor, by=None, address=None)
        self.stdout.write(f"{editor.username} signs in with the password alone again.")
