"""What happens to another story reaches the open pages of those that it stands beside."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from incidents.actions.house import rules
from incidents.actions.inputs import RelatedChoice
from incidents.actions.stories import lifecycle
from incidents.models import Incident
from tests import factories
from tests.live.serving import HOST, Serving, serving
from tests.reader.live.trial.fresh import assert_fresh, with_static

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "Fire in the mill"
BY_ASKING = "changes/after/1/"
HALF_AN_HOUR = "00:35:00"


@pytest.fixture
def newsroom(transactional_db: None) -> Iterator[Serving]:
    """A newsroom whose open pages ask as often as they may, where they have to."""
    rules.set_live_interval(2, by=None)
    with serving() as opened:
        yield opened


@pytest.mark.parametrize("streams", [True, False])
def test_a_related_story_that_is_retracted_leaves_the_open_page(
    browser: Browser, newsroom: Serving, streams: bool
) -> None:
    other = factories.story(HEADLINE)
    story = factories.story(lead="<p>The gates are open.</p>", related=[RelatedChoice(story=other)])
    page = browser.new_page(viewport={"width": 360, "height": 640})
    with_static(page)
    asked: list[str] = []
    if not streams:
        page.route("**/live?*", lambda route: route.fulfill(status=503))
    address = opened(page, newsroom, story)
    page.on("request", lambda request: asked.append(request.url))
    place = page.locator("[data-part=lead] p").first
    before = place.bounding_box()
    expect(page.locator("[data-part=related]")).to_contain_text(HEADLINE)

    lifecycle.retract(other, by=None, note="It was another mill.")

    expect(page.locator("[data-part=related]")).to_be_hidden()
    assert HEADLINE not in page.content()
    assert place.bounding_box() == before
    assert any(BY_ASKING in url for url in asked) is not streams
    assert not any(url == address for url in asked)
    expect(page.locator(".live-news button")).to_be_hidden()
    assert_fresh(page, browser, address)
    page.close()


def test_a_page_that_a_cache_was_late_with_brings_nothing_back(
    browser: Browser, newsroom: Serving
) -> None:
    other = factories.story(HEADLINE)
    story = factories.story(related=[RelatedChoice(story=other)])
    page = browser.new_page()
    page.clock.install()
    with_static(page)
    address = opened(page, newsroom, story)
    late = newsroom.page(f"/news/{story.path}/")
    lifecycle.retract(other, by=None, note="It was another mill.")
    expect(page.locator("[data-part=related]")).to_be_hidden()
    page.route(address, lambda route: route.fulfill(body=late, content_type="text/html"))

    with (
        page.expect_request(lambda request: BY_ASKING in request.url),
        page.expect_response(address),
    ):
        page.clock.fast_forward(HALF_AN_HOUR)

    assert HEADLINE in late
    expect(page.locator("[data-part=related]")).to_be_hidden()
    page.close()


def opened(page: Page, newsroom: Serving, story: Incident) -> str:
    """Open a story and wait until its page follows along; the address."""
    address = f"http://{HOST}:{newsroom.port}/news/{story.path}/"
    page.goto(address)
    expect(page.locator(".live-line-words")).to_contain_text("Live - checked")
    return address
