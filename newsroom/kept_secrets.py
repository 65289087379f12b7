"""Secrets that the newsroom makes for itself, each in a file that only its owner can read."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from newsroom import env


def kept(path: Path, make: Callable[[], str]) -> str:
    """The secret in a file; made once, never half written, never readable by others."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return _made_here(path, make())
    except PermissionError:
        raise SystemExit(f"{path} cannot be read: another user started this newsroom.") from None


def seed(path: Path) -> bytes:
    """The 32 bytes of a signing key, kept in base64; a file that holds anything else is refused."""
    written = kept(path, lambda: base64.b64encode(secrets.token_bytes(32)).decode())
    try:
        return env.decoded_seed(written)
    except ValueError as wrong:
        raise SystemExit(
            f"{path} cannot be used: {wrong}. Put the key back that was there, 32 bytes in base64; "
            "with another key, nobody can check the signatures under the name they know."
        ) from None


def _made_here(path: Path, secret: str) -> str:
    try:
        return _made(path, secret)
    except PermissionError:
        raise SystemExit(f"{path} cannot be made: this folder belongs to another user.") from None


def _made(path: Path, secret: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
        file.write(f"{secret}\n")
    try:
        path.hardlink_to(beside)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="utf-8").strip()
    finally:
        beside.unlink()
    return secret
