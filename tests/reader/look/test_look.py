"""How a story stands on a screen: at every width, in every script, for every need."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.actions.inputs import MediumText, StoryEdit, SummaryLine, UpdateText
from incidents.actions.stories import editing, highlighting, media, updates
from incidents.actions.stories.pictures import keeping
from incidents.models import Incident
from tests import factories
from tests.accessibility import findings, findings_in_both_themes
from tests.picture_files import photo

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = (
    "Five soldiers are reported killed in heavy fighting along the line of contact; both sides say"
    " that they were attacked first, shots are heard at a village on the state border, and"
    " mediators call for calm"
)
Contrast = Literal["no-preference", "more"]
HEBREW = "חילופי אש לאורך הגבול; שני הצדדים מאשימים זה את זה"
TEXT = "<p>The ministry says that its positions came under fire, and nobody can confirm it.</p>"
SHIFTS = """() => {
    window.shifted = 0
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted += entry.value
    }).observe({ type: "layout-shift", buffered: true })
}"""
WITHOUT_ROOM = """() => [...document.querySelectorAll("body *")].filter((one) =>
    one.checkVisibility() && !one.closest(".visually-hidden, svg, picture, .skip-link")
    && getComputedStyle(one).overflow === "hidden"
    && !/-webkit-box|grid/.test(getComputedStyle(one).display)
    && one.scrollHeight > one.clientHeight + 2).map((one) => one.className || one.tagName)"""
SPACED = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, input, select")]
    .filter((one) => one.checkVisibility()
        && !one.closest("p, li, h1, h3, dd, figcaption, .visually-hidden, .skip-link"))
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.height < 24 || box.width < 24))
    .map(([words]) => words)"""


def _told_in_full() -> Incident:
    """A story with all that may stand above its newest update."""
    story = factories.story(
        HEADLINE, lead=TEXT, topic_line="Conflict", verification_notice="We cannot check. " * 20
    )
    picture = MediumText(kind="image", picture=keeping.keep(photo(), by=None), alt="A ridge.")
    medium = media.add(story, picture, by=None)
    editing.edit(story, StoryEdit(lead_media=[medium.number]), by=None, note="A picture.")
    for number in range(4):
        at = factories.MORNING + timedelta(hours=number)
        factories.update(story, TEXT * 3, at=at, headline=f"Village {number} under fire")
    first, second, third, _ = story.updates.order_by("number")
    updates.edit(first, UpdateText(body=TEXT), by=None, kind="correction", note="Shorter.")
    updates.retract(second, by=None, note="It came from nowhere.")
    highlighting.pin(third, by=None)
    highlighting.mark_key_event(third, by=None)
    lines = [SummaryLine("Five are reported killed.", (3,)), SummaryLine("Nothing is sure.", ())]
    highlighting.summarise(Incident.objects.get(pk=story.pk), lines, by=None)
    return story


def _in_hebrew() -> Incident:
    story = factories.story(HEBREW, language="he", lead="<p>שני כפרים דיווחו על ירי.</p>")
    factories.update(story, "<p>משרד ההגנה מאשר.</p><ul><li>ראשון</li></ul>", headline="הכפר")
    return story


@pytest.fixture
def story() -> str:
    """The address of a story with everything on it."""
    return f"/news/{_told_in_full().path}/"


@pytest.fixture
def hebrew() -> str:
    """The address of a story that is read from right to left."""
    return f"/news/{_in_hebrew().path}/"


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page on a small phone."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 640},
        reduced_motion="reduce",
        bypass_csp=True,
    )
    yield context.new_page()
    context.close()


def test_the_newest_update_is_in_view_whatever_stands_above_it(page: Page, story: str) -> None:
    page.goto(story)

    heading = page.locator("#update-4 > h2").bounding_box()
    text = page.locator("#update-4 > h3").bounding_box()
    assert heading is not None
    assert text is not None
    assert text["y"] + text["height"] <= 640


def test_what_stands_folded_on_a_phone_stands_open_where_there_is_room(
    page: Page, story: str
) -> None:
    page.goto(story)
    summary = page.locator("#summary ul")
    expect(summary).to_be_hidden()
    page.get_by_text("What we know so far").first.click()
    expect(summary).to_be_visible()

    page.reload()
    expect(summary).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})

    expect(summary).to_be_visible()


def test_nothing_scrolls_sideways_in_either_direction_of_reading(
    page: Page, story: str, hebrew: str
) -> None:
    endless = f"/news/{factories.story('Betriebswerk' * 7, lead='<p>' + 'x' * 90 + '</p>').path}/"
    sideways = {}
    for address in (story, hebrew, endless, f"{endless}changes/", "/"):
        page.goto(address)
        for width in (320, 360, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            sideways[address, width] = page.evaluate(
                "document.documentElement.scrollWidth - innerWidth"
            )

    assert {place: over for place, over in sideways.items() if over > 0} == {}


def test_lines_are_neither_too_short_nor_too_long_to_read(page: Page, story: str) -> None:
    lengths = {}
    for width in (360, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(story)
        lengths[width] = page.locator("#update-4 > p:not([class])").first.evaluate(
            """one => {
                const range = document.createRange(), letters = one.firstChild
                let end = 0, top = null
                for (; end < letters.length; end++) {
                    range.setStart(letters, end); range.setEnd(letters, end + 1)
                    const box = range.getBoundingClientRect()
                    if (top !== null && box.top > top + 4) break
                    top ??= box.top
                }
                return end
            }"""
        )

    assert all(45 <= lengths[width] <= 80 for width in (768, 1280, 1920)), lengths
    assert lengths[360] >= 35


def test_a_story_is_read_from_right_to_left_with_its_rail_on_the_right(
    page: Page, hebrew: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(hebrew)

    time = page.locator("#update-1 > h2").bounding_box()
    text = page.locator("#update-1 > p:not([class])").first.bounding_box()
    assert time is not None
    assert text is not None
    assert time["x"] > text["x"] + text["width"]
    assert findings(page) == []


def test_nothing_moves_while_the_page_loads(page: Page, story: str) -> None:
    page.add_init_script(f"({SHIFTS})()")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        page.goto(story)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")

        shifted = page.evaluate("window.shifted")

        assert shifted == 0, width


def test_a_story_without_slanted_words_brings_one_font(page: Page, story: str) -> None:
    fonts: list[str] = []
    page.on("response", lambda got: fonts.append(got.url) if ".woff2" in got.url else None)

    page.goto(story)
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")

    assert [url.rpartition("/")[2] for url in fonts] == ["record-serif.woff2"]


def test_the_text_may_be_spaced_and_doubled(page: Page, story: str) -> None:
    page.goto(story)
    page.add_style_tag(content=SPACED)
    spaced = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    cut = page.evaluate(WITHOUT_ROOM)
    page.set_viewport_size({"width": 640, "height": 400})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    doubled = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert (spaced, doubled) == (0, 0)
    assert cut == []


def test_everything_to_press_is_large_enough_for_a_finger(page: Page, story: str) -> None:
    page.goto(story)

    small = page.evaluate(SMALL_TARGETS)

    assert small == []


def test_a_single_update_stands_beside_its_place_in_the_story_for_everybody(
    page: Page, story: str
) -> None:
    page.goto(f"{story}updates/3/")
    sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.set_viewport_size({"width": 1280, "height": 800})

    text = page.locator("#update-3 > p:not([class])").first.bounding_box()
    near = page.locator(".near-list").bounding_box()
    found = findings_in_both_themes(page)

    assert text is not None
    assert near is not None
    assert near["x"] > text["x"] + text["width"]
    assert near["y"] + near["height"] < 800
    assert (sideways, found) == (0, [])


@pytest.mark.parametrize("contrast", ["no-preference", "more"])
def test_a_story_with_everything_is_for_everybody(
    browser: Browser, live_server: LiveServer, story: str, contrast: Contrast
) -> None:
    context = browser.new_context(base_url=live_server.url, contrast=contrast)
    page = context.new_page()
    page.goto(story)

    found = findings_in_both_themes(page)

    context.close()
    assert found == []


def test_states_show_where_a_reader_has_colours_of_their_own(
    browser: Browser, live_server: LiveServer, story: str
) -> None:
    context = browser.new_context(base_url=live_server.url, forced_colors="active")
    page = context.new_page()
    page.goto(story)

    borders = page.evaluate(
        """() => [".status-label", ".mark", ".pinned", "#update-2 .tombstone"].map((one) => {
            const style = getComputedStyle(document.querySelector(one))
            return [one, style.borderInlineStartStyle, style.borderInlineStartWidth]
        })"""
    )

    context.close()
    assert [one for one, style, width in borders if style == "none" or width == "0px"] == []


def test_a_story_prints_as_a_document(page: Page, story: str) -> None:
    page.goto(story)
    page.emulate_media(media="print")

    shown = page.locator("body").inner_text()

    expect(page.locator("#summary ul")).to_be_visible()
    expect(page.locator(".masthead-nav")).to_be_hidden()
    expect(page.locator(".update-link").first).to_be_hidden()
    assert "You are reading version" in shown
    assert "Last change" in shown
