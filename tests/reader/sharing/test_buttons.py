"""The buttons that pass a story on, in Chromium: they work, say so, and hide where they cannot."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident
from tests import factories
from tests.accessibility import findings

pytestmark = pytest.mark.django_db(transaction=True)

TAKES = """navigator.share = (told) => { window.shared = told; return Promise.resolve(); }"""
REFUSES = """Object.defineProperty(navigator, "clipboard", { value: undefined })"""


@pytest.fixture
def story() -> Incident:
    incident = factories.story()
    factories.update(incident)
    return incident


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(
        viewport={"width": 360, "height": 640},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield made
    made.close()


def opened(context: BrowserContext, live_server: LiveServer, story: Incident) -> Page:
    page = context.new_page()
    page.goto(f"{live_server.url}{story.get_absolute_url()}", wait_until="load")
    return page


def test_the_link_of_an_update_is_copied_and_that_is_said(
    context: BrowserContext, live_server: LiveServer, story: Incident
) -> None:
    page = opened(context, live_server, story)
    button = page.locator("#update-1 ~ .update-link [data-share=copy]")

    button.click()

    expect(button).to_have_text("Copied")
    expect(page.locator("[data-share-said]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{live_server.url}{story.get_absolute_url()}updates/1/"


def test_the_page_has_its_own_link_and_a_way_to_print(
    context: BrowserContext, live_server: LiveServer, story: Incident
) -> None:
    context.add_init_script("window.print = () => { window.printed = true }")
    page = opened(context, live_server, story)
    row = page.locator("[data-share-here]")

    row.get_by_role("button", name="Copy link").click()
    row.get_by_role("button", name="Print").click()

    expect(row.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.evaluate("window.printed") is True
    assert findings(page) == []


def test_a_device_that_shares_by_itself_is_asked_to(
    context: BrowserContext, live_server: LiveServer, story: Incident
) -> None:
    context.add_init_script(TAKES)
    page = opened(context, live_server, story)

    page.locator("[data-share-here]").get_by_role("button", name="Share").click()

    page.wait_for_function("window.shared")
    assert page.evaluate("window.shared.url") == page.url


def test_a_device_that_cannot_copy_is_told_where_the_link_is(
    context: BrowserContext, live_server: LiveServer, story: Incident
) -> None:
    context.add_init_script(REFUSES)
    page = opened(context, live_server, story)
    row = page.locator("[data-share-here]")

    row.get_by_role("button", name="Copy link").click()

    expect(row.get_by_role("status")).to_have_text("Not copied: take it from the address bar")
    expect(row.get_by_role("button", name="Share")).to_be_hidden()


def test_without_script_there_are_links_and_no_dead_buttons(
    browser: Browser, live_server: LiveServer, story: Incident
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = opened(context, live_server, story)

    expect(page.get_by_role("link", name="Permanent link")).to_be_visible()
    expect(page.get_by_role("link", name="Link to Update 1")).to_be_visible()
    assert page.locator("[data-share]:visible").count() == 0
    context.close()


def test_data_and_buttons_break_no_rule_of_the_page(
    context: BrowserContext, live_server: LiveServer, story: Incident
) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{live_server.url}{story.get_absolute_url()}", wait_until="load")

    assert said == []
