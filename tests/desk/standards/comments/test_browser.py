"""A comment from the form below the story to the page, decided by keyboard, and taken back."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.actions.readers import commenting, comments
from incidents.actions.readers.comments import Words
from incidents.desk.standards.comments import started
from incidents.models import Comment, Editor, Incident
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story() -> Incident:
    commenting.set_comment_mode("moderated", by=None)
    return factories.story()


def opened(browser: Browser, *, script: bool = True) -> Page:
    viewport = {"width": 360, "height": 740}
    context = browser.new_context(viewport=viewport, java_script_enabled=script)  # type: ignore[arg-type]
    return context.new_page()


def signed_in(browser: Browser, live_server: LiveServer, editor: Editor) -> Page:
    client = Client()
    client.force_login(editor)
    page = opened(browser)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


def waiting(story: Incident, *texts: str) -> None:
    for text in texts:
        words = Words("Ani", "ani@example.org", text)
        comments.send(story, words, senders=(text, "-"))


@pytest.mark.parametrize("script", [True, False])
def test_a_comment_is_written_approved_by_keyboard_read_and_withdrawn(
    browser: Browser,
    live_server: LiveServer,
    story: Incident,
    monkeypatch: pytest.MonkeyPatch,
    script: bool,
) -> None:
    monkeypatch.setattr(started, "LEAST", -1)  # nobody waits in a test
    page = opened(browser, script=script)
    page.goto(f"{live_server.url}/news/{story.path}/")
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Name").fill("Ani")
    page.get_by_label("E-mail address").fill("ani@example.org")
    page.get_by_role("textbox", name="Comment", exact=True).fill("I was there.")
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("heading", name="Look it over").wait_for()
    page.get_by_role("button", name="Send the comment").first.click()
    page.get_by_role("heading", name="Thank you").wait_for()
    secret = page.get_by_role("link", name="/comment/").get_attribute("href")

    desk = signed_in(browser, live_server, factories.editor())
    desk.goto(f"{live_server.url}/desk/comments/")
    desk.keyboard.press("j")
    desk.keyboard.press("a")
    expect(desk.get_by_text("1 comment is approved")).to_be_visible()

    page.goto(f"{live_server.url}/news/{story.path}/comments/")
    page.reload()  # a browser shows for some seconds what it has
    expect(page.get_by_text("I was there.")).to_be_visible()
    page.goto(f"{live_server.url}{secret}")
    page.get_by_role("button", name="Withdraw the comment").click()
    expect(page.get_by_text("Name, e-mail address and words are erased.")).to_be_visible()
    page.goto(f"{live_server.url}/news/{story.path}/comments/?seen=1")
    expect(page.get_by_text("I was there.")).to_have_count(0)
    assert page.context.cookies() == []
    assert Comment.objects.get().state == "deleted"
    page.context.close()
    desk.context.close()


def test_several_are_ticked_and_called_spam_by_keyboard(
    browser: Browser, live_server: LiveServer, story: Incident
) -> None:
    waiting(story, "One", "Two", "Three")
    desk = signed_in(browser, live_server, factories.editor())
    desk.goto(f"{live_server.url}/desk/comments/")

    for key in ("j", "x", "j", "j", "x"):
        desk.keyboard.press(key)
    desk.get_by_role("group", name="With those that are ticked").get_by_role(
        "button", name="Spam"
    ).press("Enter")
    expect(desk.get_by_text("2 comments are called spam")).to_be_visible()

    found = dict(Comment.objects.values_list("text", "state"))
    assert found == {"One": "spam", "Two": "waiting", "Three": "spam"}
    desk.context.close()
