"""What goes wrong around an open page: each is there while its block lasts, and over after it."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from newsroom.database import cluster
from tests.conftest import CHROMIUM_FLAGS
from tests.newsroom.clones import Clone, wait_until, webs
from tests.reader.live.trial.desk import Desk

WHOLE_CHROMIUM = Path("/usr/bin/chromium")
"""The one without a head keeps no pages."""

WITH_BACK_AND_FORWARD = ["--disable-back-forward-cache"]
"""What Chromium is usually driven with, and here is not: pages that are left are kept whole."""


@dataclass
class Reader:
    """Somebody with the story open."""

    context: BrowserContext
    page: Page
    session: CDPSession

    @classmethod
    def of(cls, browser: Browser, address: str, width: int, height: int) -> "Reader":
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.clock.install()
        page.goto(address)
        expect(page.locator(".live-line-words")).to_contain_text("Live - checked")
        return cls(context, page, context.new_cdp_session(page))

    def evaluate(self, script: str) -> Any:  # noqa: ANN401 - whatever a script gives
        """In the page that is in front, whether it was loaded or came back from memory."""
        told = {"expression": script, "awaitPromise": True, "returnByValue": True}
        return self.session.send("Runtime.evaluate", told)["result"].get("value")


@dataclass
class Scene:
    """A newsroom that is open, its desk and its readers."""

    clone: Clone
    launcher: subprocess.Popen[bytes]
    desk: Desk
    readers: list[Reader]


Interruption = Callable[[Scene], AbstractContextManager[None]]


def kept_whole(browser: Browser) -> Browser:
    """Another Chromium, one that keeps pages that are left."""
    if not WHOLE_CHROMIUM.exists():
        pytest.skip(f"needs Chromium at {WHOLE_CHROMIUM}")
    return browser.browser_type.launch(
        executable_path=WHOLE_CHROMIUM,
        args=CHROMIUM_FLAGS,
        ignore_default_args=WITH_BACK_AND_FORWARD,
    )


@contextmanager
def nothing(_scene: Scene) -> Iterator[None]:
    """All goes well."""
    yield


@contextmanager
def network_cut_for_ten_minutes(scene: Scene) -> Iterator[None]:
    """By the page's own clock; its connection is really cut."""
    for reader in scene.readers:
        reader.context.set_offline(True)
    yield
    for reader in scene.readers:
        expect(reader.page.locator(".live-line-words")).to_contain_text("Offline: page as of ")
        reader.page.clock.fast_forward("10:00")
        reader.context.set_offline(False)


@contextmanager
def asleep(scene: Scene) -> Iterator[None]:
    """The page is frozen, and the clock has jumped by a night when it thaws."""
    for reader in scene.readers:
        reader.session.send("Page.setWebLifecycleState", {"state": "frozen"})
    yield
    for reader in scene.readers:
        reader.session.send("Page.setWebLifecycleState", {"state": "active"})
        reader.page.clock.fast_forward("08:00:00")


@contextmanager
def web_process_killed(scene: Scene) -> Iterator[None]:
    """It dies, and the launcher starts another."""
    yield from _web_ended(scene, psutil.Process.kill)


@contextmanager
def web_process_stopped(scene: Scene) -> Iterator[None]:
    """It ends in good order, and the launcher starts another."""
    yield from _web_ended(scene, psutil.Process.terminate)


def _web_ended(scene: Scene, end: Callable[[psutil.Process], None]) -> Iterator[None]:
    (first,) = webs(scene.launcher)
    end(first)
    yield
    wait_until(lambda: webs(scene.launcher) not in ([], [first]))


@contextmanager
def listener_cut(scene: Scene) -> Iterator[None]:
    """Nobody hears of what is changed at this moment."""
    scene.desk.cut()
    yield


@contextmanager
def database_killed(scene: Scene) -> Iterator[None]:
    """The database dies, and the launcher starts it again."""
    server = cluster.running(scene.clone.places)
    assert server is not None
    server.kill()
    yield


@contextmanager
def looked_elsewhere(scene: Scene) -> Iterator[None]:
    """Readers went to another page, and come back by the browser's button.

    Usually it has kept the page; it may also have given it up, and loads it then.
    """
    for reader in scene.readers:
        reader.evaluate("location.assign('/topics/')")
        _until(reader, "location.pathname === '/topics/' && document.readyState === 'complete'")
    yield
    for reader in scene.readers:
        reader.evaluate("history.back()")
        _until(reader, "location.pathname !== '/topics/' && document.readyState === 'complete'")


@contextmanager
def out_of_sight(scene: Scene) -> Iterator[None]:
    """Another tab lies over the page for an hour."""
    for reader in scene.readers:
        reader.evaluate(f"({HIDE})(true)")
        reader.page.clock.fast_forward("01:00:00")
    yield
    for reader in scene.readers:
        reader.evaluate(f"({HIDE})(false)")


HIDE = """(hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden })
    document.dispatchEvent(new Event("visibilitychange"))
}"""

ALL: tuple[Interruption, ...] = (
    nothing,
    network_cut_for_ten_minutes,
    asleep,
    web_process_killed,
    web_process_stopped,
    listener_cut,
    database_killed,
    looked_elsewhere,
    out_of_sight,
)


def _until(reader: Reader, true: str) -> None:
    wait_until(lambda: bool(reader.evaluate(true)))
