"""An open page that shows one update alone follows its story, too."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.stories import editing, updates
from incidents.models import Incident
from tests import factories
from tests.reader.live.trial.fresh import AWAKE

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_page_of_one_update_changes_in_its_place_and_leads_to_what_is_new(
    browser: Browser, live_server: LiveServer
) -> None:
    row = factories.long_story(3)
    page = browser.new_page()
    page.goto(f"{live_server.url}/news/{row.path}/updates/2/")
    expect(page.locator(".live-line-words")).to_contain_text("Live - checked")
    expect(page.get_by_role("button", name="Oldest first")).to_be_hidden()
    page.evaluate("window.kept = true")

    text = UpdateText(body="<p>Corrected words.</p>")
    update = row.updates.get(number=2)
    updates.edit(update, text, by=None, kind="correction", note="It was wrong.")
    row = Incident.objects.get(pk=row.pk)
    editing.edit(row, StoryEdit(headline="Another headline"), by=None, note="It is better.")
    factories.update(row)
    page.evaluate(AWAKE)
    expect(page.locator(".live-news button")).to_contain_text("1 new")

    expect(page.locator("[data-part=alone]")).to_contain_text("Corrected words.")
    expect(page.locator("[data-part=alone-head]")).to_contain_text("Another headline")
    assert page.evaluate("window.kept")
    page.locator(".live-news button").click()
    page.wait_for_url(f"{live_server.url}/news/{row.path}/#update-4")
    expect(page.locator("#update-4")).to_be_in_viewport()
    page.context.close()


def test_the_way_to_the_next_update_appears_on_the_page_of_the_one_before(
    browser: Browser, live_server: LiveServer
) -> None:
    row = factories.long_story(3)
    page = browser.new_page()
    page.goto(f"{live_server.url}/news/{row.path}/updates/3/")
    expect(page.locator(".live-line-words")).to_contain_text("Live - checked")
    following = page.locator(f"main a[href='/news/{row.path}/updates/4/']")
    expect(following).to_have_count(0)

    factories.update(row)
    page.evaluate(AWAKE)

    expect(following.first).to_be_visible()
    page.context.close()
