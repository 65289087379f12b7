"""An open page in Chromium: from publishing to seeing, and what following costs on the line."""

import os
import time
from statistics import median, quantiles

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.desk import story_of, web
from benchmarks.ground import newsroom
from benchmarks.publish import post, text
from benchmarks.table import milliseconds, show
from incidents.models import Editor, Incident

CHROMIUM = "/usr/bin/chromium"
UPDATES = 20
MOST_SECONDS = 0.3
MOST_KB = 150
WORDS = 100

SEEN = """() => {
    const counts = document.querySelector(".live-news-counts")
    window.seen = []
    new MutationObserver(() => {
        requestAnimationFrame(() => setTimeout(() => window.seen.push(Date.now())))
    }).observe(counts, { childList: true, characterData: true, subtree: true })
}"""


def main() -> None:
    """One page that follows one story through twenty updates."""
    # Playwright keeps an event loop in this thread, in which Django then refuses to query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with newsroom() as url:
        by = Editor.objects.create_superuser("bench", first_name="B", byline_mode="real_name")
        story = story_of(UPDATES, by)
        with web(url) as port, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = chromium.new_page()
            received = counted(page.context.new_cdp_session(page))
            page.goto(f"http://127.0.0.1:{port}/news/{story.path}/")
            page.get_by_text("Live - checked").wait_for()
            page.evaluate(SEEN)
            loaded = sum(received)
            taken = [published(page, story, by, turn) for turn in range(UPDATES)]
            told(taken, (sum(received) - loaded) / 1000)
            chromium.close()


def counted(session: CDPSession) -> list[int]:
    """The bytes of everything that the page receives, as they cross the line."""
    received: list[int] = []
    session.send("Network.enable")
    session.on("Network.dataReceived", lambda told: received.append(told["encodedDataLength"]))
    return received


def published(page: Page, story: Incident, by: Editor, turn: int) -> float:
    """Seconds from the beginning of the act to the frame in which the page names the update."""
    started = time.time()
    post(story, text(WORDS), by)
    page.wait_for_function("(turn) => window.seen.length > turn", arg=turn)
    seen: float = page.evaluate(f"window.seen[{turn}]")
    return seen / 1000 - started


def told(taken: list[float], kilobytes: float) -> None:
    """The figures; a page too slow or too dear fails the run."""
    p95 = quantiles(taken, n=20)[-1]
    show(
        f"An open page (p95 at most {MOST_SECONDS * 1000:g} ms; {UPDATES} updates at most "
        f"{MOST_KB} kB)",
        ["", "p50, ms", "p95, ms", f"{UPDATES} updates, kB"],
        [
            [
                "published to seen",
                milliseconds(median(taken)),
                milliseconds(p95),
                f"{kilobytes:.0f}",
            ]
        ],
    )
    if p95 > MOST_SECONDS or kilobytes > MOST_KB:
        raise SystemExit("Too slow or too much")


if __name__ == "__main__":
    main()
