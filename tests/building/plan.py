"""Where the rooms of the house are, for the tests of the building."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ("newsroom", "incidents")
AROUND = ("tests", "benchmarks")


def modules(*folders: str) -> list[Path]:
    """The Python files of some folders, without migrations, which Django writes."""
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    )


def pages() -> list[Path]:
    """Templates, styles and scripts."""
    return sorted(
        path
        for folder in ("templates", "static")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".html", ".css", ".js", ".xml", ".md", ".txt"}
    )


def folders(*roots: str) -> Iterator[Path]:
    """These folders and all below them."""
    for root in roots:
        found = [path for path in (ROOT / root).rglob("*") if path.is_dir()]
        yield from [ROOT / root, *(path for path in found if path.name != "__pycache__")]


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, line: int = 0) -> str:
    """How a place is named in a failing test."""
    name = str(path.relative_to(ROOT))
    return f"{name}:{line}" if line else name


def documentation() -> str:
    """Everything that is written for people."""
    written = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return "\n".join(path.read_text(encoding="utf-8") for path in written)
