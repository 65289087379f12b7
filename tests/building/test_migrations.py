"""The migrations say all that the models say, and one for new newsrooms says what many say."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

REPLACED_LAST = ("incidents", "0038_kept_asides")
CATALOGUE = """
SELECT 'column', table_name, column_name, concat_ws(' ', udt_name, character_maximum_length,
    is_nullable, column_default, is_identity) FROM information_schema.columns
    WHERE table_schema = 'public'
UNION ALL SELECT 'counted', attrelid::regclass::text, attname, attstattarget::text
    FROM pg_attribute WHERE attrelid::regclass::text LIKE 'incidents%' AND attstattarget >= 0
UNION ALL SELECT 'table', relname, relkind::text, array_to_string(reloptions, ' ')
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', tablename, indexname, indexdef
    FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname,
    concat_ws(' ', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, '', pg_get_functiondef(oid)
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
ORDER BY 1, 2, 3, 4
"""


@contextmanager
def empty_database(name: str) -> Iterator[None]:
    """Another database that the connection goes to inside; gone afterwards."""
    tests = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = tests
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


def one_after_the_other() -> None:
    """Make the tables as a newsroom got them that has been there from the beginning."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    executor.migrate([REPLACED_LAST])


def catalogue() -> list[tuple[str, ...]]:
    """All that there is in the database, but for rows and the order of columns."""
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE)
        return [tuple(map(str, row)) for row in cursor.fetchall()]


@pytest.mark.django_db
def test_the_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.fuzz
@pytest.mark.django_db(transaction=True)
def test_a_new_newsroom_gets_the_tables_that_an_old_one_has() -> None:
    made_at_once = catalogue()
    with empty_database(f"{connection.settings_dict['NAME']}_of_old"):
        one_after_the_other()
        call_command("migrate", verbosity=0)
        grown = catalogue()
        executor = MigrationExecutor(connection)
        left = executor.migration_plan(executor.loader.graph.leaf_nodes())

    assert len(grown) > 1000
    assert made_at_once == grown
    assert left == []
