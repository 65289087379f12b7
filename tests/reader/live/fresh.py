"""An open page beside a fresh load of the same story."""

from pathlib import Path

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

from incidents.models import Incident

AWAKE = "dispatchEvent(new Event('online'))"
PARTS = """() => Object.fromEntries([...document.querySelectorAll("[data-part]")].map((part) => {
    const copy = part.cloneNode(true)
    copy.querySelectorAll(".local-time").forEach((it) => it.remove())
    return [part.dataset.part, copy.outerHTML]
}))"""


def followed(page: Page, row: Incident, *, wake: bool) -> None:
    """Until the page has taken the newest version of the story; `wake` makes it ask."""
    if wake:
        page.evaluate(AWAKE)
    number = row.version_number
    sought = f"""() => {{
        const record = document.querySelector("[data-part=record]")
        return record ? record.textContent.includes("version {number} ")
            : document.querySelector("article").dataset.version === "{number}"
    }}"""
    page.wait_for_function(sought)


def all_shown(page: Page) -> None:
    """Press the control until it offers nothing more."""
    control = page.locator(".live-news button")
    while control.is_visible():
        control.click()


def assert_fresh(page: Page, browser: Browser, row: Incident, address: str) -> None:
    """The page is what a reader gets who opens the story now, and knows that it is."""
    other = browser.new_context().new_page()
    with_static(other)
    other.goto(address)
    here, there = page.evaluate(PARTS), other.evaluate(PARTS)
    title, url = other.title(), other.url
    other.context.close()
    assert list(here) == list(there)
    for name, html in there.items():
        assert here[name] == html, name
    assert page.title() == title
    assert page.url.split("#")[0] == url
    kept = page.evaluate("JSON.parse(localStorage.getItem('last-read'))")
    assert kept == [[str(row.key), row.version_number]]


def with_static(page: Page) -> None:
    """Give the page styles and scripts as they are written, whoever serves it."""

    def found(route: Route) -> None:
        file = finders.find(route.request.url.partition("/static/")[2].partition("?")[0])
        route.fulfill(path=Path(str(file)))

    page.route("**/static/**", found)
