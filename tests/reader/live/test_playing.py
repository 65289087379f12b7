"""A film that plays is not torn out by what happens to the text around it."""

import base64
import io
import wave

from playwright.sync_api import Page, expect

from tests.reader.live.conftest import Opened
from tests.reader.live.scene import Story, update
from tests.reader.live.stage import Stage

SAME = "window.film === document.querySelector('#update-7 video') && !window.film.paused"


def sound() -> str:
    """Two seconds of silence, as an address."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setparams((1, 1, 8000, 0, "NONE", "NONE"))
        written.writeframes(bytes([128]) * 16000)
    return f"data:audio/wav;base64,{base64.b64encode(file.getvalue()).decode()}"


def playing(opened: Opened, stage: Stage) -> Page:
    """A page on which the film of update 7 plays, for as long as nobody stops it."""
    film = f'<p><a data-video="file" href="{sound()}">Play the video</a></p>'
    stage.story = Story.of(8)
    stage.story.parts["update-7"] = update(7, body=film)
    page = opened(clock=True)
    page.locator("#update-7 a[data-video]").click()
    page.locator("#update-7 video").evaluate("it => { window.film = it; it.loop = true }")
    page.wait_for_function("window.film.currentTime > 0")
    return page


def test_a_film_plays_on_while_its_update_is_corrected_and_new_ones_are_shown(
    opened: Opened, stage: Stage
) -> None:
    page = playing(opened, stage)
    control = page.locator(".live-news button")

    stage.story.correct(7)
    stage.story.post()
    stage.say()
    expect(control).to_contain_text("1 new, 1 corrected")
    assert page.evaluate(SAME)
    control.click()
    expect(page.locator("#update-9 h2 a")).to_be_focused()

    assert page.evaluate(SAME)
    expect(control).to_contain_text("1 corrected")
    control.click()
    expect(page.locator("#update-7 .mark")).to_be_visible()
    expect(control).to_be_hidden()


def test_the_correction_comes_when_the_film_is_stopped(opened: Opened, stage: Stage) -> None:
    page = playing(opened, stage)

    stage.story.correct(7)
    stage.story.correct(6)
    stage.say()
    expect(page.locator("#update-6 .mark")).to_be_attached()
    page.clock.fast_forward("00:30")
    assert page.evaluate(SAME)
    page.evaluate("window.film.pause()")
    page.clock.fast_forward("00:06")

    expect(page.locator("#update-7 .mark")).to_be_attached()


def test_a_film_plays_on_while_the_page_is_read_anew(opened: Opened, stage: Stage) -> None:
    page = playing(opened, stage)

    stage.story.correct(7)
    stage.story.change("media", {"new-part": '<div data-part="new-part">A part</div>'})
    stage.story.parts.pop("new-part")
    stage.say()
    page.wait_for_function(
        "document.querySelector('[data-part=changes]').textContent.includes('3')"
    )

    assert page.evaluate(SAME)
