"""The history is read on several connections at a time, which see one moment and nothing later."""

import time

import pytest
from django.db import connection

from incidents.models import Byline
from incidents.operations.checking.reading import binary_rows, together
from incidents.operations.verifying import verify
from tests import factories
from tests.operations import histories
from tests.operations.test_verify_history import tamper

pytestmark = pytest.mark.django_db(transaction=True)

LONG_SECONDS = 60


def test_what_holds_holds_on_several_connections() -> None:
    histories.everything()

    found = verify()

    assert not found.faults
    assert (found.chains, found.heads) == (2, 2)
    assert found.redacted > 0


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE incidents_content SET html = html || ' ' WHERE html <> ''", "HTML of its piece"),
        ("UPDATE incidents_incident SET headline = 'Another one'", "row of its headline"),
        ("UPDATE incidents_version SET words = words + 1", "its facts or its list of pieces"),
    ],
)
def test_what_each_of_them_finds_is_told(statement: str, reason: str) -> None:
    factories.story()
    tamper(statement)

    found = verify()

    assert reason in str(found.faults[0])


def test_all_of_them_see_the_same_moment() -> None:
    names = Byline.objects.count()

    with together() as beside:
        name_elsewhere()
        seen = beside(Byline.objects.count).result()

    assert seen == names
    assert Byline.objects.count() == names + 1


def name_elsewhere() -> None:
    """Add a name on a connection that is not among those that read."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO incidents_byline (name, slug) VALUES ('Zed', 'zed')")
    finally:
        other.close()


def test_whoever_stops_the_check_need_not_wait_for_it() -> None:
    started = time.monotonic()

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert time.monotonic() - started < LONG_SECONDS / 2


def interrupted() -> None:
    """Ctrl-C while a long query runs."""
    with together() as beside:
        beside(sleep)
        time.sleep(0.5)  # until the query runs
        raise KeyboardInterrupt


def sleep() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [LONG_SECONDS])


def test_nothing_is_written_while_the_history_is_read() -> None:
    with together() as beside:
        refused = beside(factories.draft).exception()

    assert "read-only transaction" in str(refused)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_rows_in_binary_come_without_what_stands_around_them(count: int) -> None:
    query = "SELECT '€' FROM generate_series(1, %(count)s)"

    found = list(binary_rows(query, {"count": count}))

    assert found == [b"\x00\x01\x00\x00\x00\x03" + "€".encode()] * count
