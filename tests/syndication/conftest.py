"""A newsroom as partners meet it, made once for all tests of a file."""

from copy import deepcopy

import pytest

from tests.conftest import Once
from tests.syndication import scenes


@pytest.fixture(scope="module")
def made(once: Once) -> scenes.Scene:
    """Its rows, which stay for all tests of the file that asks for them."""
    return once(scenes.scene)


@pytest.fixture
def scene(made: scenes.Scene, db: None) -> scenes.Scene:
    """The same rows for each test: what it does to them is undone."""
    return deepcopy(made)
