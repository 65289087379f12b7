"""An open page on the newsroom's own streams: from the database to the reader's eyes."""

from random import Random

import pytest
from playwright.sync_api import Browser, expect

from tests import factories
from tests.live.serving import HOST, cut, serving
from tests.reader.live.trial import acts
from tests.reader.live.trial.fresh import all_shown, assert_fresh, followed, with_static

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_published_shows_by_the_stream_alone_and_ends_as_a_fresh_page(
    browser: Browser,
) -> None:
    chance = Random(4)
    row = factories.long_story(3)
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    polls: list[str] = []
    page.on("request", lambda asked: polls.append(asked.url) if "/after/" in asked.url else None)
    with_static(page)

    with serving() as newsroom:
        address = f"http://{HOST}:{newsroom.port}/news/{row.path}/"
        page.goto(address)
        expect(page.locator(".live-line-words")).to_contain_text("Live - checked")
        factories.update(row)
        expect(page.locator(".live-news button")).to_contain_text("1 new")
        assert polls == []
        for _ in range(4):
            row = acts.move(row, chance, 5, acts.LIVE)
            cut()
        followed(page, row.version_number, wake=False)
        all_shown(page)

        assert_fresh(page, browser, f"http://{HOST}:{newsroom.port}/news/{row.path}/")
        context.close()
