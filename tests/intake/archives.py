"""Writing an archive, emptying the newsroom, and taking the archive over again."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests.conftest import APPEND_ONLY


def exported(folder: Path, name: str = "archive.jsonl", **given: str) -> Path:
    path = folder / name
    call_command("export_incidents", str(path), stdout=StringIO(), **given)
    return path


def imported(path: Path, **given: object) -> tuple[int, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command(
            "import_incidents", str(path), format="archive", stdout=out, stderr=err, **given
        )
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue() + err.getvalue()
    return 0, out.getvalue() + err.getvalue()


def emptied() -> None:
    """A newsroom as on its first day, in the same database."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in APPEND_ONLY:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        tables = [name for name in connection.introspection.table_names() if is_ours(name)]
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        for table in APPEND_ONLY:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def is_ours(table: str) -> bool:
    return table.startswith("incidents_")
