"""The newsroom's own pages of the desk in a real browser: by keyboard, and for everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents import record
from incidents.actions.house import front
from incidents.actions.house.front import Place
from incidents.models import Incident
from tests import factories
from tests.accessibility import findings_in_both_themes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window in which a chief editor has signed in; what breaks the policy fails the test."""
    factories.editor(role="chief")
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto("/desk/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("secret")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/desk/")
    yield page
    context.close()
    assert wrong == []


def on_top() -> list[str]:
    return [line.headline for line in record.front().top]


def test_the_front_page_is_put_in_order_by_its_buttons(page: Page) -> None:
    stories = [factories.story(f"Story {name}") for name in ("one", "two")]
    front.arrange([Place(story) for story in stories], by=None, base=0)

    page.goto("/desk/front/")
    page.get_by_role("button", name="Move up").nth(1).click()
    page.get_by_role("button", name="Save the front page").click()

    expect(page.get_by_role("status")).to_contain_text("The front page is arranged")
    assert on_top() == ["Story two", "Story one"]


def test_axe_finds_nothing_on_the_pages_of_the_front_page(page: Page) -> None:
    story = factories.story("A bridge fell")
    front.arrange([Place(story)], by=None, base=0)
    Incident.objects.update(language="en")

    for address in ("/desk/front/", "/desk/front/1/"):
        page.goto(address)
        assert findings_in_both_themes(page) == [], address
