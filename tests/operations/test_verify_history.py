"""verify_history finds what a person with all rights in the database could do to the history."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from incidents.models import Incident, Version
from tests import factories
from tests.conftest import APPEND_ONLY

TABLES = APPEND_ONLY
OTHER_HASH = "ab" * 32

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Incident:
    """A story of five versions: published, two updates, a correction, an end."""
    story = factories.story()
    first = factories.update(story)
    factories.update(story, "<p>Shots are heard again.</p>")
    text = UpdateText(body="<p>The ministry denies it.</p>")
    updates.edit(first, text, by=factories.editor(), kind="correction", note="It denied it.")
    return Incident.objects.get(pk=story.pk)


def tamper(*statements: str) -> None:
    """What the owner of the tables can do, with the guarding triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
            assert cursor.rowcount > 0
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def without_keys(*statements: str) -> None:
    """The same with foreign keys off, as after a damaged restore."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE incidents_version_piece "
            f"DROP CONSTRAINT {foreign_key('incidents_version_piece', 'content_id')}"
        )
    tamper(*statements)


def foreign_key(table: str, column: str) -> str:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    return next(
        name for name, what in found.items() if what["foreign_key"] and what["columns"] == [column]
    )


def verified(**given: str) -> tuple[int, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_history", stdout=out, stderr=err, **given)
    except SystemExit as ended:
        return int(ended.code or 0), err.getvalue()
    return 0, out.getvalue().partition("\n")[0]


def test_an_empty_newsroom_holds() -> None:
    assert verified() == (0, "All 0 chains hold (0 versions)")


def test_a_history_that_nobody_touched_holds(story: Incident) -> None:
    factories.story("Rain all night")

    assert verified() == (0, "All 2 chains hold (5 versions)")


def test_one_story_can_be_checked_alone(story: Incident) -> None:
    factories.story("Rain all night")

    assert verified(incident=story.path.rpartition("/")[2]) == (0, "1 chain holds (4 versions)")
    assert verified(incident=f"/news/{story.path}/") == (0, "1 chain holds (4 versions)")


def test_a_story_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="no story at “nowhere”"):
        verified(incident="nowhere")


def test_drafts_have_no_chain() -> None:
    factories.draft()

    assert verified() == (0, "All 0 chains hold (0 versions)")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("kind", "'typo'"), ("origin", "'imported'"), ("at", "at - interval '1 second'")),
        *(("recorded_at", "now() + interval '1 hour'"), ("author_key", "gen_random_uuid()")),
        *(("held", "false"), ("words", "words + 1"), ("words_added", "words_added + 1")),
        *(("words_removed", "7"), ("sources", "7"), ("sources_added", "7")),
        *(("sources_removed", "7"), ("schema", "1"), ("has_note", "NOT has_note")),
        *(("previous_hash", f"'{OTHER_HASH}'"), ("hash", f"'{OTHER_HASH}'")),
        ("position", "1000"),
    ],
)
def test_an_altered_column_is_found(story: Incident, column: str, value: str) -> None:
    statement = f"UPDATE incidents_version SET {column} = {value} WHERE number = 2"
    if column == "position":
        statement = "UPDATE incidents_version SET position = 1000 WHERE number = 4"
        drop_keys_to_positions()

    tamper(statement)

    code, said = verified()
    assert code == 1
    assert story.path in said or "Site" in said


@pytest.mark.parametrize("piece", ["lead", "headline", "update-1", "byline"])
def test_a_text_that_nobody_can_read_is_found(story: Incident, piece: str) -> None:
    tamper(
        "UPDATE incidents_content SET canonical = 'no JSON' WHERE hash IN ("
        f"SELECT content_id FROM incidents_version_piece WHERE key = '{piece}')"
    )

    code, said = verified()

    assert code == 1
    assert f"the text of its piece “{piece}” was altered" in said


def drop_keys_to_positions() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("incidents_version_piece", "incidents_event"):
            name = foreign_key(table, "version_id")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (
            "UPDATE incidents_content SET canonical = replace(canonical, 'confirms', 'denies')",
            "version 2: the text of its piece “update-1” was altered",
        ),
        (
            "UPDATE incidents_content SET salt = decode(repeat('00', 16), 'hex')",
            "version 1: the text of its piece “about” was altered",
        ),
        (
            "DELETE FROM incidents_version_piece WHERE number = 4 AND key = 'byline'",
            "version 4: it is signed with a name, and the piece that says so is missing",
        ),
        (
            "UPDATE incidents_version_piece SET number = 3 WHERE number = 2 AND key = 'update-1'",
            "version 2: a piece of it is filed under another version",
        ),
        (
            "UPDATE incidents_version_piece SET key = 'update-9' WHERE key = 'update-2'",
            "version 3: its facts or its list of pieces were altered",
        ),
        (
            "UPDATE incidents_version SET at = at - interval '1 day' WHERE number = 3",
            "version 3: its time is earlier than that of the version before it",
        ),
        (
            f"UPDATE incidents_incident SET version_hash = '{OTHER_HASH}'",
            "names another hash",
        ),
        (
            "UPDATE incidents_incident SET version_number = 9",
            "the story counts 9 versions",
        ),
    ],
)
def test_what_was_altered_is_named(story: Incident, statement: str, reason: str) -> None:
    tamper(statement)

    code, said = verified()

    assert code == 1
    assert reason in said


def test_a_missing_text_is_found(story: Incident) -> None:
    without_keys("DELETE FROM incidents_content WHERE canonical LIKE '%again%'")

    code, said = verified()

    assert code == 1
    assert "version 3: the text of its piece “update-2” is missing" in said


def test_a_version_taken_out_of_the_middle_is_found(story: Incident) -> None:
    tamper(*removing("number = 2"))

    code, said = verified()

    assert code == 1
    assert "version 3: version 2 is missing before it" in said
    assert "position 2 is missing" in said


def test_a_tail_that_was_cut_off_is_found(story: Incident) -> None:
    tamper(*removing("number = 4"))

    code, said = verified()

    assert code == 1
    assert "the story counts 4 versions" in said
    assert "position 4 is missing" in said


def test_a_tail_cut_off_with_the_story_s_own_row_is_found_by_the_position(story: Incident) -> None:
    before = story.versions.get(number=3)

    tamper(
        *removing("number = 4"),
        f"UPDATE incidents_incident SET version_number = 3, version_hash = '{before.hash}', "
        f"position = {before.position}",
    )

    code, said = verified()

    assert code == 1
    assert "Site: position 4 is missing: the version that stood there is gone" in said
    assert "2 faults in 1 chains (3 versions)" in said


def test_a_whole_history_that_was_removed_is_found(story: Incident) -> None:
    tamper(*removing("number > 0"))

    code, said = verified()

    assert code == 1
    assert f"{story.path}: the story is published, and its versions are missing" in said


def test_a_head_that_was_set_back_is_found(story: Incident) -> None:
    tamper("UPDATE incidents_ledgerhead SET position = 3")

    code, said = verified()

    assert code == 1
    assert "position 4, beyond the last one that was given" in said


def test_only_the_first_bad_row_of_a_chain_is_named(story: Incident) -> None:
    tamper("UPDATE incidents_version SET words = words + 1")

    _, said = verified()

    assert [line for line in said.splitlines() if story.path in line] == [
        f"{story.path}, version 1: its facts or its list of pieces were altered"
    ]


def test_the_triggers_are_on_again_after_tampering(story: Incident) -> None:
    tamper("UPDATE incidents_version SET words = words + 1")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchone() == (0,)
    assert Version.objects.count() == 4


def removing(which: str) -> Iterator[str]:
    for table in ("incidents_version_piece", "incidents_event"):
        yield (
            f"DELETE FROM {table} WHERE version_id IN "
            f"(SELECT position FROM incidents_version WHERE {which})"
        )
    yield f"DELETE FROM incidents_version WHERE {which}"
