"""The readers' pages in Chromium, as a person with a phone or a wide screen meets them."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from tests import factories
from tests.reader.pages import KINDS, Newsroom

pytestmark = pytest.mark.django_db(transaction=True)

LONG_HEADLINE = (
    "Clashes are reported along the whole line of contact after a night of shelling; both sides "
    "say that they were attacked first, and mediators call for calm before Monday's meeting"
)
WIDTHS = pytest.mark.parametrize(("width", "height"), [(360, 640), (1280, 800), (1920, 1000)])
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
Theme = Literal["light", "dark"]


@pytest.fixture
def room() -> Newsroom:
    incident = factories.long_story(3, LONG_HEADLINE)
    updates.edit(
        incident.updates.get(number=3),
        UpdateText(body="<p>Report number three from the border.</p>"),
        by=None,
        kind="correction",
        note="A figure is written out.",
    )
    return Newsroom(incident)


def opened(
    browser: Browser, width: int, height: int, theme: Theme = "light", *, script: bool = True
) -> Page:
    return browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        reduced_motion="reduce",
        java_script_enabled=script,
    ).new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = opened(browser, 360, 640)
    yield page
    page.context.close()


@WIDTHS
@THEMES
def test_no_page_scrolls_sideways_or_complains(
    browser: Browser, live_server: LiveServer, room: Newsroom, width: int, height: int, theme: Theme
) -> None:
    page = opened(browser, width, height, theme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for kind in KINDS:
        page.goto(f"{live_server.url}{room.html(kind)}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
    page.context.close()

    assert complaints == []


@pytest.mark.parametrize("width", [320, 360, 1280])
@THEMES
@pytest.mark.parametrize("name", ["The Harbour Post", "Süddeutsche Binnenschifffahrtszeitung"])
def test_the_name_of_the_site_is_read_in_full(
    browser: Browser,
    live_server: LiveServer,
    settings: Settings,
    width: int,
    theme: Theme,
    name: str,
) -> None:
    settings.SITE_NAME = name
    page = opened(browser, width, 640, theme)

    page.goto(live_server.url)

    masthead = page.locator(".masthead-name")
    box, links = masthead.bounding_box(), page.locator(".masthead-nav").bounding_box()
    hidden = masthead.evaluate("it => getComputedStyle(it).overflow === 'hidden'")
    page_width = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert not hidden
    assert box is not None
    assert links is not None
    assert box["x"] + box["width"] <= links["x"] or box["y"] + box["height"] <= links["y"]
    assert box["height"] <= 72
    assert page_width <= width


def test_the_newest_update_is_in_view_on_a_phone(
    phone: Page, live_server: LiveServer, room: Newsroom
) -> None:
    phone.goto(f"{live_server.url}{room.story}/")

    for part in ("#update-3 h2", "#update-3 .mark", "#update-3 p:not([class])"):
        box = phone.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640, part
    assert phone.locator("#update-3 .mark").first.inner_text().startswith("Corrected at")


def test_a_reader_elsewhere_sees_their_own_time_beside_the_printed_one(
    browser: Browser, live_server: LiveServer, room: Newsroom
) -> None:
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()

    page.goto(f"{live_server.url}{room.story}/")

    heading = page.locator("#update-3 h2").text_content()
    context.close()
    assert heading == "Update 3 - 1000 CET (0400 your time)"


def test_two_versions_are_ticked_and_compared_without_script(
    browser: Browser, live_server: LiveServer, room: Newsroom
) -> None:
    page = opened(browser, 360, 640, script=False)
    page.goto(f"{live_server.url}{room.story}/changes/")

    page.get_by_label("Compare from version 5", exact=True).check()
    page.get_by_label("Compare to version 6", exact=True).check()
    page.get_by_role("button", name="Compare").click()

    expect(page).to_have_url(f"{live_server.url}{room.story}/changes/5..6/")
    expect(page.locator(".comparison-prose del")).to_have_text(["3"])
    expect(page.locator(".comparison-prose ins")).to_have_text(["three"])
    expect(page.locator(".comparison-sentence")).not_to_be_empty()
    page.context.close()


def test_a_frozen_page_says_that_it_is_frozen(
    phone: Page, live_server: LiveServer, room: Newsroom
) -> None:
    phone.goto(f"{live_server.url}{room.story}/changes/")

    phone.get_by_role("link", name="Version 2", exact=True).click()

    expect(phone.locator("main")).to_contain_text("You are reading version 2 frozen as it stood at")
    expect(phone.get_by_role("link", name="What changed since")).to_be_visible()


def test_the_keyboard_reaches_the_news_first(
    phone: Page, live_server: LiveServer, room: Newsroom
) -> None:
    phone.goto(f"{live_server.url}{room.story}/")

    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")

    expect(phone.locator("#content")).to_be_focused()
