"""After any changes and interruptions an open page equals a fresh one, part by part."""

from random import Random

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from incidents.actions.stories import lifecycle
from tests import factories
from tests.reader.live.trial import acts
from tests.reader.live.trial.fresh import all_shown, assert_fresh, followed

pytestmark = pytest.mark.django_db(transaction=True)


def interrupted(context: BrowserContext, chance: Random) -> None:
    """The line is cut, or back; or the reader looks elsewhere on the page."""
    page = context.pages[0]
    happening = chance.randrange(5)
    if happening < 2:
        context.set_offline(happening == 0)
    elif happening == 2:
        page.evaluate(f"scrollTo(0, document.body.scrollHeight * {chance.random()})")
    elif happening == 3:
        all_shown(page)


@pytest.mark.parametrize(
    ("seed", "changes"), [(1, 40), pytest.param(2, 200, marks=pytest.mark.fuzz)]
)
def test_an_open_page_ends_as_a_fresh_one_begins(
    browser: Browser, live_server: LiveServer, seed: int, changes: int
) -> None:
    chance = Random(seed)
    row = factories.long_story(3)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{live_server.url}/news/{row.path}/")
    expect(page.locator(".live-line-words")).to_contain_text("Live - checked")

    for _ in range(changes // 4):
        row = acts.move(row, chance, 4)
        interrupted(context, chance)
        if chance.random() < 0.5:
            context.set_offline(False)
            followed(page, row.version_number, wake=True)
    if row.retracted_at:
        row = lifecycle.restore(row, by=None, note="It was right.")
    context.set_offline(False)
    followed(page, row.version_number, wake=True)
    all_shown(page)

    assert_fresh(page, browser, f"{live_server.url}/news/{row.path}/")
    context.close()
