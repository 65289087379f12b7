"""What the documents say can be followed: links lead somewhere, commands exist, examples run."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from incidents.formats._format import Format

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\((?!https?://)([^)#]+)(?:#[^)]*)?\)")
CODE = re.compile(r"```.*?```|`[^`]*`|^ {4}.*?$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
TARGET = re.compile(r"`make ([a-z-]+)|^make ([a-z-]+)", re.MULTILINE)
TESTS = re.compile(r"pytest (tests/[a-z_/.]+)")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|tmp|home|root)/")


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = LINK.findall(CODE.sub("", document.read_text(encoding="utf-8")))

    broken = [link for link in links if not (document.parent / link).exists()]

    assert broken == []


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    unknown = set(COMMAND.findall(text)) - set(get_commands())
    targets = {one or other for one, other in TARGET.findall(text)}

    assert unknown == set()
    assert {target for target in targets if f"\n{target}:" not in makefile} == set()


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: path.name)
def test_every_test_that_is_named_exists(document: Path) -> None:
    named = TESTS.findall(document.read_text(encoding="utf-8"))

    assert [place for place in named if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: path.name)
def test_no_document_speaks_of_one_person_s_machine(document: Path) -> None:
    assert MACHINE_PATH.findall(document.read_text(encoding="utf-8")) == []


def test_every_document_is_reached_from_the_first_page() -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8")

    unreached = [path.name for path in WRITTEN if path.name not in f"{first} README.md"]

    assert unreached == []


def test_the_example_of_a_format_is_a_format() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    example = next(
        code for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "class" in code
    )
    room: dict[str, object] = {"__name__": "as_text"}

    exec(compile(example, "docs/architecture.md", "exec"), room)

    made = room["TextFormat"]
    assert isinstance(made, type)
    assert issubclass(made, Format)
    assert made().content_type == "text/plain; charset=utf-8"
