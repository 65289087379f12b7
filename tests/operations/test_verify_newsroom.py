"""The stand-alone verifier accepts an archive as it was made, and no other."""

import json
import random
import subprocess
import sys
from hashlib import sha256
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from incidents.actions.house import notice
from incidents.actions.house.notice import Wording
from incidents.models import Checkpoint, Content
from incidents.record.history import transparency
from incidents.text.hashing.checkpoint import verifier_key
from tests import factories
from tests.operations import histories, older

pytestmark = pytest.mark.django_db

VERIFIER = Path(__file__).parents[2] / "static" / "verifier" / "verify_newsroom.py"
TRIALS = 60


def archive(**given: str) -> list[str]:
    out = StringIO()
    call_command("export_incidents", "-", stdout=out, **given)
    return out.getvalue().splitlines(keepends=True)


def checked(folder: Path, lines: list[str], *options: str) -> tuple[int, str]:
    """What the verifier says in a process of its own that knows nothing of the project."""
    path = folder / "archive.jsonl"
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(path), *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={"PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout + done.stderr


def resealed(lines: list[str]) -> list[str]:
    """The same lines with an end that fits them, as somebody who forges would write it."""
    body, end = lines[:-1], json.loads(lines[-1])
    end["versions"] = sum(json.loads(line)["type"] == "version" for line in body)
    end["digest"] = sha256("".join(body[1:]).encode()).hexdigest()
    return [*body, written(end)]


def written(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def saved_head(folder: Path) -> str:
    path = folder / "head.txt"
    note = Checkpoint.objects.order_by("-size").values_list("note", flat=True).first()
    path.write_text(note or "", encoding="utf-8")
    return str(path)


def test_it_imports_nothing_of_the_project() -> None:
    source = VERIFIER.read_text()

    assert "import incidents" not in source
    assert "from incidents" not in source
    assert "django" not in source.lower()


def test_an_archive_holds_and_it_is_said_what_was_checked(tmp_path: Path) -> None:
    story, _ = histories.everything()

    code, said = checked(tmp_path, archive())

    assert code == 0, said
    assert "Every version from position 1" in said
    assert "2 signed heads of the archive hold" in said
    assert f"announced in {story.path}, version" in said
    assert "the one that the archive names itself" in said


@pytest.mark.parametrize("schema", [1, 2])
def test_versions_that_name_people_by_their_keys_hold(tmp_path: Path, schema: int) -> None:
    histories.by_one_editor()
    older.with_keys(schema)

    code, said = checked(tmp_path, archive())

    assert code == 0, said
    assert ("2 versions of schema 1" in said) == (schema == 1)


@pytest.mark.parametrize("name", ["Anna Editor", "ab" * 31, "", "AB" * 32])
def test_nobody_is_named_in_another_form(tmp_path: Path, name: str) -> None:
    histories.by_one_editor()
    lines = archive()
    at, line = next((at, json.loads(text)) for at, text in enumerate(lines) if '"author"' in text)
    lines[at] = written(line | {"author": name})

    code, said = checked(tmp_path, resealed(lines))

    assert code == 1
    assert "it names somebody in no form there is" in said


def test_a_saved_head_and_a_known_key_are_compared(tmp_path: Path) -> None:
    histories.everything()
    key = str(transparency.key())

    code, said = checked(tmp_path, archive(), "--head", saved_head(tmp_path), "--key", key)

    assert code == 0, said
    assert "The saved head at position" in said
    assert "names itself" not in said


def test_another_key_is_refused(tmp_path: Path) -> None:
    histories.everything()
    key = str(verifier_key("other.example/history", b"x" * 32))

    code, said = checked(tmp_path, archive(), "--key", key)

    assert code == 1
    assert "not the one that was given" in said


def test_what_is_no_key_ends_the_check_before_it_begins(tmp_path: Path) -> None:
    code, said = checked(tmp_path, archive(), "--key", "example.org+12345678+AAAA")

    assert code == 2
    assert "no verifier key" in said


def test_a_file_that_is_not_there_ends_the_check(tmp_path: Path) -> None:
    code, said = checked(tmp_path, archive(), "--head", str(tmp_path / "nowhere"))

    assert code == 2
    assert "nowhere" in said


def test_one_story_alone_is_checked_for_what_it_is(tmp_path: Path) -> None:
    story, _ = histories.everything()

    code, said = checked(tmp_path, archive(incident=story.path))

    assert code == 0, said
    assert "nothing is said about what it leaves out" in said


def test_a_missing_wording_of_a_page_about_the_newsroom_is_found(tmp_path: Path) -> None:
    histories.everything()
    notice.establish()
    again = Wording("Ethics", "<p>Shorter.</p>", note="Shorter.")
    notice.change_page("ethics", again, by=None, base=1)
    lines = archive()
    first = next(at for at, line in enumerate(lines) if '"slug":"ethics"' in line)

    held, told = checked(tmp_path, lines)
    code, said = checked(tmp_path, resealed(lines[:first] + lines[first + 1 :]))

    assert held == 0, told
    assert "4 wordings of 3 pages about the newsroom, none missing" in told
    assert code == 1
    assert "wording 1 of the page is missing" in said


def test_any_altered_byte_of_a_version_is_found(tmp_path: Path) -> None:
    histories.everything()
    lines = archive()
    versions = [at for at, line in enumerate(lines) if json.loads(line)["type"] == "version"]
    chance = random.Random(7)

    for _ in range(TRIALS):
        place = chance.choice(versions)
        altered = list(lines)
        altered[place] = flipped(lines[place], chance)
        code, said = checked(tmp_path, resealed_if_readable(altered))
        assert code == 1, f"line {place + 1}: {altered[place]}"
        assert "line " in said


def flipped(line: str, chance: random.Random) -> str:
    """The line with one character replaced by another that JSON allows there as well."""
    at = chance.randrange(len(line) - 1)
    choices = "0123456789abcdef" if line[at] in "0123456789abcdef" else "xyz"
    return line[:at] + chance.choice(choices.replace(line[at], "")) + line[at + 1 :]


def resealed_if_readable(lines: list[str]) -> list[str]:
    try:
        return resealed(lines)
    except (ValueError, KeyError):  # also where a letter of the word “type” is another
        return lines


def test_any_missing_or_swapped_line_is_found(tmp_path: Path) -> None:
    histories.everything()
    lines = archive()
    versions = [at for at, line in enumerate(lines) if json.loads(line)["type"] == "version"]

    for place in versions:
        dropped = resealed([*lines[:place], *lines[place + 1 :]])
        assert checked(tmp_path, dropped)[0] == 1
    for one, two in pairwise(versions):
        swapped = list(lines)
        swapped[one], swapped[two] = lines[two], lines[one]
        assert checked(tmp_path, resealed(swapped))[0] == 1


def test_two_texts_in_each_other_s_place_are_found(tmp_path: Path) -> None:
    factories.update(factories.story(), "<p>One.</p>")
    lines = archive()
    at = next(at for at, line in enumerate(lines) if '"type":"version"' in line)
    version = json.loads(lines[at])
    one, two = version["pieces"][:2]
    one["canonical"], two["canonical"] = two["canonical"], one["canonical"]
    lines[at] = written(version)

    code, said = checked(tmp_path, resealed(lines))

    assert code == 1
    assert f"line {at + 1}: the text of its piece" in said


def test_an_end_cut_off_is_found_with_a_saved_head(tmp_path: Path) -> None:
    histories.everything()
    head = saved_head(tmp_path)
    lines = archive()
    last = max(at for at, line in enumerate(lines) if json.loads(line)["type"] == "version")
    header = json.loads(lines[0])
    cut = [written(header | {"position": header["position"] - 1}), *lines[1:last], lines[-1]]

    forged = [line for line in resealed(cut) if '"type":"story"' not in line or line in lines]

    assert checked(tmp_path, forged, "--head", head)[0] == 1


def test_an_archive_without_its_end_is_found(tmp_path: Path) -> None:
    factories.story()

    code, said = checked(tmp_path, archive()[:-1])

    assert code == 1
    assert "the end of the archive is missing" in said


def test_a_text_taken_out_without_a_redaction_is_found(tmp_path: Path) -> None:
    factories.story()
    lines = archive()
    at = next(at for at, line in enumerate(lines) if '"type":"version"' in line)
    version = json.loads(lines[at])
    version["pieces"][0]["salt"] = None
    lines[at] = written(version)

    code, said = checked(tmp_path, resealed(lines))

    assert code == 1
    assert "lacks a text that no version of its story redacts" in said


def test_a_tombstone_that_says_something_else_is_found(tmp_path: Path) -> None:
    histories.everything()
    lines = archive()
    at = next(at for at, line in enumerate(lines) if '"salt":null' in line)
    version = json.loads(lines[at])
    piece = next(piece for piece in version["pieces"] if piece["salt"] is None)
    piece["html"] += "<p>More.</p>"
    lines[at] = written(version)

    code, said = checked(tmp_path, resealed(lines))

    assert code == 1
    assert "altered" in said or "shown in two ways" in said
    assert Content.objects.filter(salt=b"").exists()
