"""What the reader's own browser shows of change: what is new, and where words come from."""

import json
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.stories import editing, updates
from incidents.models import Incident
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

SHIFTS = """
() => new Promise((resolve) => {
  let moved = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => resolve(moved), 300)
})
"""


@pytest.fixture
def incident() -> Incident:
    """Version 1 the report, 2 an update, 3 its correction, 4 a longer report."""
    lead = "<p>Two villages <strong>report shots.</strong> It is dark &amp; cold.</p>"
    story = factories.story(lead=lead)
    posted = factories.update(story, "<p>The ministry confirms it. Four are hurt.</p>")
    updates.edit(
        posted,
        UpdateText(body="<p>The ministry confirms it. Three are hurt.</p>"),
        by=None,
        kind="correction",
        note="Three, not four.",
        particulars=Particulars(confirmed=True),
    )
    editing.edit(
        Incident.objects.get(),
        StoryEdit(lead=f"{lead}\n<p>The road is closed.</p>"),
        by=None,
        kind="addition",
        note="The road.",
    )
    return Incident.objects.get()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 640},
        reduced_motion="reduce",
        timezone_id="Europe/Brussels",  # the story's own: no second clock is set beside the first
    )
    yield context.new_page()
    context.close()


def address(live_server: LiveServer, incident: Incident) -> str:
    return f"{live_server.url}/news/{incident.path}/"


def read_before(page: Page, incident: Incident, version: int) -> None:
    """As if the reader had been here when the story stood at a version."""
    kept = json.dumps([[str(incident.key), version]])
    page.add_init_script(
        "if (!sessionStorage.length) {"
        f"sessionStorage.setItem('once', '1'); localStorage.setItem('last-read', '{kept}') }}"
    )


def kept(page: Page) -> Any:  # noqa: ANN401 - whatever the browser holds
    return json.loads(page.evaluate("localStorage.getItem('last-read')") or "null")


def test_who_comes_back_is_told_what_is_new_and_sees_it_marked(
    page: Page, live_server: LiveServer, incident: Incident
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    read_before(page, incident, 2)

    page.goto(address(live_server, incident))

    place = page.locator(".since-last-read")
    expect(place).to_contain_text("2 changes since you read this. 2 new sentences are marked.")
    marked = page.locator("mark.new-since").all_inner_texts()
    assert marked == ["Three", " are hurt.", "The road is closed."]
    assert page.locator("mark.corrected").count() == 1
    ways = [link.get_attribute("href") for link in place.get_by_role("link").all()]
    story = f"/news/{incident.path}/"
    assert ways == [f"{story}changes/2..4/", f"{story}changes/"]
    assert kept(page) == [[str(incident.key), 4]]
    assert complaints == []


def test_what_comes_while_the_sentences_are_looked_up_counts_too(
    page: Page, live_server: LiveServer, incident: Incident
) -> None:
    def late(route: Route) -> None:
        page.evaluate("document.querySelector('article[data-version]').dataset.version = 5")
        route.continue_()

    page.route("**/provenance.json", late)
    read_before(page, incident, 2)

    page.goto(address(live_server, incident))

    place = page.locator(".since-last-read")
    expect(place).to_contain_text("3 changes since you read this.")
    what = place.get_by_role("link").first
    assert what.get_attribute("href") == f"/news/{incident.path}/changes/2..5/"


def test_nothing_on_the_page_moves_for_it(
    page: Page, live_server: LiveServer, incident: Incident
) -> None:
    read_before(page, incident, 1)

    page.goto(address(live_server, incident))
    expect(page.locator(".since-last-read")).to_contain_text("marked")

    assert page.evaluate(SHIFTS) == 0


def test_the_marks_can_be_taken_away_and_leave_the_text_as_it_was(
    page: Page, live_server: LiveServer, incident: Incident
) -> None:
    page.goto(address(live_server, incident))
    before = page.locator(".updates").inner_html()
    page.evaluate(
        f"localStorage.setItem('last-read', JSON.stringify([['{incident.key}', 1]]))",
    )
    page.reload()
    expect(page.locator(".since-last-read")).to_contain_text("3 changes")
    expect(page.locator("mark.new-since").first).to_be_visible()

    page.get_by_role("button", name="Hide marks").click()

    expect(page.locator("mark.new-since")).to_have_count(0)
    assert page.locator(".updates").inner_html() == before
    expect(page.locator(".since-last-read")).to_be_empty()


def test_who_has_read_the_newest_version_or_nothing_yet_is_told_nothing(
    page: Page, live_server: LiveServer, incident: Incident
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for _ in range(2):
        page.goto(address(live_server, incident))
        page.wait_for_load_state("networkidle")
        assert page.locator(".since-last-read").inner_text() == ""

    assert not any("provenance.json" in url for url in asked)
    assert kept(page) == [[str(incident.key), 4]]


def test_the_browser_keeps_no_more_than_two_hundred_stories(
    page: Page, live_server: LiveServer, incident: Incident
) -> None:
    page.goto(address(live_server, incident))
    page.evaluate(
        "localStorage.setItem('last-read', "
        "JSON.stringify(Array.from({ length: 250 }, (_, number) => [`story-${number}`, 1])))"
    )

    page.reload()

    held = kept(page)
    assert len(held) == 200
    assert held[-1] == [str(incident.key), 4]
    assert held[0] == ["story-51", 1]


@pytest.mark.parametrize("broken", ["nonsense", "{}", "[1, null]", '[["x"]]'])
def test_what_the_browser_holds_may_be_nonsense(
    page: Page, live_server: LiveServer, incident: Incident, broken: str
) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address(live_server, incident))
    page.evaluate("broken => localStorage.setItem('last-read', broken)", broken)

    page.reload()

    assert kept(page)[-1] == [str(incident.key), 4]
    assert complaints == []


def test_where_sentences_come_from_is_shown_in_the_text_and_taken_away_again(
    page: Page, live_server: LiveServer, incident: Incident
) -> None:
    page.goto(address(live_server, incident))
    before = page.locator(".updates").inner_html()
    switch = page.get_by_role("button", name="Where does each sentence come from?")

    switch.press("Enter")

    labels = page.locator(".origin-label")
    expect(labels.first).to_be_visible()
    assert labels.all_inner_texts() == ["2", "3", "1", "1", "4"]
    assert labels.nth(1).get_attribute("href") == f"/news/{incident.path}/changes/3/"
    assert "version 3" in str(labels.nth(1).get_attribute("aria-label"))
    assert switch.get_attribute("aria-pressed") == "true"
    switch.press("Space")
    expect(labels).to_have_count(0)
    assert page.locator(".updates").inner_html() == before


def test_without_script_the_link_leads_to_the_page_that_says_it(
    browser: Browser, live_server: LiveServer, incident: Incident
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address(live_server, incident))

    plain.get_by_role("link", name="Where does each sentence come from?").click()

    expect(plain).to_have_url(f"{address(live_server, incident)}provenance/")
    expect(plain.get_by_text("Three are hurt.").first).to_be_visible()
    plain.get_by_text("Sentence by sentence").first.click()
    expect(plain.locator(".provenance-list li").nth(1)).to_contain_text("Three are hurt.")
    expect(plain.locator(".provenance-list a").nth(1)).to_have_text("Version 3")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_scrolls_sideways_or_complains(
    browser: Browser,
    live_server: LiveServer,
    incident: Incident,
    width: int,
    theme: Literal["light", "dark"],
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=theme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for path in (
        *("/changes/", "/corrections/", "/accountability/", "/changes/by/desk/"),
        f"/news/{incident.path}/provenance/",
    ):
        page.goto(f"{live_server.url}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()

    assert complaints == []
