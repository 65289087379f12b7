"""What every test of the engine room has for itself."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_heads(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for signed heads that no other test writes to."""
    settings.TRANSPARENCY_DIR = tmp_path_factory.mktemp("transparency")
    return Path(settings.TRANSPARENCY_DIR)
