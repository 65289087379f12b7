"""An archive in which anything does not hold is refused as a whole, and the line is named."""

import gzip
import json
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker, Settings

from incidents.actions.imports.archive.checking import Checker
from incidents.actions.imports.archive.reading import read
from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing
from incidents.models import Content, Incident
from incidents.text.hashing.chain import version_hash
from tests import factories
from tests.intake.archives import emptied, exported, imported
from tests.operations import histories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_heads(settings: Settings, tmp_path: Path) -> Path:
    settings.TRANSPARENCY_DIR = tmp_path / "transparency"
    return tmp_path / "transparency"


@pytest.fixture(scope="module")
def written(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The archive of a newsroom that is gone before the first test begins."""
    folder = tmp_path_factory.mktemp("written")
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr("django.conf.settings.TRANSPARENCY_DIR", folder / "transparency")
        histories.everything()
        archive = exported(folder)
        transaction.set_rollback(True)
    return archive


@pytest.fixture
def archive(written: Path, tmp_path: Path) -> Path:
    """A copy that a test may alter."""
    return Path(shutil.copy(written, tmp_path))


def altered(path: Path, number: int, old: str, new: str) -> None:
    """Alter a line and give the archive an end that fits, as somebody who forges would."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new)
    end = json.loads(lines[-1])
    end["digest"] = sha256("".join(lines[1:-1]).encode()).hexdigest()
    lines[-1] = json.dumps(end, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    path.write_text("".join(lines), "utf-8")


def line_of(path: Path, *words: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(at for at, line in enumerate(lines, start=1) if all(w in line for w in words))


@pytest.mark.parametrize(
    ("where", "old", "new", "reason"),
    [
        ('"type":"version"', "Two villages", "Ten villages", "the text of its piece “lead”"),
        ('"type":"version"', '"html":"<', '"html":" <', "the HTML of its piece"),
        ('"kind":"correction"', '"kind":"correction"', '"kind":"typo"', "its facts or its list"),
        ('"number":2', '"number":2', '"number":3', "version 2 is missing"),
        ('"redacted"', ',"court_order",', ',"privacy",', "its facts or its list"),
        ('"salt":null', '"salt":null', '"salt":"00"', "the text of its piece"),
        ('"type":"head"', '"size":', '"size":1', "the versions before it are not those"),
        ('"type":"story"', '"path":"2017', '"path":"2018', "not among its addresses"),
        ('"type":"topic"', '"type":"topic"', '"type":"theme"', "of an unknown type"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_kept(
    archive: Path, where: str, old: str, new: str, reason: str
) -> None:
    number = line_of(archive, where, old)
    altered(archive, number, old, new)

    code, said = imported(archive)

    assert code == 1
    assert f"archive.jsonl:{number}: refused" in said
    assert reason in said
    assert not Incident.objects.exists()
    assert not Content.objects.exists()


def test_a_version_that_redacts_is_called_a_redaction(archive: Path) -> None:
    number = line_of(archive, '"kind":"redaction"')
    said = json.loads(archive.read_text("utf-8").splitlines()[number - 1])
    altered(archive, number, said["hash"], forged(archive, number))
    altered(archive, number, '"kind":"redaction"', '"kind":"typo"')

    code, told = imported(archive)

    assert code == 1
    assert f"archive.jsonl:{number}: refused: it redacts and is not called a redaction" in told


def forged(path: Path, number: int) -> str:
    """The hash that the version of a line would have if it were called a typo."""
    checker = Checker()
    for line in read(path.read_text("utf-8").splitlines(keepends=True)):
        if line.type == "story":
            checker.story(line)
        if line.type == "version":
            version = checker.version(line)
            if line.number == number:
                return version_hash(replace(version.facts, kind="typo"))
    raise AssertionError(number)


def test_a_story_stands_where_its_newest_version_says(tmp_path: Path) -> None:
    story = factories.story("Shots near the border")
    old = story.path
    editing.edit(story, StoryEdit(headline="All is quiet", move=True), by=None, note="Denied.")
    archive = exported(tmp_path)
    now = Incident.objects.get(pk=story.pk).path
    emptied()
    number = line_of(archive, '"type":"story"')
    altered(archive, number, f'"path":"{now}"', f'"path":"{old}"')

    code, said = imported(archive)

    assert old != now
    assert code == 1
    assert f"archive.jsonl:{number}: refused" in said
    assert "not the one that its newest version says" in said


def test_an_archive_cut_short_is_refused(tmp_path: Path) -> None:
    factories.story()
    archive = exported(tmp_path)
    emptied()
    text = archive.read_text("utf-8")
    archive.write_text(text[: len(text) // 2], "utf-8")

    code, _ = imported(archive)

    assert code == 1
    assert not Incident.objects.exists()


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"type":"archive"}\n', "utf-8")

    code, said = imported(path)

    assert code == 1
    assert "this is no line of an archive" in said


def test_a_packed_archive_is_known_by_its_content(tmp_path: Path) -> None:
    factories.story()
    archive = exported(tmp_path)
    packed = tmp_path / "archive"
    packed.write_bytes(gzip.compress(archive.read_bytes()))
    emptied()

    code, said = imported(packed)

    assert code == 0, said
    assert Incident.objects.count() == 1


@pytest.mark.parametrize(
    "content", [None, b"", b"\xff\xfe", gzip.compress(b"{}" * 999, mtime=0)[:-20]]
)
def test_files_that_cannot_be_read_are_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "archive.jsonl"
    if content is not None:
        path.write_bytes(content)

    code, said = imported(path)

    assert code == 1
    assert "archive.jsonl:1: refused" in said
