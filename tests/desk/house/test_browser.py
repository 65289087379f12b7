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
from tests.desk.windows import window

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window in which a chief editor has signed in; what breaks the policy fails the test."""
    with window(browser, live_server.url, factories.editor(role="chief")) as opened:
        yield opened


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


def test_updates_are_ticked_and_retracted_by_keyboard(page: Page) -> None:
    story = factories.story("A bridge fell")
    updates = [factories.update(story) for _ in range(2)]

    page.goto("/desk/find/")
    page.get_by_label("Tick all on this page").check()
    page.get_by_role("button", name="Retract the ticked").press("Enter")
    page.wait_for_url("**/desk/find/act/")
    page.get_by_label("Reason, for readers").fill("The sender lied.")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", name="2 done")).to_be_visible()
    assert story.updates.filter(state="retracted").count() == len(updates)


def test_axe_finds_nothing_where_updates_and_stories_are_found(page: Page) -> None:
    update = factories.update(factories.story("A bridge fell"))

    for address in ("/desk/find/", "/desk/find/?of=stories", "/desk/find/?q=nothing&since=x"):
        page.goto(address)
        assert findings_in_both_themes(page) == [], address
    page.goto("/desk/find/")
    page.get_by_label(f"Tick Update {update.number}").check()
    page.get_by_role("button", name="Retract the ticked").click()
    assert findings_in_both_themes(page) == []
    page.get_by_label("Reason, for readers").fill("The sender lied.")
    page.get_by_role("button", name="Retract all of these").click()
    assert findings_in_both_themes(page) == []


def test_axe_finds_nothing_where_acts_are_looked_through(page: Page) -> None:
    factories.update(factories.story("A bridge fell"))

    for address in ("/desk/audit/", "/desk/audit/?story=bridge", "/desk/audit/?since=soon"):
        page.goto(address)
        assert findings_in_both_themes(page) == [], address
