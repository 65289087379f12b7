"""What tests of kept pages have at hand."""

import pytest

from incidents.models import Editor
from tests import factories


@pytest.fixture
def anna(db: None) -> Editor:
    """An editor."""
    return factories.editor()
