"""What is done before the newsroom opens: tables, rights, files, and on the first day the demo."""

import contextlib
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from newsroom import kept_secrets
from newsroom.database import address, roles
from newsroom.static_files.gathering import gather

LOGIN = "editor"
_SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")


def password_file() -> Path:
    """Where the password of the first editor is kept until it is changed."""
    return address.PLACES.var / "editor-password"


def take() -> None:
    """Do what is still to be done; a second start finds everything done."""
    with _as_owner():
        call_command("migrate", interactive=False, verbosity=0)
        roles.grant(address.owner_url(), address.app_user())
    gather()
    first_day = not apps.get_model("incidents", "Incident")._default_manager.exists()
    _invite_editor()
    if first_day and settings.DEMO:
        sys.stdout.write("Loading the demo newsroom ...\n")
        sys.stdout.flush()
        call_command("demo", verbosity=0)


@contextlib.contextmanager
def _as_owner() -> Iterator[None]:
    """The connection belongs to the owner of the tables inside, and to the app again after."""
    connection.close()
    as_app = dict(connection.settings_dict)
    connection.settings_dict.update(address.as_django(address.owner_url()))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(as_app)


def _invite_editor() -> None:
    """Make the first account, where nobody can sign in yet; forget its password once changed."""
    editors = get_user_model()._default_manager
    if not editors.filter(is_active=True).exists():
        password_file().unlink(missing_ok=True)
        password = kept_secrets.kept(password_file(), _readable_password)
        editors.create_superuser(LOGIN, "", password)
    elif password_file().exists():
        editor = editors.filter(username=LOGIN).first()
        written = password_file().read_text(encoding="utf-8").strip()
        if editor is None or not editor.check_password(written):
            password_file().unlink()


def _readable_password() -> str:
    """Four words of three syllables: 45 bits, and can be typed from a screen."""
    words = ("".join(secrets.choice(_SYLLABLES) for _ in range(3)) for _ in range(4))
    return "-".join(words)


if __name__ == "__main__":
    django.setup()
    take()
