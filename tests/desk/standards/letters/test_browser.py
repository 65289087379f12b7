"""Reporting an error as readers do: with the sentence they marked, or without script."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident, Report, Version
from tests import factories
from tests.desk.filled import filled

pytestmark = pytest.mark.django_db(transaction=True)

LEAD = "<p>Two villages report shots. The ministry says seven.</p><p>The road is closed.</p>"
MARK = """([words, id]) => {
  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const start = walker.currentNode.data.indexOf(words);
    if (start >= 0) {
      const node = walker.currentNode;
      getSelection().setBaseAndExtent(node, start, node, start + words.length);
      return;
    }
  }
}"""


@pytest.fixture
def story() -> Incident:
    story = factories.story(lead=LEAD)
    factories.update(story, "<p>The ministry confirms it. Nobody else does.</p>")
    return story


def opened(browser: Browser, *, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=script
    )
    return context.new_page()


def test_the_marked_sentence_comes_along_and_can_be_changed(
    browser: Browser, live_server: LiveServer, story: Incident
) -> None:
    page = opened(browser)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{live_server.url}/news/{story.path}/")

    page.evaluate(MARK, ["The ministry says seven.", "initial-report"])
    page.get_by_role("link", name="Report an error in the initial report").click()
    page.wait_for_url("**/report/?*")  # the field is filled in once the page is loaded
    brought = page.get_by_label("The sentence").input_value()
    page.get_by_label("The sentence").fill("The ministry says seven")
    page.get_by_label("What is wrong with it?").fill("It says nine.")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    page.context.close()

    report = Report.objects.get()
    assert brought == "The ministry says seven."
    assert (report.piece, report.selected, report.message, report.version) == (
        "lead",
        "The ministry says seven",
        "It says nine.",
        1,  # the version in which that text last changed
    )
    assert not any("seven" in url.partition("#")[0] for url in requests)


def test_a_press_on_a_sentence_is_enough(
    browser: Browser, live_server: LiveServer, story: Incident
) -> None:
    page = opened(browser)
    page.goto(f"{live_server.url}/news/{story.path}/")

    page.locator("#update-1 p").first.click(position={"x": 20, "y": 12})
    page.get_by_role("link", name="Report an error in Update 1").click()
    page.wait_for_url("**/report/?*")  # the field is filled in once the page is loaded

    assert page.get_by_label("The sentence").input_value() == "The ministry confirms it."
    page.context.close()


def test_what_was_marked_elsewhere_is_left_out(
    browser: Browser, live_server: LiveServer, story: Incident
) -> None:
    page = opened(browser)
    page.goto(f"{live_server.url}/news/{story.path}/")

    page.evaluate(MARK, ["The road is closed.", "initial-report"])
    page.get_by_role("link", name="Report an error in Update 1").click()
    page.wait_for_url("**/report/?*")  # the field is filled in once the page is loaded

    assert page.get_by_label("The sentence").input_value() == ""
    page.context.close()


def test_everything_works_without_script(
    browser: Browser, live_server: LiveServer, story: Incident
) -> None:
    page = opened(browser, script=False)
    page.goto(f"{live_server.url}/news/{story.path}/updates/1/")

    page.get_by_role("link", name="Report an error").click()
    page.get_by_label("What is wrong with it?").fill("Somebody else does, too.")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("link", name="/report/").click()

    expect(page.locator("main")).to_contain_text("Not answered yet")
    assert page.context.cookies() == []
    page.context.close()


def test_the_correction_that_follows_accepts_the_report(client: Client, story: Incident) -> None:
    client.force_login(factories.editor())
    report = Report.objects.create(
        incident=story,
        piece="lead",
        version=1,
        message="Nine.",
        selected="The ministry says seven.",
    )
    correct = str(client.get(f"/desk/reports/{report.pk}/").context["correct"])
    form = filled(
        client,
        correct,
        lead=LEAD.replace("seven", "nine"),
        note="We had written seven.",
    )

    answer = client.post(correct, form)

    report.refresh_from_db()
    newest = Version.objects.latest("position")
    assert answer.status_code == 302
    assert (report.state, report.correction) == ("accepted", newest)
    assert form["wrong"] == [f"\n{report.selected}"]  # as every text area begins
    assert form["noticed"] == ["reader"]
