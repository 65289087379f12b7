"""How an open page follows: by the stream, by asking, after a break, sleep, or out of sight."""

import re

from playwright.sync_api import Page, expect

from tests.reader.live.conftest import Opened
from tests.reader.live.scene import PATH
from tests.reader.live.stage import Stage

HIDE = """(hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden })
    document.dispatchEvent(new Event("visibilitychange"))
}"""

LISTEN = """() => {
    const place = document.querySelector("[data-live-line] [role=status]")
    window.said = []
    const listen = new MutationObserver(() => window.said.push(place.textContent))
    listen.observe(place, { childList: true })
}"""


def test_a_server_that_goes_away_is_waited_for_and_nothing_is_missed(
    opened: Opened, stage: Stage
) -> None:
    page = opened(clock=True)

    stage.cut(down=True)
    expect(page.locator(".live-line-words")).to_have_text("Reconnecting")
    page.clock.fast_forward("00:30")
    expect(page.locator(".live-line-words")).to_contain_text("Offline: page as of ")
    expect(page.locator("[data-live-line] [role=status]")).to_contain_text("Offline: page as of ")
    page.evaluate(LISTEN)
    stage.story.post()
    stage.story.correct(2)
    stage.story.post()
    stage.cut(down=False)
    page.clock.fast_forward("01:00")

    expect(page.locator(".live-news button")).to_contain_text("2 new, 1 corrected")
    expect(page.locator(".live-line-words")).to_contain_text("Live - checked ")
    page.wait_for_function("window.said.includes('Live again')")


def test_a_server_that_hears_nothing_itself_is_not_believed(opened: Opened, stage: Stage) -> None:
    page = opened(clock=True)

    stage.certain = False
    page.clock.fast_forward("00:40")
    expect(page.locator(".live-line-words")).to_have_text("Reconnecting")
    page.clock.fast_forward("00:30")
    expect(page.locator(".live-line-words")).to_contain_text("Offline: page as of ")
    stage.certain = True

    expect(page.locator(".live-line-words")).to_contain_text("Live - checked ")


def test_without_a_stream_the_page_asks_and_tries_the_stream_again_later(
    opened: Opened, stage: Stage
) -> None:
    stage.streams = False
    page = opened(clock=True)

    stage.story.post()
    page.clock.fast_forward("00:12")
    expect(page.locator(".live-news button")).to_contain_text("1 new")
    assert stage.count("live?after=") == 1
    stage.streams = True
    page.clock.fast_forward("00:30")
    expect_asked(page, stage, "live?after=", 2)
    stage.story.post()
    stage.say()

    expect(page.locator(".live-news button")).to_contain_text("2 new")


def test_a_stream_that_says_nothing_is_left_for_asking(opened: Opened, stage: Stage) -> None:
    stage.silent = True
    page = opened(clock=True, live=False)

    expect_asked(page, stage, "live?after=", 1)
    page.clock.fast_forward("00:11")

    expect(page.locator(".live-line-words")).to_contain_text("Live - checked ")
    assert stage.count("changes/after/1") == 1


def test_a_page_out_of_sight_does_not_ask_and_catches_up_when_it_is_seen(
    opened: Opened, stage: Stage
) -> None:
    stage.streams = False
    page = opened(clock=True)

    page.evaluate(HIDE, True)
    stage.story.post()
    asked = len(stage.asked)
    page.clock.fast_forward("10:00")
    page.clock.run_for(30_000)
    assert len(stage.asked) == asked
    page.evaluate(HIDE, False)

    expect(page.locator(".live-news button")).to_contain_text("1 new")


def test_the_stream_of_a_page_out_of_sight_goes_on_for_a_while_and_no_longer(
    opened: Opened, stage: Stage
) -> None:
    page = opened(clock=True)

    page.evaluate(HIDE, True)
    stage.story.post()
    stage.say()
    page.wait_for_function("document.title.startsWith('(1) ')")
    page.clock.fast_forward("05:30")
    page.clock.run_for(6000)
    stage.story.post()
    stage.say()
    page.evaluate("fetch('/static/css/tokens.css')")
    assert page.title().startswith("(1) ")
    page.evaluate(HIDE, False)

    expect(page.locator(".live-news button")).to_contain_text("2 new")


def test_a_page_that_comes_back_from_sleep_or_from_the_cache_catches_up_at_once(
    opened: Opened, stage: Stage
) -> None:
    page = opened(clock=True)

    page.clock.fast_forward("08:00:00")
    expect_asked(page, stage, "live?after=", 2)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    stage.story.post()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(page.locator(".live-news button")).to_contain_text("1 new")


def test_what_no_version_tells_is_read_over_in_half_an_hour_and_what_waits_goes_on_waiting(
    opened: Opened, stage: Stage
) -> None:
    page = opened(clock=True)
    page.evaluate("window.kept = true")
    stage.story.post()
    stage.say()
    expect(page.locator(".live-news button")).to_contain_text("1 new")

    stage.story.parts["summary"] = '<div data-part="summary"><p>Another story</p></div>'
    before = stage.count("/live?after=")
    page.clock.fast_forward("00:35:00")
    expect_asked(page, stage, "/live?after=", before + 1)  # it was asleep, and is not any more
    expect(page.locator(".live-line-words")).to_contain_text("Live - checked ")
    page.clock.fast_forward("00:01:10")

    expect(page.locator("[data-part=summary]")).to_have_text("Another story")
    expect(page.locator(".live-news button")).to_contain_text("1 new")
    assert page.evaluate("window.kept")


def test_a_browser_without_a_connection_says_so_at_once(opened: Opened, stage: Stage) -> None:
    page = opened()

    page.context.set_offline(True)
    expect(page.locator(".live-line-words")).to_contain_text("Offline: page as of ")
    stage.story.post()
    page.context.set_offline(False)

    expect(page.locator(".live-news button")).to_contain_text("1 new")
    expect(page.locator(".live-line-words")).to_contain_text("Live - checked ")


def test_changes_that_came_before_or_do_not_fit_are_put_right_without_loading_the_page(
    opened: Opened, stage: Stage
) -> None:
    page = opened()
    page.evaluate("window.kept = true")

    stage.story.post()
    stage.story.correct(2)
    stage.story.changes[-2] |= {"version": 1}
    stage.say()
    expect(page.locator("#update-2 .mark")).to_be_visible()
    expect(page.locator(".live-news button")).to_contain_text("1 new")
    stage.story.change("media", {"new-part": '<div data-part="new-part">A part</div>'})
    stage.story.correct(5)
    stage.say()

    expect(page.locator("#update-5 .mark")).to_be_visible()
    assert stage.asked.count(PATH) >= 2
    assert page.evaluate("window.kept")


def test_an_ended_story_is_asked_about_and_followed_again_when_it_goes_on(
    opened: Opened, stage: Stage
) -> None:
    page = opened(clock=True)

    stage.story.state = "ended"
    stage.story.interval = 60
    stage.story.change("status", {})
    stage.say()
    expect(page.locator(".live-line-words")).to_contain_text("Ended - checked ")
    stage.story.state = "live"
    stage.story.change("status", {})
    page.clock.fast_forward("01:10")

    expect(page.locator(".live-line-words")).to_contain_text("Live - checked ")


def test_a_withdrawn_story_is_not_said_to_have_ended(opened: Opened, stage: Stage) -> None:
    page = opened()

    stage.story.withdraw()
    stage.say()

    expect(page.locator("main")).to_contain_text("We have withdrawn this story.")
    expect(page.locator(".live-line-words")).to_contain_text(re.compile("^Checked [0-9]"))


def expect_asked(page: Page, stage: Stage, part: str, times: int) -> None:
    for _ in range(1000):
        if stage.count(part) >= times:
            return
        page.wait_for_timeout(20)
    raise AssertionError(stage.asked)
