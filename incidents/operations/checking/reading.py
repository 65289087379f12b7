"""How the check reads: from one moment of the database, row by row, with little in memory."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything inside see the database as it stands now, and change nothing.

    Inside a transaction that has begun already, what that one sees is read.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SET LOCAL work_mem = '64MB'")
        yield


def rows(query: str, given: Mapping[str, object]) -> Iterator[list[str]]:
    """The rows of a query, streamed: the server makes the next ones while these are looked at.

    Each value is text as COPY writes it, with NULL as `\\N` and a backslash before what could be
    taken for the end of a column.
    """
    statement = f"COPY ({query}) TO STDOUT"
    with connection.cursor() as cursor, cursor.copy(statement, given) as copied:
        for row in copied:
            yield bytes(row).decode().removesuffix("\n").split("\t")
