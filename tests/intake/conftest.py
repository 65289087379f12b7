"""Files made for one test."""

from pathlib import Path

import pytest

from tests.intake.given import Write


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Writes a text into a file and gives its path."""

    def write(text: str) -> Path:
        path = tmp_path / "given.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write
