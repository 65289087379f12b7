"""The words that scripts say on open pages are those that the server gave them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident
from tests.reader.languages import greek, pseudo
from tests.reader.languages.greek import Newsroom
from tests.reader.languages.test_pseudo import CONTENT, FROZEN

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made(settings: Settings, tmp_path: Path) -> Newsroom:
    settings.TRANSPARENCY_DIR = tmp_path
    return greek.newsroom()


@pytest.fixture
def page(
    browser: Browser, made: Newsroom, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Page]:
    """A Greek page far from the newsroom, in which every marked word is wrapped."""
    settings.SITE_NAME, settings.LANGUAGE_CODE = "Εφημερίδα", "el"
    pseudo.spoken(monkeypatch)
    context = browser.new_context(timezone_id="Asia/Tokyo", permissions=["clipboard-write"])
    yield context.new_page()
    context.close()


def left(page: Page) -> list[str]:
    """Words of the page as it is open that nobody marked."""
    return pseudo.unmarked(page.content(), *FROZEN, *CONTENT)


def test_nothing_that_is_said_on_an_open_story_is_left_unmarked(
    page: Page, live_server: LiveServer, made: Newsroom
) -> None:
    key = Incident.objects.get(path=made.story.removeprefix("/news/").strip("/")).key
    kept = json.dumps([[str(key), 2]])
    page.add_init_script(f"localStorage.setItem('last-read', '{kept}')")

    page.goto(f"{live_server.url}{made.story}")
    expect(page.locator(".since-card")).to_contain_text(pseudo.OPEN)
    page.locator("[data-provenance]").click()
    page.locator(".origin-label").first.wait_for(state="attached")
    page.locator(".update h2 time").first.hover()
    page.locator("[data-share=copy]").first.click()
    page.locator("[data-share-said]", has_text=pseudo.OPEN).wait_for(state="attached")

    said = page.locator(".since-words").inner_text()
    labels = page.locator(".origin-label").evaluate_all("all => all.map(one => one.title)")
    assert said.count(pseudo.OPEN) == 2
    assert all(label.startswith(pseudo.OPEN) for label in labels)
    assert left(page) == []


def test_the_time_of_the_reader_is_told_in_the_language_of_the_page(
    page: Page, live_server: LiveServer, made: Newsroom
) -> None:
    page.clock.install()
    page.goto(f"{live_server.url}{made.story}")
    beside = page.locator("#update-4 .local-time")
    expect(beside).to_contain_text(f"({pseudo.OPEN}just now{pseudo.CLOSE})")

    page.clock.fast_forward("02:00:30")
    expect(beside).to_contain_text("πριν από 2")
    page.clock.fast_forward("24:00:00")
    expect(beside).to_contain_text(f"your time{pseudo.CLOSE})")
    page.locator("#update-4 h2 time").hover()

    title = page.locator("#update-4 h2 time").get_attribute("title") or ""
    assert title.startswith(pseudo.OPEN)
    assert pseudo.LATIN.findall(title) == ["your", "time"]


def test_nothing_that_is_said_on_the_list_of_changes_is_left_unmarked(
    page: Page, live_server: LiveServer, made: Newsroom
) -> None:
    page.goto(f"{live_server.url}{made.story}changes/")
    page.locator("a.history-open").first.click()
    page.locator("a.history-open[aria-expanded=true]").wait_for()
    page.locator("a[data-verify]").first.click()
    page.locator(".verified[data-fits]").wait_for()

    assert page.locator(".verified").inner_text().startswith(pseudo.OPEN)
    assert page.locator("a[aria-expanded=true]").inner_text().startswith(pseudo.OPEN)
    assert left(page) == []


def slavic(one: str, many: str, number: int) -> str:
    """Words in one of the three forms that Russian has for numbers."""
    if number % 10 == 1 and number % 100 != 11:
        return f"one {one}"
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return f"few {many}" if few else f"many {many}"


def test_numbers_get_the_form_that_the_language_has_for_them(
    page: Page, live_server: LiveServer, made: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation._trans, "ngettext", slavic)  # type: ignore[attr-defined]
    page.goto(f"{live_server.url}{made.story}")

    said = page.evaluate(
        """async (numbers) => {
            const { counted } = await import("/static/js/reader/words.js")
            const { changes } = document.querySelector("[data-since-last-read]").dataset
            return numbers.map((number) => counted(changes, number).split(" ")[0])
        }""",
        [1, 2, 5, 11, 21, 112, 122, 1001, 1012, 1023],
    )

    assert said == ["one", "few", "many", "many", "one", "many", "few", "one", "many", "few"]
