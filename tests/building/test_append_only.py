"""The triggers that guard history are on, also after a test that had its tables flushed."""

import pytest
from django.db import connection
from django.db.utils import InternalError, ProgrammingError

from incidents.models import Incident
from newsroom.database import roles

TABLES = (*roles.APPEND_ONLY, *roles.BLANKED_ONLY)


def triggers_that_are_off() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text || '.' || tgname FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgenabled <> 'O'"
        )
        return [str(row[0]) for row in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_finds_the_triggers_on() -> None:
    assert triggers_that_are_off() == []


@pytest.mark.django_db
def test_after_a_flush_the_triggers_are_on_again() -> None:
    assert triggers_that_are_off() == []
    assert not Incident.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_every_append_only_table_has_its_triggers(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [table],
        )
        found = cursor.fetchone()

    assert found is not None
    assert found[0] >= 2


@pytest.mark.usefixtures("as_app")
@pytest.mark.parametrize("table", roles.APPEND_ONLY)
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_site_s_role_may_not_take_from_history(table: str, verb: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(verb.format(table))


@pytest.mark.usefixtures("as_app")
def test_the_site_s_role_may_not_switch_the_triggers_off() -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises((ProgrammingError, InternalError), match="must be owner"),
    ):
        cursor.execute("ALTER TABLE incidents_version DISABLE TRIGGER USER")
