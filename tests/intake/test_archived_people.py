"""An archive names whoever wrote and approved by commitments alone, which stay as they are."""

from pathlib import Path

import pytest
from pytest_django import Settings

from incidents.actions.stories import lifecycle
from incidents.models import Editor, Version
from incidents.operations.verifying import verify
from tests import factories
from tests.intake.archives import emptied, exported, imported
from tests.operations import older

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_heads(settings: Settings, tmp_path: Path) -> None:
    settings.TRANSPARENCY_DIR = tmp_path / "transparency"


def versions(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if '"type":"version"' in line]


def test_who_wrote_is_committed_to_as_before_and_known_to_nobody(tmp_path: Path) -> None:
    anna = factories.editor()
    story = lifecycle.publish(factories.draft(), by=anna)
    before = Version.objects.get(incident=story).hashed_author
    archive = exported(tmp_path)
    emptied()
    again = factories.editor("anna.again")
    Editor.objects.filter(pk=again.pk).update(key=anna.key)

    imported(archive)

    version = Version.objects.get(incident__key=story.key)
    assert version.hashed_author == before
    assert (version.author, version.author_key, version.author_nonce) == (None, None, None)
    assert not verify().faults


@pytest.mark.parametrize("schema", [1, 2])
def test_an_account_is_given_the_versions_back_that_name_its_key(
    tmp_path: Path, schema: int
) -> None:
    anna = factories.editor()
    story = lifecycle.publish(factories.draft(), by=anna)
    older.with_keys(schema)
    archive = exported(tmp_path)
    emptied()
    again = factories.editor("anna.again")
    Editor.objects.filter(pk=again.pk).update(key=anna.key)

    imported(archive)

    version = Version.objects.get(incident__key=story.key)
    assert (version.author, version.author_key) == (again, anna.key)
    assert versions(exported(tmp_path, "again.jsonl")) == versions(archive)
    assert not verify().faults
