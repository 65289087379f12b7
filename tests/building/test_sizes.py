"""A room that can be seen at one glance."""

import ast
from pathlib import Path

from tests.building import plan

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
ROOMS_OF_A_FOLDER = 12
# Django's own two, as in the import contract of the layers.
NO_ROOMS = {"__init__.py", "__pycache__", "apps.py", "migrations"}
SETTINGS_LINES = 200


def test_no_file_is_longer_than_a_reader_s_patience() -> None:
    files = [*plan.modules(*plan.HOUSE, *plan.AROUND), *plan.pages()]

    long = {plan.place(path): lines(path) for path in files if lines(path) > LINES_OF_A_FILE}

    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        plan.place(path, node.lineno)
        for path in plan.modules(*plan.HOUSE, *plan.AROUND)
        for node in ast.walk(plan.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LINES_OF_A_FUNCTION
    ]

    assert long == []


def test_no_folder_has_more_rooms_than_can_be_remembered() -> None:
    crowded = {}
    for folder in plan.folders(*plan.HOUSE, "templates", "static"):
        rooms = {entry.name for entry in folder.iterdir()} - NO_ROOMS
        if len(rooms) > ROOMS_OF_A_FOLDER and folder.name != "migrations":
            crowded[plan.place(folder)] = sorted(rooms)

    assert crowded == {}


def test_the_settings_stay_short() -> None:
    assert lines(plan.ROOT / "newsroom/settings.py") <= SETTINGS_LINES


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
