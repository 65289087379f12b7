"""Signing in tests, and what the owner of the tables can do to the history."""

from django.db import connection

from incidents.actions.house import heads
from incidents.models import Version
from incidents.text.hashing.checkpoint import Head
from incidents.text.hashing.tree import Frontier

GUARDED = (
    "incidents_version", "incidents_version_piece", "incidents_event", "incidents_checkpoint",
)  # fmt: skip


def tamper(*statements: str) -> None:
    """What the owner of the tables can do, with the guarding triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount > 0
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def cut_after(position: int) -> None:
    """Take the newest versions out of the history, and every trace of them from the database."""
    tamper(
        f"DELETE FROM incidents_version_piece WHERE version_id > {position}",
        f"DELETE FROM incidents_event WHERE version_id > {position}",
        f"DELETE FROM incidents_version WHERE position > {position}",
        f"UPDATE incidents_ledgerhead SET position = {position}",
    )


def computed_root() -> bytes:
    hashes = Version.objects.order_by("position").values_list("hash", flat=True)
    return Frontier().extended(bytes.fromhex(found) for found in hashes).root()


def signed() -> Head:
    head = heads.sign()
    assert head is not None
    return head
