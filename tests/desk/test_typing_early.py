"""Writing before the script has made the editor: no character is lost, and the caret stays."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.test import Client
from playwright.sync_api import Browser, Error, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident, Update
from tests import factories
from tests.desk.prose_box import prose_box

pytestmark = pytest.mark.django_db(transaction=True)

WRITTEN = "<p>The night stays calm.</p>\n<p>Seven shots are counted.</p>"

Arrive = Callable[[], None]


@pytest.fixture
def story() -> Incident:
    return factories.story(lead=WRITTEN)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window in which Anna has signed in; a script that breaks fails the test."""
    client = Client()
    client.force_login(factories.editor())
    context = browser.new_context(base_url=live_server.url)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture
def arrive(page: Page) -> Iterator[Arrive]:
    """Holds the editor's script back until it is called."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    def go_on() -> None:
        while not held:
            page.wait_for_timeout(10)
        with page.expect_response("**/django_prose_editor/editor.js"):
            held.pop().continue_()

    page.route("**/django_prose_editor/editor.js", hold)
    yield go_on
    for route in held:
        with suppress(Error):
            route.abort()


def opened(page: Page, address: str, name: str) -> None:
    """Goes to a page and waits for its plain text area, with the caret in it."""
    page.goto(address, wait_until="commit")
    expect(page.locator(f"textarea[name={name}]")).to_be_focused()


def test_typing_goes_on_while_the_editor_comes(page: Page, arrive: Arrive, story: Incident) -> None:
    opened(page, f"/desk/{story.pk}/", "body")

    page.keyboard.type("Two more villages report shots & < 5 m of smoke.\n\nThe night ")
    arrive()
    page.keyboard.type("stays calm, and whoever types goes on typing all the while.", delay=5)
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.keyboard.press("Control+Enter")

    expect(page.locator(".messages")).to_contain_text("Update 1 published")
    assert Update.objects.get().body == (
        "<p>Two more villages report shots &amp; &lt; 5 m of smoke.</p>\n"
        "<p>The night stays calm, and whoever types goes on typing all the while.</p>"
    )


def test_what_was_typed_and_left_is_posted_whole(
    page: Page, arrive: Arrive, story: Incident
) -> None:
    opened(page, f"/desk/{story.pk}/", "body")

    page.keyboard.type("First line\nsecond line\n\nNew paragraph, a<b")
    who = page.get_by_label("Who says so")
    who.focus()
    page.keyboard.type("Reu")
    arrive()
    expect(prose_box(page, "What has happened")).to_contain_text("New paragraph, a<b")
    page.keyboard.type("ters")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".messages")).to_contain_text("Update 1 published")
    assert Update.objects.get().body == (
        "<p>First line<br>second line</p>\n<p>New paragraph, a&lt;b</p>"
    )
    assert Incident.objects.get().sources.get().outlet == "Reuters"


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("", "The night stays calm.Seven shots are counted. Really."),
        ("calm", "The night stays  Really..Seven shots are counted."),
        ("Seven shots", "The night stays calm. Really. are counted."),
        ("<p>Seven", "The night stays calm. Really. shots are counted."),
    ],
    ids=["untouched", "a word", "a paragraph's beginning", "the middle of a tag"],
)
def test_what_is_marked_before_is_marked_after(
    page: Page, arrive: Arrive, story: Incident, marked: str, shown: str
) -> None:
    opened(page, f"/desk/{story.pk}/text/", "lead")

    page.locator("textarea[name=lead]").evaluate(
        """(area, words) => {
            const from = area.value.indexOf(words), tag = words.startsWith("<") ? 1 : 0
            if (words) area.setSelectionRange(from + tag, from + words.length)
        }""",
        marked,
    )
    arrive()
    box = prose_box(page, "Initial report")
    expect(box).to_be_focused()
    page.keyboard.type(" Really.")

    expect(box).to_have_text(shown)


def test_a_correction_begun_in_the_plain_text_goes_on_in_its_place(
    page: Page, arrive: Arrive, story: Incident
) -> None:
    opened(page, f"/desk/{story.pk}/text/", "lead")
    area = page.locator("textarea[name=lead]")

    area.evaluate("area => area.setSelectionRange(...Array(2).fill(area.value.indexOf(' shots')))")
    page.keyboard.type(" or ")
    arrive()
    box = prose_box(page, "Initial report")
    expect(box).to_be_focused()
    page.keyboard.type("eight")

    expect(box).to_have_text("The night stays calm.Seven or eight shots are counted.")
    expect(area).to_have_value(WRITTEN.replace("Seven", "Seven or eight").replace("\n", ""))
