"""An open page: what is new waits, what changed changes in its place, and nothing moves."""

import pytest
from playwright.sync_api import Page, expect

from tests.reader.live.conftest import Opened
from tests.reader.live.scene import item
from tests.reader.live.stage import Stage

WIDTHS = pytest.mark.parametrize(("width", "height"), [(360, 640), (1280, 800)])


def middle(page: Page) -> None:
    """Scroll to the middle, and let the reader's eye rest there."""
    page.evaluate("scrollTo({top: document.body.scrollHeight / 2, behavior: 'instant'})")
    page.wait_for_function("scrollY > 500")


def places(page: Page) -> dict[str, float]:
    """Where every paragraph of an update stands that is in sight, in pixels from the top."""
    found: list[tuple[str, float]] = page.evaluate(
        """() => [...document.querySelectorAll("main p")].filter((it) => {
            const { top, bottom } = it.getBoundingClientRect()
            return it.closest("[data-part^=update]") && bottom > 0 && top < innerHeight
        }).map((it) => [it.textContent.slice(0, 40), it.getBoundingClientRect().top])"""
    )
    return dict(found)


def shifts(page: Page) -> list[object]:
    """What moved in the page without the reader's doing."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    found: list[object] = page.evaluate("window.shifts")
    return found


@WIDTHS
def test_what_is_new_waits_behind_one_control_that_names_it(
    opened: Opened, stage: Stage, width: int, height: int
) -> None:
    page = opened(width, height)

    stage.story.post()
    stage.story.post()
    stage.story.correct(3)
    stage.say()

    control = page.locator(".live-news button")
    expect(control).to_contain_text("2 new, 1 corrected")
    expect(control).to_contain_text("Update 10 - 1430 CET · Headline 10")
    assert page.title() == "(2) Shots heard (Updated 10) · News"
    assert page.locator("#update-9").count() == 0
    assert page.locator("#update-3 .mark").inner_text() == "Corrected at 1440 CET"
    assert shifts(page) == []


def test_the_control_leads_to_the_first_unread_and_then_to_what_was_corrected(
    opened: Opened, stage: Stage
) -> None:
    page = opened(360, 640)
    middle(page)
    for _ in range(3):
        stage.story.post()
    stage.story.correct(1)
    stage.say()
    control = page.locator(".live-news button")
    expect(control).to_contain_text("3 new, 1 corrected")

    control.click()

    expect(page.locator("#update-9 h2 a")).to_be_focused()
    numbers = page.locator("[data-parts=updates] > *").evaluate_all(
        "all => all.map(it => it.dataset.part)"
    )
    assert numbers == [f"update-{number}" for number in range(11, 0, -1)]
    expect(page.locator("#update-9 h2")).to_be_in_viewport()
    expect(control).to_contain_text("1 corrected")
    control.click()
    expect(page.locator("#update-1 h2 a")).to_be_focused()
    expect(control).to_be_hidden()
    assert page.title() == "Shots heard (Updated 11) · News"


@WIDTHS
def test_what_is_read_stands_still_while_twenty_updates_arrive(
    opened: Opened, stage: Stage, width: int, height: int
) -> None:
    page = opened(width, height)
    middle(page)
    before = places(page)

    for _ in range(20):
        stage.story.post()
        stage.say()
    expect(page.locator(".live-news button")).to_contain_text("20 new")

    assert places(page) == before
    assert shifts(page) == []


@WIDTHS
def test_what_is_read_stands_still_while_texts_above_and_around_it_change(
    opened: Opened, stage: Stage, width: int, height: int
) -> None:
    page = opened(width, height)
    middle(page)
    before = places(page)

    for number in range(8, 0, -1):
        stage.story.correct(number)
    stage.story.change("headline", {"head": '<div data-part="head"><h1>Another</h1></div>'})
    stage.say()

    expect(page.locator(".live-news button")).to_contain_text("8 corrected")
    now = places(page)
    moved = [now[name] - before[name] for name in before.keys() & now.keys()]
    assert moved.count(0) > 2
    assert page.locator("h1").inner_text() == "Another"


def test_a_retraction_reaches_the_open_page_at_once(opened: Opened, stage: Stage) -> None:
    page = opened()

    stage.story.retract(8)
    stage.say()

    expect(page.locator("#update-8")).to_contain_text("Update 8 was retracted")
    expect(page.locator(".live-news button")).to_contain_text("1 retracted")


def test_what_is_corrected_while_it_waits_is_named_as_it_reads_now(
    opened: Opened, stage: Stage
) -> None:
    page = opened()
    control = page.locator(".live-news button")
    stage.story.post()
    stage.say()
    expect(control).to_contain_text("Headline 9")

    right = str(stage.story.parts["update-9"]).replace("Headline 9", "Put right")
    stage.story.change("correction", {"update-9": right}, updates={"changed": [9]})
    stage.say()

    expect(control).to_contain_text("1 new")
    expect(control).to_contain_text("Update 9 - 1430 CET · Put right")
    expect(control).not_to_contain_text("Headline 9")

    stage.story.retract(9)
    stage.say()

    expect(control).to_contain_text("Update 9 was retracted at 1440 CET: It was wrong.")
    expect(control).not_to_contain_text("Put right")


def test_what_is_warned_of_is_not_told_in_the_control(opened: Opened, stage: Stage) -> None:
    page = opened()
    control = page.locator(".live-news button")
    warned = '<details class="content-warning"><summary>Warning: the dead</summary>'

    body = item(9, f"{warned}<p>What nobody has to see.</p></details>")
    stage.story.change("update", {"update-9": body}, updates={"new": [9]})
    stage.say()

    expect(control).to_contain_text("Update 9 - 1430 CET · Warning: the dead")
    expect(control).not_to_contain_text("nobody has to see")
