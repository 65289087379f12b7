"""Windows at the desk, in which somebody has signed in already."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client
from playwright.sync_api import Browser, Page

from incidents.models import Editor


@contextmanager
def window(browser: Browser, site: str, editor: Editor) -> Iterator[Page]:
    """One of their own; what breaks the policy or a script in it fails the test."""
    client = Client()
    client.force_login(editor)
    context = browser.new_context(base_url=site)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []
