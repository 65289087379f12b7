"""Every command that is written down for people exists; what is said to show something tests it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.building import plan

SHOWN = re.compile(r"\.venv/bin/pytest ([^`\n]+)")
MADE = re.compile(r"\bmake ([a-z][a-z-]*)`")
MANAGED = re.compile(r"manage\.py ([a-z_]+)")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)


def told() -> list[str]:
    """The tests that are named as showing what works."""
    status = (plan.ROOT / "docs/status.md").read_text(encoding="utf-8")
    return sorted({place for named in SHOWN.findall(status) for place in named.split()})


@pytest.mark.parametrize("place", told())
def test_what_is_said_to_show_something_tests_it(place: str) -> None:
    path = plan.ROOT / place
    files = [path] if path.suffix == ".py" else sorted(path.rglob("test_*.py"))

    assert path.exists(), "docs/status.md names what is not there"
    assert any(name for file in files for name in ordinary_tests(file)), "nothing is tested there"


def test_there_are_such_claims() -> None:
    assert len(told()) > 50


def test_every_target_that_is_written_down_can_be_made() -> None:
    targets = set(TARGET.findall((plan.ROOT / "Makefile").read_text(encoding="utf-8")))

    assert sorted(set(MADE.findall(plan.documentation())) - targets) == []


def test_every_command_that_is_written_down_can_be_given() -> None:
    assert sorted(set(MANAGED.findall(plan.documentation())) - get_commands().keys()) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("def test_a() -> None: ...", ["test_a"]),
        ("def scene() -> None: ...", []),
        ("@pytest.mark.fuzz\ndef test_a() -> None: ...", []),
        ("pytestmark = [pytest.mark.django_db, pytest.mark.fuzz]\ndef test_a() -> None: ...", []),
        ("@pytest.mark.browser\ndef test_a() -> None: ...", ["test_a"]),
    ],
)
def test_tests_that_run_only_when_asked_for_show_nothing(
    tmp_path: Path, code: str, found: list[str]
) -> None:
    file = tmp_path / "test_room.py"
    file.write_text(code, encoding="utf-8")

    assert list(ordinary_tests(file)) == found


def ordinary_tests(file: Path) -> Iterator[str]:
    """The names of the tests of a file that run without being asked for by `make fuzz`."""
    tree = plan.tree(file)
    marks = [node.value for node in tree.body if isinstance(node, ast.Assign) and marks_all(node)]
    if any(map(is_fuzz, marks)):
        return
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    for node in functions:
        if node.name.startswith("test_") and not any(map(is_fuzz, node.decorator_list)):
            yield node.name


def marks_all(node: ast.Assign) -> bool:
    """Whether an assignment marks all tests of its file."""
    return any(isinstance(name, ast.Name) and name.id == "pytestmark" for name in node.targets)


def is_fuzz(mark: ast.expr) -> bool:
    """Whether a mark, or one of several, says that a test runs only when it is asked for."""
    return "mark.fuzz" in ast.unparse(mark)
