"""A page that the browser kept whole while its reader was elsewhere."""

from contextlib import closing

from playwright.sync_api import Browser, CDPSession

from tests.newsroom.clones import wait_until
from tests.reader.live.stage import Stage
from tests.reader.live.trial.interruptions import kept_whole

MARK = """addEventListener("pageshow", ({ persisted }) => {
    if (persisted) window.persisted = true
})"""
COUNTS = "document.querySelector('.live-news-counts')?.textContent"


def said(session: CDPSession, script: str) -> object:
    """In whatever page is in front: Playwright itself knows nothing of pages that come back."""
    told = {"expression": script, "returnByValue": True}
    return session.send("Runtime.evaluate", told)["result"].get("value")


def test_a_page_that_was_left_is_kept_and_catches_up_when_its_reader_comes_back(
    browser: Browser, stage: Stage
) -> None:
    with closing(kept_whole(browser)) as keeping:
        page = keeping.new_page()
        session = page.context.new_cdp_session(page)
        page.goto(stage.url)
        wait_until(lambda: "Live - checked" in str(said(session, "document.body.textContent")))
        said(session, MARK)

        said(session, "location.assign('/elsewhere/')")
        wait_until(lambda: said(session, "location.pathname") == "/elsewhere/")
        stage.story.post()
        stage.say()
        said(session, "history.back()")
        wait_until(lambda: said(session, COUNTS) == "1 new")

        assert said(session, "window.persisted") is True
