"""A story with a history worth reading, made once for all tests of a file."""

import pytest

from incidents.models import Incident
from tests.conftest import Once
from tests.reader.history.scenes import flood


@pytest.fixture(scope="module")
def made(once: Once) -> Incident:
    """Its rows, which stay for all tests of the file that asks for them."""
    return once(flood)


@pytest.fixture
def story(made: Incident, db: None) -> Incident:
    """The same rows for each test: what it does to them is undone."""
    return Incident.objects.get(pk=made.pk)
