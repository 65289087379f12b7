"""How versions reach the database: byte for byte, and from any connection."""

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import F

from incidents.actions.inputs import UpdateText
from incidents.actions.ledger.statement import PREPARE
from incidents.actions.stories import updates
from incidents.models import KeptDifference, Update, Version, VersionPiece
from incidents.text.hashing import canonical
from tests import factories

AWKWARD = r"""<p>{"a", NULL} \ \\ \" \n {} '' $1 %s {1,2} \x00 é 加 🦉</p>"""


@pytest.mark.django_db
def test_what_a_text_says_and_its_hashes_reach_the_store_as_they_are() -> None:
    story = factories.story()

    update = factories.update(story, AWKWARD)

    pieces = VersionPiece.objects.filter(incident=story).annotate(
        salt=F("content__salt"), canonical=F("content__canonical"), html=F("content__html")
    )
    for piece in pieces:
        salt = bytes(piece.salt)
        assert len(salt) == 16
        assert canonical.inner_hash(salt, piece.canonical.encode()) == piece.content_id
        assert canonical.html_hash(salt, piece.html) == piece.html_hash
    said = pieces.get(key=update.piece_key)
    assert json.loads(said.canonical)["html"] == update.body == AWKWARD
    assert AWKWARD in said.html


@pytest.mark.django_db
def test_the_first_changes_of_a_text_are_kept_as_they_are() -> None:
    story = factories.story()
    update = factories.update(story, AWKWARD)

    updates.edit(update, UpdateText(body=f"{AWKWARD}\n<p>More {{}}.</p>"), by=None, kind="typo")

    kept = KeptDifference.objects.get()
    assert kept.first == ["<ins>More {}.</ins>"]


@pytest.mark.django_db(transaction=True)
def test_every_connection_learns_once_how_to_write_a_version() -> None:
    story = factories.story()
    told: list[str] = []

    def listened(execute: Callable[..., object], sql: str, *rest: object) -> object:
        told.append(sql)
        return execute(sql, *rest)

    for _ in range(2):
        connection.close()
        with connection.execute_wrapper(listened):
            factories.update(story)
            factories.update(story)

    assert told.count(PREPARE) == 2
    assert Update.objects.filter(incident=story).count() == 4
    assert Version.objects.filter(incident=story).count() == 5
