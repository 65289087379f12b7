"""The console in a real browser: its keys, its rail, and the same under a thumb."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident
from tests import factories
from tests.accessibility import findings_in_both_themes
from tests.desk.prose_box import prose_box
from tests.desk.windows import window

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window in which Anna has signed in; what breaks the policy or a script fails the test."""
    with window(browser, live_server.url, factories.editor(is_superuser=True)) as opened:
        yield opened


@pytest.fixture
def story() -> Incident:
    """A story with three updates, open at the desk."""
    return factories.long_story(3)


def opened(page: Page, story: Incident) -> None:
    page.goto(f"/desk/{story.pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()


def test_letters_move_through_the_updates_and_open_them(page: Page, story: Incident) -> None:
    opened(page, story)
    page.locator("h1").click()

    for key in ("j", "j", "c"):
        page.keyboard.press(key)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Update 2")


def test_letters_typed_into_the_box_are_text(page: Page, story: Incident) -> None:
    opened(page, story)

    page.keyboard.type("just checking? h")

    expect(prose_box(page, "What has happened")).to_contain_text("just checking? h")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_question_mark_shows_all_keys_and_the_letters_can_be_switched_off(
    page: Page, story: Incident
) -> None:
    opened(page, story)
    page.locator("h1").click()

    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Post update")
    expect(dialog).to_contain_text("Correct: the row with the focus")
    assert findings_in_both_themes(page) == []
    dialog.get_by_label("Single letters work").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.keyboard.press("?")

    expect(dialog).to_be_hidden()
    expect(page).to_have_url(f"{page.url.split('/desk/')[0]}/desk/{story.pk}/")
    page.get_by_role("button", name="Keys").click()
    expect(dialog.get_by_label("Single letters work")).not_to_be_checked()


def test_a_letter_leads_back_into_the_box(page: Page, story: Incident) -> None:
    opened(page, story)
    page.locator("h1").click()

    page.keyboard.press("w")
    page.keyboard.type("More.")

    expect(prose_box(page, "What has happened")).to_have_text("More.")


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_the_screen_fits_and_everybody_can_use_it(page: Page, story: Incident, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})

    opened(page, story)

    # Until its scripts have set it up, a slow page may be wider for a moment.
    page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
    assert findings_in_both_themes(page) == []


def test_under_a_thumb_the_parts_of_the_screen_are_one_touch_away(
    page: Page, story: Incident
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, story)

    page.get_by_role("navigation", name="On this screen").get_by_role(
        "link", name="Changes"
    ).click()

    expect(page.get_by_role("heading", name="Latest changes")).to_be_in_viewport()
