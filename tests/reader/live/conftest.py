"""A page that follows a story on a stage, in Chromium."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.reader.live.scene import Story
from tests.reader.live.stage import Stage

Opened = Callable[..., Page]

WATCH = """() => {
    window.shifts = []
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
            if (!entry.hadRecentInput)
                window.shifts.push([entry.value, entry.sources.map((it) => it.node?.outerHTML)])
    }).observe({ type: "layout-shift" })
}"""


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A server with a story of eight updates."""
    started = Stage(Story.of(8))
    yield started
    started.close()


@pytest.fixture
def opened(browser: Browser, stage: Stage) -> Iterator[Opened]:
    """Opens the story in a browser of its own; a complaint of the page fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        width: int = 1280,
        height: int = 800,
        *,
        live: bool = True,
        clock: bool | str = False,
        **options: Any,  # noqa: ANN401 - whatever a browser can be told
    ) -> Page:
        size: ViewportSize = {"width": width, "height": height}
        context = browser.new_context(viewport=size, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if clock:
            page.clock.install(time=None if clock is True else clock)
        page.goto(stage.url)
        if live:
            expect(page.locator("[data-live-line]")).to_contain_text("Live - checked")
            page.evaluate(WATCH)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
