"""What fingers press: large enough on a phone, on the pages that most readers see."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

LEAST = 24
"""CSS pixels each way of anything to press that does not stand in a sentence (WCAG 2.2, 2.5.8)."""

TOUCH = 44
"""The same of what a page is used with: `--touch` of the tokens."""

MAIN = """.masthead-nav a, .button, .share-button, .update-link a, .report-link, .formats > a,
    .update > .sources a, .fold > summary, .live-order, .section-more > a, .history-title > a,
    .history-links > a, .history-hash > a, .colophon-nav a, input:not([type=radio])"""
SMALL = """([wanted, least]) => [...document.querySelectorAll(wanted)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true })
        && !one.closest(".visually-hidden, .skip-link"))
    .map((one) => one.matches("input") && one.closest("label") || one)
    .filter((one) => getComputedStyle(one).display !== "inline"
        || !one.closest("p, li, dd, h1, h2, h3"))
    .map((one) => [one.className, one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([,, box]) => box.width && Math.min(box.width, box.height) < least)
    .map(([name, words, box]) => `${name} ${words} ${box.width} x ${box.height}`)"""


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page on a small phone that is pressed with fingers."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 640},
        has_touch=True,
        is_mobile=True,
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


def test_everything_is_large_enough_for_a_finger(phone: Page) -> None:
    story = factories.long_story(3)
    address = f"/news/{story.path}/"
    least, main, sideways = {}, {}, {}

    for place in (address, "/", "/search/?q=report", f"{address}changes/", "/corrections/"):
        phone.goto(place)
        sideways[place] = phone.evaluate("document.documentElement.scrollWidth - innerWidth")
        least[place] = phone.evaluate(SMALL, ["a, button, summary, input, select", LEAST])
        main[place] = phone.evaluate(SMALL, [MAIN, TOUCH])

    assert phone.evaluate("matchMedia('(pointer: coarse)').matches")
    assert set(sideways.values()) == {0}
    assert {place: small for place, small in least.items() if small} == {}
    assert {place: small for place, small in main.items() if small} == {}
