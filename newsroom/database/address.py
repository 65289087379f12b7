"""Reads DATABASE_URL, and decides which role a program connects as."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import psycopg
from psycopg.conninfo import conninfo_to_dict

from newsroom import env
from newsroom.database import guard
from newsroom.database.embedded import Embedded
from newsroom.database.places import APP, OWNER, Places

ROOT = Path(__file__).resolve().parents[2]
PLACES = Places(ROOT / "var")


GONE_WITHOUT_A_WORD = {
    "connect_timeout": "10",  # seconds
    "keepalives_idle": "10",  # seconds
    "keepalives_interval": "5",  # seconds
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",  # milliseconds
}
"""How soon a server is given up that vanished with its machine or network, where the address says
nothing else: a thread would wait for it for a quarter of an hour, and longer than it is away."""


class Connection(TypedDict):
    """What Django wants to know of a database."""

    ENGINE: str
    NAME: str
    USER: str
    PASSWORD: str
    HOST: str
    PORT: str
    OPTIONS: dict[str, str]
    CONN_MAX_AGE: int | None
    CONN_HEALTH_CHECKS: bool


def as_django(url: str) -> Connection:
    """The form of Django's DATABASES for an address such as DATABASE_URL."""
    parts = _parts(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": GONE_WITHOUT_A_WORD | parts,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def app_url() -> str:
    """The address that everything but migrations uses."""
    return env.text("DATABASE_URL", default=PLACES.url(APP))


def owner_url() -> str:
    """The address for migrations; a server of one's own may have one user for both."""
    if env.text("DATABASE_URL", default=""):
        return env.text("DATABASE_OWNER_URL", default=app_url())
    return PLACES.url(OWNER)


def app_user() -> str:
    """The name of the role that gets the app's rights."""
    return _parts(app_url()).get("user", "")


@contextlib.contextmanager
def reached(*, as_owner: bool = False) -> Iterator[None]:
    """Have a safe database for the length of a command: DATABASE_URL's, else the embedded one.

    As owner, DATABASE_URL stands for the owner's address inside, so that settings need no switch.
    """
    with contextlib.ExitStack() as stack:
        if not env.text("DATABASE_URL", default=""):
            stack.enter_context(Embedded(PLACES).in_use())
        guard.refuse_unsafe(app_url())
        before = os.environ.get("DATABASE_URL")
        if as_owner:
            os.environ["DATABASE_URL"] = owner_url()
        try:
            yield
        finally:
            if before is None:
                os.environ.pop("DATABASE_URL", None)
            else:
                os.environ["DATABASE_URL"] = before


def _parts(url: str) -> dict[str, str]:
    wanted = "an address such as DATABASE_URL=postgresql://user:password@host:5432/name"
    if not url.startswith(("postgres://", "postgresql://")):
        raise env.WrongSetting("DATABASE_URL", "(not shown)", wanted)
    try:
        found = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise env.WrongSetting("DATABASE_URL", "(not shown)", wanted) from None
    return {name: str(value) for name, value in found.items() if value is not None}
