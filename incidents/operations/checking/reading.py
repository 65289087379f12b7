"""How the check reads: from one moment of the database, row by row, with little in memory."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from threading import Lock
from typing import Protocol, TypeVar

from django.db import connection, transaction

WORKERS = 2
"""Connections beside the first: one for each of the two things that are read beside the chains."""

PREAMBLE = 19
"""So many bytes of signature, flags and header stand in front of the first row of a binary COPY."""

END = b"\xff\xff"
"""What stands in the place of a number of columns after its last row."""

Result = TypeVar("Result")


class Beside(Protocol):
    """Starts an act that reads the same moment; its result is there when all is read."""

    def __call__(self, act: Callable[[], Result], /) -> Future[Result]: ...


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything inside see the database as it stands now, and change nothing.

    Inside a transaction that has begun already, what that one sees is read.
    """
    if connection.in_atomic_block:
        yield
        return
    with _transaction():
        yield


@contextmanager
def together() -> Iterator[Beside]:
    """One moment, in which several things can be read at a time, each on its own connection.

    Inside a transaction that has begun already they are read one after the other, because no other
    connection sees what that one has written.
    """
    if connection.in_atomic_block:
        yield _at_once
        return
    with _transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        running = Running(snapshot)
        with ThreadPoolExecutor(WORKERS) as pool:
            try:
                yield lambda act: pool.submit(running.run, act)
            except BaseException:  # also Ctrl-C: whoever waits for the threads waits for queries
                running.cancel()
                raise


@contextmanager
def _transaction(snapshot: str = "") -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            if snapshot:
                cursor.execute("SET TRANSACTION SNAPSHOT %s", [snapshot])
            cursor.execute("SET LOCAL work_mem = '64MB'")
        yield


def _at_once(act: Callable[[], Result]) -> Future[Result]:
    done: Future[Result] = Future()
    done.set_result(act())
    return done


class Running:
    """The acts that read a moment on connections of their own, which can be cut short."""

    def __init__(self, snapshot: str) -> None:
        self._snapshot = snapshot
        self._open: list[Callable[[], None]] = []
        self._ended = False
        self._lock = Lock()

    def run(self, act: Callable[[], Result]) -> Result:
        """Let an act read the moment, on the connection that belongs to this thread alone."""
        try:
            with _transaction(self._snapshot):
                with self._lock:
                    if self._ended:
                        raise InterruptedError
                    self._open.append(connection.connection.cancel)
                return act()
        finally:
            connection.close()

    def cancel(self) -> None:
        """Let whatever runs end now."""
        with self._lock:
            self._ended = True
            for cancel in self._open:
                cancel()


def rows(query: str, given: Mapping[str, object]) -> Iterator[list[str]]:
    """The rows of a query, streamed: the server makes the next ones while these are looked at.

    Each value is text as COPY writes it, with NULL as `\\N` and a backslash before what could be
    taken for the end of a column.
    """
    statement = f"COPY ({query}) TO STDOUT"
    with connection.cursor() as cursor, cursor.copy(statement, given) as copied:
        for row in copied:
            yield bytes(row).decode().removesuffix("\n").split("\t")


def binary_rows(query: str, given: Mapping[str, object]) -> Iterator[bytes]:
    """The rows of a query as COPY writes them in binary, where nothing has to be escaped.

    After two bytes, the number of columns, stands each column: its length in four bytes, the
    highest first, or -1 for NULL, and its bytes.
    """
    statement = f"COPY ({query}) TO STDOUT (FORMAT BINARY)"
    with connection.cursor() as cursor, cursor.copy(statement, given) as copied:
        chunks = map(bytes, copied)
        first = next(chunks)[PREAMBLE:]
        for row in chain([first], chunks):
            if row and row != END:
                yield row
