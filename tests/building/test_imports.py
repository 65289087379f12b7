"""Who may know whom."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.building import plan

WITHOUT_ACTIONS = ("reader", "live", "syndication")


def test_the_import_contracts_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [program, "--no-cache"], cwd=plan.ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


def test_no_wing_for_readers_is_left_out_of_its_contract() -> None:
    contracts = tomllib.loads((plan.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contract = next(
        one for one in contracts["contracts"] if one["name"] == "Readers change nothing"
    )

    standing = {f"incidents.{wing}" for wing in WITHOUT_ACTIONS if has_code(wing)}

    assert set(contract["source_modules"]) == standing


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        plan.place(path, node.lineno)
        for path in plan.modules(*plan.HOUSE, "tests")
        for function in ast.walk(plan.tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


def has_code(wing: str) -> bool:
    return (plan.ROOT / "incidents" / wing / "__init__.py").exists()
