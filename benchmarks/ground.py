"""Where the benchmarks run: a server of their own, set as in production and thrown away after."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from newsroom.database import address, guard
from newsroom.database.embedded import Embedded
from newsroom.database.places import OWNER, Places


@contextmanager
def newsroom() -> Iterator[str]:
    """The address of an empty newsroom, with fsync and all else that keeps data safe."""
    address.PLACES.var.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=address.PLACES.var) as folder:
        server = Embedded(Places(Path(folder)))
        with server.owned():
            url = server.places.url(OWNER)
            guard.refuse_unsafe(url)
            connection.settings_dict.update(address.as_django(url))
            settings.STATIC_ROOT = Path(folder) / "static"
            settings.TRANSPARENCY_DIR = Path(folder) / "transparency"
            call_command("migrate", interactive=False, verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
            try:
                yield url
            finally:
                connection.close()


def database_beside(name: str) -> dict[str, object]:
    """A new database on the same server, as Django's settings name it: for what is compared."""
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    keys = ("ENGINE", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    return {key: connection.settings_dict[key] for key in keys} | {"NAME": name}
