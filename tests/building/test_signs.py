"""Names and signs on doors."""

import ast
import re
import subprocess
from pathlib import Path

from tests.building import plan

EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service"}
# Spelled in two halves, or this file would hold them itself.
LATER = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
READ = (".py", ".html", ".css", ".js", ".md", ".toml", "Makefile", "run")


def test_every_package_says_in_one_sentence_what_it_is() -> None:
    wordless = [
        plan.place(folder)
        for folder in plan.folders(*plan.HOUSE)
        if any(folder.glob("*.py")) and not is_one_sentence(sign(folder / "__init__.py"))
    ]

    assert wordless == []


def test_every_module_says_what_it_is() -> None:
    wordless = [
        plan.place(path)
        for path in plan.modules(*plan.HOUSE, *plan.AROUND)
        if not ast.get_docstring(plan.tree(path))
    ]

    assert wordless == []


def test_no_room_has_a_name_that_says_nothing() -> None:
    rooms = [*plan.modules(*plan.HOUSE, *plan.AROUND), *plan.folders(*plan.HOUSE)]

    empty = [plan.place(path) for path in rooms if EMPTY_WORDS & set(path.stem.split("_"))]

    assert empty == []


def test_nothing_is_put_off_in_a_comment() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=plan.ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    texts = [plan.ROOT / name for name in tracked if name.endswith(READ)]

    put_off = [
        plan.place(path, number)
        for path in texts
        if path.exists()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LATER.search(line)
    ]

    assert put_off == []


def sign(path: Path) -> str:
    return (ast.get_docstring(plan.tree(path)) or "") if path.exists() else ""


def is_one_sentence(words: str) -> bool:
    return words.endswith(".") and not re.search(r"[.!?]\s+[A-Z]", words)
