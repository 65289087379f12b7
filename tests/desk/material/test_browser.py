"""Sources in a real browser: pasted, looked up, confirmed, cited, posted; and for everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.actions.inputs import SourceText
from incidents.desk.material import details
from incidents.models import Editor, Fetched, Incident, Source
from tests import factories
from tests.accessibility import findings_in_both_themes
from tests.actions.fetching.serving import Site, answer, site
from tests.desk.prose_box import prose_box
from tests.desk.windows import window

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = (
    "<html><title>Shots heard - The Paper</title><meta property=og:site_name content='The Paper'>"
    "<meta name=author content='Ann Archer'><link rel=canonical href='/shots'>"
    "<article><p>Nobody was hurt in the two villages near the border.</p></article>"
)


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on this machine that stands for the open web."""
    with site(answer(PAGE)) as served:
        monkeypatch.setattr(details, "WAY", served.way())
        yield served


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window in which Anna has signed in; what breaks the policy or a script fails the test."""
    with window(browser, live_server.url, factories.editor()) as opened:
        yield opened


def test_an_address_is_pasted_looked_up_confirmed_and_posted_by_keyboard(
    page: Page, paper: Site
) -> None:
    story = factories.story()

    page.goto(f"/desk/{story.pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.keyboard.type("Two villages report shots.")
    expect(page.get_by_text("No source is named. Own reporting?")).to_be_visible()
    page.get_by_label("Web address").focus()
    page.keyboard.insert_text(paper.url("/shots?fbclid=1"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Found: The Paper, Shots heard")).to_be_visible()
    expect(page.get_by_label("Web address")).to_be_focused()
    expect(page.get_by_label("Web address")).to_have_value(paper.url("/shots"))
    expect(page.get_by_label("Author", exact=True)).to_have_value("Ann Archer")
    expect(page.get_by_text("No source is named. Own reporting?")).to_have_count(0)
    page.get_by_label("Title", exact=True).fill("Shots at the border")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".messages")).to_contain_text("Update 1 published")
    source = Source.objects.get()
    assert (source.outlet, source.title) == ("The Paper", "Shots at the border")
    assert Fetched.objects.get().source == source


def test_what_was_typed_stays_and_a_refusal_is_said_in_place(page: Page, paper: Site) -> None:
    story = factories.story()

    page.goto(f"/desk/{story.pk}/")
    page.get_by_label("Who says so").fill("My own words")
    page.get_by_label("Web address").fill("http://127.0.0.3/inside")
    page.get_by_role("button", name="Look up").click()
    expect(page.get_by_text("Type the details by hand")).to_be_visible()
    expect(page.get_by_role("button", name="Look up")).to_be_focused()
    page.get_by_label("Web address").fill(paper.url("/shots"))
    page.get_by_role("button", name="Look up").click()

    expect(page.get_by_label("Title", exact=True)).to_have_value("Shots heard")
    expect(page.get_by_label("Who says so")).to_have_value("My own words")


def test_a_page_that_is_cited_already_is_offered(page: Page, paper: Site) -> None:
    story = factories.story(sources=[SourceText("The Paper", url=paper.url("/shots"))])

    page.goto(f"/desk/{story.pk}/")
    page.get_by_label("Web address").fill(paper.url("/shots?utm_source=x"))
    page.get_by_role("button", name="Look up").click()
    page.get_by_role("button", name="Cite source 1 instead").click()

    expect(page.get_by_role("checkbox", name="1. The Paper")).to_be_checked()
    expect(page.get_by_role("checkbox", name="1. The Paper")).to_be_focused()
    expect(page.get_by_label("Web address")).to_have_value("")
    assert paper.requests == []


def test_a_text_is_read_released_and_seen_by_readers(page: Page) -> None:
    anna = Editor.objects.get()
    story = factories.story(sources=[SourceText("The Paper", url="https://paper.example/a")])
    source = story.sources.get()
    factories.fetched(source, "Nobody was hurt, says the mayor.", by=anna)

    page.goto(f"/desk/{story.pk}/sources/{source.pk}/")
    page.get_by_role("link", name="Release it to readers").click()
    page.get_by_role("button", name="Release it to readers").click()
    expect(page.locator(".messages")).to_contain_text("Readers see the text now")
    page.get_by_role("link", name="View").first.click()
    page.get_by_text("Text as we read it on 25 February 2017").click()

    expect(page.get_by_text("Nobody was hurt, says the mayor.")).to_be_visible()


def test_axe_finds_nothing_on_the_pages_of_sources(page: Page) -> None:
    anna = Editor.objects.get()
    sources = [
        SourceText("The Paper", "Shots heard", "https://paper.example/a", author="Ann Archer"),
        SourceText("An officer", kind="anonymous"),
    ]
    story = factories.story(sources=sources)
    paper, officer = story.sources.order_by("number")
    kept = factories.fetched(paper, "Nobody was hurt. " * 200, by=anna)
    factories.update(story, cites=[paper.pk], own_reporting=True)
    Source.objects.filter(pk=paper.pk).update(link_state="dead")
    Incident.objects.update(language="en")
    start = f"/desk/{story.pk}/sources"

    for address in (
        f"{start}/{paper.pk}/",
        f"{start}/{paper.pk}/kept/{kept.pk}/release/",
        f"{start}/{officer.pk}/identity/",
        f"{start}/",
        f"/desk/{story.pk}/",
    ):
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((d) => { d.open = true })")
        assert findings_in_both_themes(page) == [], address
