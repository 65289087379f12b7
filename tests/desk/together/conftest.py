"""A window at the desk, in which Anna has signed in."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from incidents.models import Editor
from tests import factories
from tests.desk.windows import window


@pytest.fixture
def editor(transactional_db: None) -> Editor:
    """Anna, who may do everything."""
    return factories.editor(is_superuser=True)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, editor: Editor) -> Iterator[Page]:
    """Her window; what breaks the policy or a script fails the test."""
    with window(browser, live_server.url, editor) as opened:
        yield opened
