"""What the database holds up by itself: history is append-only, and each version follows."""

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from incidents.models import Content, Event, Version, VersionPiece
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incidents_version SET kind = 'typo'",
        "DELETE FROM incidents_version",
        "TRUNCATE incidents_version CASCADE",
        "UPDATE incidents_version_piece SET key = 'lead'",
        "DELETE FROM incidents_version_piece",
        "UPDATE incidents_content SET canonical = '{}'",
        "DELETE FROM incidents_content",
        "UPDATE incidents_event SET verb = 'nothing'",
        "DELETE FROM incidents_event",
    ],
)
def test_the_database_refuses_to_rewrite_history(statement: str) -> None:
    factories.update(factories.story())
    _execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _execute(statement)


@pytest.mark.parametrize(
    "fault",
    [
        {"number": 4},
        {"number": 2},
        {"previous_hash": "0" * 64},
        {"kind": "correction", "has_note": False},
        {"kind": "first"},
        {"at": "2001-01-01T00:00Z"},
    ],
)
def test_a_version_that_does_not_follow_is_refused(fault: dict[str, Any]) -> None:
    story = factories.story()
    factories.update(story)
    last = Version.objects.get(number=2)
    sound: dict[str, Any] = {
        "position": last.position + 1,
        "incident": last.incident,
        "number": 3,
        "kind": "update",
        "at": last.at,
        "recorded_at": last.recorded_at,
        "previous_hash": last.hash,
        "hash": "1" * 64,
    }

    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.create(**(sound | fault))
    with transaction.atomic():
        Version.objects.create(**sound)


def test_the_role_of_the_site_may_add_to_history_but_not_change_it(app_role: str) -> None:
    story = factories.story()
    _execute(f"SET LOCAL ROLE {app_role}")

    factories.update(story)

    for table in ("incidents_version", "incidents_version_piece", "incidents_event"):
        for act in (f"DELETE FROM {table}", f"TRUNCATE {table}"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                _execute(act)
    with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
        _execute("ALTER TABLE incidents_version DISABLE TRIGGER ALL")


def test_versions_and_events_carry_no_text() -> None:
    story = factories.story("Canary headline", lead="<p>Canary lead</p>")

    factories.update(story, "<p>Canary body</p>")

    for rows in (Version.objects.values(), Event.objects.values(), VersionPiece.objects.values()):
        assert "anary" not in repr(list(rows))


def test_equal_short_texts_do_not_have_equal_hashes() -> None:
    factories.story("One", topic_line="Same")
    factories.story("Two", topic_line="Same")

    lines = Content.objects.filter(pieces__key="topic_line")

    assert len({row.canonical for row in lines}) == 1
    assert len({row.hash for row in lines}) == 2


def test_a_change_wakes_whoever_listens(transactional_db: None) -> None:
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    with psycopg.connect(**parameters, autocommit=True) as listener:
        listener.execute("LISTEN newsroom")

        factories.story()

        heard = next(listener.notifies(timeout=5))
    assert heard.payload == str(Version.objects.get().position)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
