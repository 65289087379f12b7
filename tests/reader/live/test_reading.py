"""What a reader does on an open page stays done: focus, order, marked words, opened notes."""

from playwright.sync_api import expect

from tests.accessibility import findings_in_both_themes
from tests.reader.live.conftest import Opened
from tests.reader.live.scene import Story, update
from tests.reader.live.stage import Stage

WARNED = (
    '<details class="content-warning"><summary>Content warning</summary><p>Hidden.</p></details>'
)


def test_the_focus_and_what_was_opened_outlive_a_change(opened: Opened, stage: Stage) -> None:
    stage.story.parts["update-8"] = update(8, body=f'{WARNED}<p><a href="/a/">Link</a></p>')
    page = opened()
    page.locator("#update-8 summary").click()
    page.locator("#update-8 p a").focus()

    part = update(8, "Other words.", body=f'{WARNED}<p><a href="/a/">Link</a></p>')
    stage.story.change("correction", {"update-8": part}, updates={"changed": [8]})
    stage.say()

    expect(page.locator("#update-8")).to_contain_text("Other words.")
    expect(page.locator("#update-8 p a")).to_be_focused()
    assert page.locator("#update-8 details").evaluate("it => it.open")


def test_marked_words_are_not_taken_away_until_the_reader_lets_go(
    opened: Opened, stage: Stage
) -> None:
    page = opened(clock=True)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#update-7 h3'))")

    stage.story.correct(7)
    stage.story.correct(6)
    stage.say()
    expect(page.locator("#update-6 .mark")).to_be_attached()
    assert page.locator("#update-7 .mark").count() == 0
    expect(page.locator(".live-news button")).to_contain_text("2 corrected")
    page.evaluate("getSelection().removeAllRanges()")
    page.clock.fast_forward("00:06")

    expect(page.locator("#update-7 .mark")).to_be_attached()


def test_the_oldest_come_first_for_who_asks_and_stay_so(opened: Opened, stage: Stage) -> None:
    page = opened()

    page.get_by_role("button", name="Oldest first").click()
    page.reload()
    expect(page.get_by_role("button", name="Oldest first", pressed=True)).to_be_visible()
    stage.story.post()
    stage.say()
    page.locator(".live-news button").click()

    names = "all => all.map(it => it.dataset.part)"
    numbers = [f"update-{number}" for number in range(1, 10)]
    expect(page.locator("#update-9 h2 a")).to_be_focused()
    assert page.locator("[data-parts=updates] > *").evaluate_all(names) == numbers
    assert page.context.cookies() == []


def test_without_script_the_line_is_true_and_nothing_is_offered_that_does_not_work(
    opened: Opened, stage: Stage
) -> None:
    page = opened(360, 640, live=False, java_script_enabled=False)

    expect(page.locator(".live-line-words")).to_have_text("As of 1612 CET. Load what is new")
    expect(page.get_by_role("button")).to_have_count(0)
    assert page.get_by_role("link", name="Load what is new").get_attribute("href") == (
        "/news/2026/11/22/shots/"
    )
    assert stage.count("live?after") == 0


def test_the_control_is_reached_by_keyboard_and_told_of_in_words(
    opened: Opened, stage: Stage
) -> None:
    page = opened(360, 640, reduced_motion="reduce")
    page.locator("[data-parts=timeline] a").last.focus()

    stage.story.post()
    stage.story.correct(8)
    stage.say()
    expect(page.locator(".live-news [role=status]")).to_have_text("1 new, 1 corrected")

    assert page.locator(".live-news").aria_snapshot() == (
        '- button "1 new, 1 corrected Update 9 - 1430 CET · Headline 9"\n'
        "- status: 1 new, 1 corrected"
    )
    assert findings_in_both_themes(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#update-9 h2 a")).to_be_focused()


def test_a_story_from_right_to_left_gets_the_same(opened: Opened, stage: Stage) -> None:
    stage.story = Story.of(8, "ar", "rtl")
    page = opened(360, 640)

    stage.story.post()
    stage.say()

    expect(page.locator(".live-news button")).to_contain_text("1 new")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".live-news-first").get_attribute("dir") == "rtl"


def test_a_return_visit_counts_what_comes_while_the_page_is_open(
    opened: Opened, stage: Stage
) -> None:
    stage.story.correct(1)
    page = opened()
    page.evaluate("localStorage.setItem('last-read', JSON.stringify([['a2c1', 1]]))")
    page.reload()
    expect(page.locator(".since-card")).to_contain_text("1 change since you read this.")

    stage.story.post()
    stage.say()
    expect(page.locator(".live-news button")).to_contain_text("1 new")
    assert page.evaluate("localStorage.getItem('last-read')") == '[["a2c1",2]]'
    page.locator(".live-news button").click()

    expect(page.locator(".since-card")).to_contain_text("2 changes since you read this.")
    assert page.evaluate("localStorage.getItem('last-read')") == '[["a2c1",3]]'


def test_the_time_that_has_passed_is_kept_true(opened: Opened) -> None:
    page = opened(clock="2026-11-22T13:44:30Z", timezone_id="America/New_York")
    beside = page.locator("#update-8 .local-time")

    expect(beside).to_have_text(" (14 min ago)")
    page.clock.fast_forward("02:00:00")
    expect(beside).to_have_text(" (2 hr ago)")
    page.clock.fast_forward("24:00:00")

    expect(beside).to_have_text(" (0830 your time)")
    page.locator("#update-8 time").hover()
    title = page.locator("#update-8 time").get_attribute("title") or ""
    assert "22 November 2026" in title
    assert title.endswith("08:30, your time")


def test_an_address_leads_to_an_update_that_waits(opened: Opened, stage: Stage) -> None:
    page = opened()
    stage.story.post()
    stage.say()
    expect(page.locator(".live-news button")).to_contain_text("1 new")

    page.evaluate("location.hash = '#update-9'")

    expect(page.locator("#update-9 h2 a")).to_be_focused()
    expect(page.locator(".live-news button")).to_be_hidden()


def test_a_story_that_is_withdrawn_as_a_whole_leaves_the_open_page(
    opened: Opened, stage: Stage
) -> None:
    page = opened()
    page.evaluate("window.kept = true")
    stage.story.post()
    stage.say()
    expect(page.locator(".live-news button")).to_contain_text("1 new")

    stage.story.withdraw()
    stage.say()

    expect(page.locator("main")).to_contain_text("We have withdrawn this story.")
    assert page.locator("[data-part]").count() == 0
    expect(page.get_by_role("button", name="Oldest first")).to_be_hidden()
    expect(page.locator(".live-news button")).to_be_hidden()
    assert page.title() == "Retracted: Shots heard · News"
    assert page.evaluate("window.kept")
