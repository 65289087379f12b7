"""How long words in names are looked for: no index knows them, and rare ones are found late."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from psycopg.errors import QueryCanceled

LONGEST = 2_000  # milliseconds for one question to the database


class TooDearError(Exception):
    """A list took longer than it may."""


@contextmanager
def bounded() -> Iterator[None]:
    """What is read inside, in no transaction, takes a bounded time.

    Raises TooDearError.
    """
    _say(f"SET statement_timeout = {LONGEST}")
    try:
        yield
    except OperationalError as failed:
        if isinstance(failed.__cause__, QueryCanceled):
            raise TooDearError from failed
        raise
    finally:
        _say("RESET statement_timeout")


def _say(order: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(order)
