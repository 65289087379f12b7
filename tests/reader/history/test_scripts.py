"""What script adds to the history, and what works without it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident
from tests.reader.history.scenes import address, flood

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story() -> Incident:
    return flood()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def test_a_browser_computes_the_hash_of_every_version_again(
    page: Page, live_server: LiveServer, story: Incident
) -> None:
    page.goto(f"{live_server.url}{address(story)}/changes/")

    links = page.locator("a[data-verify]")
    for place in range(links.count()):
        links.nth(place).click()
    page.locator(".verified[data-fits]").nth(6).wait_for()

    assert page.locator(".verified").all_inner_texts() == ["verified: the hash fits"] * 7


def test_a_browser_finds_a_text_that_was_altered(
    page: Page, live_server: LiveServer, story: Incident
) -> None:
    def altered(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("3.2 metres", "9.9 metres"))

    page.route("**/changes/4/proof.json", altered)
    page.goto(f"{live_server.url}{address(story)}/changes/4/")

    page.locator("a[data-verify]").click()
    page.locator(".verified[data-fits]").wait_for()

    assert page.locator(".verified").inner_text() == "the hash does not fit"


def test_a_row_is_opened_and_closed_in_its_place(
    page: Page, live_server: LiveServer, story: Incident
) -> None:
    address_of_list = f"{live_server.url}{address(story)}/changes/"
    page.goto(address_of_list)
    named = page.locator("#version-4")
    link = named.get_by_role("link", name="Show what changed in version 4", expanded=False)

    link.click()
    page.locator("#version-4 .history-excerpts del").wait_for()
    opened = named.get_by_role("link", name="Hide what changed in version 4", expanded=True)
    expect(opened).to_have_count(1)
    assert page.url == address_of_list
    opened.click()

    expect(page.locator("#version-4 .history-excerpts")).to_be_hidden()
    expect(link).to_have_count(1)


def test_a_row_that_is_pressed_twice_in_a_row_is_opened_once(
    page: Page, live_server: LiveServer, story: Incident
) -> None:
    page.goto(f"{live_server.url}{address(story)}/changes/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator("#version-4 .history-open").evaluate("link => { link.click(); link.click() }")
    page.locator("#version-4 .history-excerpts del").first.wait_for()

    assert len(asked) == 1


def test_without_script_all_of_it_is_links_and_one_form(
    browser: Browser, live_server: LiveServer, story: Incident
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}{address(story)}/changes/")

    here = f"{live_server.url}{address(story)}/changes"
    page.locator("#version-4 .history-open").click()
    expect(page.locator("#version-4 .history-excerpts ins")).to_have_text("3.2")
    page.locator("#version-4 .history-open").click()
    expect(page.locator(".history-excerpts")).to_have_count(0)
    page.locator(".history-filters summary").click()
    page.get_by_label("Kind").select_option("update")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(f"{here}/?kind=update")
    expect(page.locator(".history-row")).to_have_count(2)
    page.get_by_label("Compare from version 3", exact=True).check()
    page.get_by_label("Compare to version 5", exact=True).check()
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(f"{here}/3..5/")
    page.get_by_role("link", name="Side by side").click()
    expect(page.locator("table.comparison-columns")).to_have_count(3)
    page.goto(f"{live_server.url}{address(story)}/changes/4/")
    page.get_by_role("link", name="verify").click()
    expect(page).to_have_url(f"{here}/4/proof/")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_of_it_scrolls_sideways_or_complains(
    browser: Browser, live_server: LiveServer, story: Incident, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for below in ("?open=4", "?kind=status", "3..6/?view=columns", "1..7/", "4/proof/", "3/"):
        page.goto(f"{live_server.url}{address(story)}/changes/{below}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, below
    context.close()

    assert complaints == []


def test_no_line_of_facts_begins_with_a_dot(
    browser: Browser, live_server: LiveServer, story: Incident
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}{address(story)}/changes/")

    showing = page.evaluate(
        """() => [...document.querySelectorAll(".history-facts")].flatMap((line) => {
            const left = line.getBoundingClientRect().left;
            const cut = parseFloat(getComputedStyle(line).fontSize) * 1.1;
            return [...line.children].filter((fact) => {
                const begins = Math.abs(fact.getBoundingClientRect().left - left) < 1;
                const dot = parseFloat(getComputedStyle(fact, "::before").insetInlineStart);
                const uncut = getComputedStyle(line).clipPath === "none";
                return begins && (uncut || dot > cut);
            });
        }).length"""
    )
    context.close()

    assert showing == 0
