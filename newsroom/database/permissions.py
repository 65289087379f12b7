"""Lets PostgreSQL, which refuses to run as root, work for root without opening what is closed."""

import os
import pwd
import stat
import sys
from pathlib import Path

from newsroom.processes import Account


def account_for(data: Path) -> Account | None:
    """The user that the server runs as; None where that is the user who starts it.

    Root gives it to the user whose data it already is, or to `nobody`.
    """
    if os.geteuid() != 0:
        return None
    owner = data.stat().st_uid if data.exists() else 0
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        raise SystemExit(
            "PostgreSQL does not run as root, and this machine has no user 'nobody' to run it as. "
            "Start as an ordinary user, or set DATABASE_URL to a server of your own."
        ) from None
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name)


def hand_over(path: Path, account: Account | None) -> None:
    """Give a folder to the server's user and close it to everybody else."""
    if account:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)


def open_the_way(path: Path, account: Account | None) -> None:
    """Let the server's user pass through closed parent folders: search permission, nothing else."""
    if account is None:
        return
    for folder in reversed(path.absolute().parents):
        if not _may_search(folder, account):
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IXOTH)
            sys.stderr.write(
                f"{folder} was closed to user {account.name}, as whom PostgreSQL runs: "
                "granted the right to pass through it (o+x), not to list or read it.\n"
            )


def _may_search(folder: Path, account: Account) -> bool:
    found = folder.stat()
    if found.st_uid == account.uid:
        return True
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def refuse_data_of_others(data: Path) -> None:
    """Say plainly when the data was made by another user, such as root."""
    if not data.exists() or os.geteuid() == 0:
        return
    owner = data.stat().st_uid
    if owner != os.geteuid():
        raise SystemExit(
            f"{data} belongs to user number {owner}: this newsroom was started by another user, "
            f"perhaps root, before. Start it as that user, or give it to yourself: "
            f"sudo chown -R {os.geteuid()} {data.parent}"
        )
