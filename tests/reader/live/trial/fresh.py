"""An open page beside a fresh load of the same story."""

from contextlib import suppress
from pathlib import Path

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route, TimeoutError as Late

MINUTES = 30
LOOKS = 100
AWAKE = "dispatchEvent(new Event('online'))"
READ = "JSON.parse(localStorage.getItem('last-read'))"
PARTS = """() => Object.fromEntries([...document.querySelectorAll("[data-part]")].map((part) => {
    const copy = part.cloneNode(true)
    copy.querySelectorAll(".local-time").forEach((it) => it.remove())
    copy.querySelectorAll("time").forEach((it) => it.removeAttribute("title"))
    return [part.dataset.part, copy.outerHTML]
}))"""
SHOWN = """() => {
    const record = document.querySelector("[data-part=record]")
    const number = record ? /version (\\d+) /.exec(record.textContent)[1]
        : document.querySelector("article").dataset.version
    return Number(number)
}"""


def followed(page: Page, number: int, *, wake: bool) -> None:
    """Until the page has taken this version of the story; `wake` makes it ask."""
    if wake:
        page.evaluate(AWAKE)
    page.wait_for_function(f"(number) => ({SHOWN})() === number", arg=number)


def reached(page: Page, number: int) -> None:
    """Until the page has by itself taken this version; its own clock goes on by minutes."""
    for _ in range(MINUTES):
        with suppress(Late):
            page.wait_for_function(f"(number) => ({SHOWN})() === number", arg=number, timeout=2000)
            return
        page.clock.fast_forward("01:00")
    raise AssertionError(f"The page is at version {page.evaluate(SHOWN)}, not at {number}")


def all_shown(page: Page) -> None:
    """Press the control until it offers nothing more."""
    control = page.locator(".live-news button")
    while control.is_visible():
        control.click()


def assert_fresh(page: Page, browser: Browser, address: str, *, gathered: bool = False) -> None:
    """The page is what a reader gets who opens the story now, and knows that it is.

    `gathered` says that styles and scripts are served by the newsroom itself.
    """
    other = browser.new_context().new_page()
    if not gathered:
        with_static(other)
    other.goto(address)
    page.evaluate("document.activeElement?.blur()")
    there = other.evaluate(PARTS)
    here = _settled(page, there)
    title, url, read = other.title(), other.url, other.evaluate(READ)
    other.context.close()
    assert list(here) == list(there)
    for name, html in there.items():
        assert here[name] == html, apart(name, here[name], html)
    assert page.title() == title
    assert page.url.split("#")[0] == url
    assert page.evaluate(READ) == read


def _settled(page: Page, wanted: dict[str, str]) -> dict[str, str]:
    """The parts of a page, once they are what is wanted; as they are where that does not come."""
    for _ in range(LOOKS):
        here: dict[str, str] = page.evaluate(PARTS)
        if here == wanted:
            break
        page.wait_for_timeout(100)
    return here


def apart(name: str, here: str, there: str) -> str:
    """Where two parts begin to differ, in words."""
    pairs = enumerate(zip(here, there, strict=False))
    alike = next((place for place, (one, other) in pairs if one != other), 0)
    place = slice(max(0, alike - 200), alike + 300)
    return f"{name}:\n... {here[place]}\n--- fresh:\n... {there[place]}"


def with_static(page: Page) -> None:
    """Give the page styles and scripts as they are written, whoever serves it."""

    def found(route: Route) -> None:
        file = finders.find(route.request.url.partition("/static/")[2].partition("?")[0])
        route.fulfill(path=Path(str(file)))

    page.route("**/static/**", found)
