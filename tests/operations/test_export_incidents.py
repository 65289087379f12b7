"""The archive holds the whole public history, and nothing that is not public."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing, media
from incidents.models import Editor, Rendition, Version
from tests import factories
from tests.media_texts import image
from tests.operations import histories

pytestmark = pytest.mark.django_db


def exported(**given: str) -> list[str]:
    out = StringIO()
    call_command("export_incidents", "-", stdout=out, **given)
    return out.getvalue().splitlines()


def of_type(lines: list[str], kind: str) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, lines) if line["type"] == kind]


def test_every_version_is_in_it_in_order() -> None:
    histories.everything()

    versions = of_type(exported(), "version")

    assert [line["position"] for line in versions] == list(range(1, Version.objects.count() + 1))
    assert {line["hash"] for line in versions} == set(
        Version.objects.values_list("hash", flat=True)
    )


def test_the_same_history_gives_the_same_bytes() -> None:
    histories.everything()

    first, second = exported(), exported()

    assert first[1:] == second[1:]
    assert json.loads(first[0]) | {"made_at": ""} == json.loads(second[0]) | {"made_at": ""}


def test_an_empty_newsroom_has_an_archive() -> None:
    lines = exported()

    assert [json.loads(line)["type"] for line in lines] == ["archive", "end"]


def test_what_only_editors_see_is_not_in_it() -> None:
    secrets = [*histories.draft_texts(), "anna-of-the-desk"]
    anna = factories.editor("anna-of-the-desk", email="anna@desk.example")
    factories.story("By Anna")
    Editor.objects.filter(pk=anna.pk).update(last_name="Hidden")

    archive = "\n".join(exported())

    assert "By Anna" in archive
    assert not [word for word in [*secrets, "desk.example", "Hidden"] if word in archive]


def test_nothing_in_it_tells_that_two_changes_are_by_one_person() -> None:
    histories.everything()
    rows = Version.objects.exclude(author=None)

    archive = "\n".join(exported())

    named = [line["author"] for line in of_type(exported(), "version") if "author" in line]
    assert len(named) == len(set(named)) == rows.count() > 2
    assert not [secret for secret in histories.openings() if secret in archive]


def test_a_redacted_name_is_not_in_it_and_its_salt_is_gone() -> None:
    histories.everything()

    lines = exported()

    pieces = [piece for line in of_type(lines, "version") for piece in line["pieces"]]
    assert histories.NAME not in "\n".join(lines)
    assert [piece["key"] for piece in pieces if piece["salt"] is None]
    assert [line for line in of_type(lines, "version") if "redacted" in line]


def test_heads_stand_after_the_last_version_that_they_cover() -> None:
    histories.everything()

    parsed = [json.loads(line) for line in exported()]

    heads = [(place, line) for place, line in enumerate(parsed) if line["type"] == "head"]
    assert [line["size"] for _, line in heads] == [parsed[p - 1]["position"] for p, _ in heads]
    assert len(heads) == 2


def test_one_story_can_be_exported_alone() -> None:
    _, other = histories.everything()

    lines = exported(incident=other.path)

    assert [line["path"] for line in of_type(lines, "story")] == [other.path]
    assert {line["story"] for line in of_type(lines, "version")} == {str(other.key)}
    assert not of_type(lines, "head")


def test_a_story_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="no story at “nowhere”"):
        exported(incident="nowhere")


def test_the_file_is_there_only_once_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.story()
    target = tmp_path / "archive.jsonl"
    target.write_text("the archive of yesterday")

    def failing(*_: object) -> Any:  # noqa: ANN401
        yield "half\n"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("incidents.operations.management.commands.export_incidents.lines", failing)
    with pytest.raises(CommandError, match="No space left"):
        call_command("export_incidents", str(target))

    assert target.read_text() == "the archive of yesterday"
    assert list(tmp_path.iterdir()) == [target]


def test_the_file_says_how_much_was_written(tmp_path: Path) -> None:
    factories.story()
    out = StringIO()

    call_command("export_incidents", str(tmp_path / "archive.jsonl"), stdout=out)

    count = len((tmp_path / "archive.jsonl").read_text().splitlines())
    assert out.getvalue().startswith(f"{count} lines written")


def test_a_picture_that_is_missing_is_named_and_no_archive_is_begun(tmp_path: Path) -> None:
    story = factories.story()
    media.add(story, image(), by=None)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")
    name = Rendition.objects.latest("pk").name
    default_storage.delete(name)

    with pytest.raises(CommandError, match=name):
        call_command("export_incidents", str(tmp_path / "archive.jsonl"))

    assert list(tmp_path.iterdir()) == []
