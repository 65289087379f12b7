#!/usr/bin/env python3
"""Django's commands, with the database of this newsroom at hand for their length."""

import os
import sys

from django.core.management import execute_from_command_line

from newsroom.database import address, roles

WITHOUT_DATABASE = {"help", "version", "--help", "-h", "--version", "collectstatic", "findstatic"}
AS_OWNER = {"migrate", "flush"}


def main() -> None:
    """Run one command; migrations run as the owner of the tables, all else as the app."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in WITHOUT_DATABASE:
        execute_from_command_line(sys.argv)
        return
    app = address.app_user()
    with address.reached(as_owner=command in AS_OWNER):
        execute_from_command_line(sys.argv)
        if command == "migrate":
            roles.grant(address.owner_url(), app)


if __name__ == "__main__":
    main()
