"""What others offer for the same work, in an environment of its own: measured, never depended on.

``python benchmarks/references.py`` makes it under ``var/references``; benchmarks leave out what
is not there, and say so.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / "var" / "references"
PYTHON = HOME / "bin" / "python"
PACKAGES = (
    *("wagtail", "diff-match-patch", "redlines", "lxml", "lxml_html_clean"),
    *("three-merge", "merge3", "psycopg[binary]"),
)


def is_there(module: str) -> bool:
    """Whether the environment can import a module."""
    if not PYTHON.exists():
        return False
    asked = f"import importlib.util as u, sys; sys.exit(u.find_spec({module!r}) is None)"
    return subprocess.run([PYTHON, "-c", asked], check=False).returncode == 0


def asked(name: str, database: dict[str, object], **given: object) -> dict[str, float]:
    """What a reference of ours finds in the environment: its figures by their names."""
    done = subprocess.run(
        [PYTHON, ROOT / "benchmarks" / f"{name}_reference.py"],
        input=json.dumps({"database": database, **given}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Make the environment; a package that cannot be had is named and left out."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
    for package in PACKAGES:
        command = [str(PYTHON), "-m", "pip", "install", "--quiet", package]
        if subprocess.run(command, check=False).returncode:
            print(f"{package}: cannot be installed here")


if __name__ == "__main__":
    main()
