"""A window at the desk, in which Anna has signed in."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from incidents.models import Editor
from tests import factories


@pytest.fixture
def editor(transactional_db: None) -> Editor:
    """Anna, who may do everything."""
    return factories.editor(is_superuser=True)


@pytest.fixture
def page(
    browser: Browser, live_server: LiveServer, client: Client, editor: Editor
) -> Iterator[Page]:
    """Her window; what breaks the policy or a script fails the test."""
    client.force_login(editor)
    context = browser.new_context(base_url=live_server.url)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []
