"""What the web process loads before Django is there can be loaded then."""

import ast
import os
import subprocess
import sys

from tests.building import plan


def test_what_stands_above_the_start_of_django_needs_no_models() -> None:
    tree = ast.parse((plan.ROOT / "newsroom/asgi.py").read_text(encoding="utf-8"))
    loaded = [node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
    ours = [name for name in loaded if name.startswith(("newsroom", "incidents"))]

    done = subprocess.run(
        [sys.executable, "-c", f"import {', '.join(ours)}"],
        cwd=plan.ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "newsroom.front.making.lanes" in ours
    assert (done.returncode, done.stderr) == (0, "")
