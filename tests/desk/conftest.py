"""Who sits at the desk in these tests."""

import pytest
from django.test import Client

from incidents.models import Editor
from tests import factories


@pytest.fixture
def anna(db: None) -> Editor:
    """An editor whom readers see under her real name."""
    return factories.editor()


@pytest.fixture
def desk(anna: Editor, client: Client) -> Client:
    """A browser in which Anna is signed in."""
    client.force_login(anna)
    return client
