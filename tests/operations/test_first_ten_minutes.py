"""The first ten minutes of a newcomer, walked through the demo newsroom in a browser."""

import json
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Incident
from incidents.operations.demo import karabakh_2017
from tests import factories
from tests.desk.prose_box import prose_box

STORY = f"/news/{karabakh_2017.PATH}/"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone at the door of the demo newsroom; what a script or the policy breaks fails."""
    call_command("demo", verbosity=0)
    factories.editor(is_superuser=True)
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 360, "height": 780}, reduced_motion="reduce"
    )
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def test_a_reader_finds_the_story_its_sources_and_what_became_of_it(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="(Updated 5)").first.click()
    page.wait_for_url(f"**{STORY}")

    main = page.locator("main")
    newest = main.get_by_role("heading", name="Update 5 - 1800 CET")
    expect(newest).to_be_in_viewport()
    expect(main.get_by_text("Corrected at 1452 CET")).to_be_visible()
    for name in ("Sources", "Changes", "Related"):
        expect(main.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(main.get_by_text("Context:").first).to_be_visible()
    expect(main.get_by_text("Formats:").first).to_be_visible()


def test_a_reader_compares_two_versions_and_opens_a_frozen_one(page: Page) -> None:
    page.goto(f"{STORY}changes/")
    page.get_by_label("Compare from version 2", exact=True).check()
    page.get_by_label("Compare to version 5", exact=True).check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(f"**{STORY}changes/2..5/")

    assert page.locator(".comparison-prose ins").all_inner_texts() == ["at least "]
    assert page.locator(".comparison-prose del").count() == 0
    expect(page.locator(".comparison-sentence")).not_to_be_empty()

    page.goto(f"{STORY}changes/2/")
    expect(page.locator("main")).to_contain_text("You are reading version 2 frozen as it stood")


def test_an_editor_posts_corrects_retracts_restores_and_renames(page: Page) -> None:
    sign_in(page)
    expect(page.get_by_role("link", name="New incident")).to_be_visible()
    page.get_by_role("link", name="Continue").click()

    post(page)
    correct(page)
    retract_and_restore(page)
    rename(page)
    correct_in_the_administration(page)

    story = Incident.objects.get(addresses__path=karabakh_2017.PATH)
    kinds = story.versions.filter(number__gt=14).order_by("number").values_list("kind", flat=True)
    assert list(kinds) == [
        *("update", "correction", "retraction", "restoration", "headline", "correction")
    ]
    machines_read_it(page, story)
    assert verified().splitlines()[0] == "All 5 chains hold (58 versions)"


def sign_in(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")


def post(page: Page) -> None:
    """Two sentences and a source, in the box where the cursor stands."""
    box = prose_box(page, "What has happened")
    expect(box).to_be_focused()
    page.keyboard.type("The night stays calm. Seven shots are counted.")
    page.get_by_label("Who says so").fill("Agency")
    page.get_by_label("Title", exact=True).fill("A calm night")
    page.get_by_role("button", name="Post update").click()
    expect(page.get_by_role("status")).to_contain_text("Update 6 published - View - Correct")


def correct(page: Page) -> None:
    """A figure is corrected: without kind and note the form comes back as it was typed."""
    page.get_by_role("status").get_by_role("link", name="Correct").click()
    box = prose_box(page, "What has happened")
    box.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("The night stays calm. Nine shots are counted.")
    save = page.get_by_role("button", name="Save the change")
    save.click()
    expect(box).to_contain_text("Nine shots")

    page.get_by_label("What kind of change is it?").select_option("correction")
    page.get_by_label("Note for readers").fill("The agency counts nine.")
    save.click()
    expect(page.get_by_role("status")).to_be_visible()


def retract_and_restore(page: Page) -> None:
    """The number stays, with the reason in its place; then the text is back."""
    page.get_by_role("link", name="Retract Update 6").click()
    page.get_by_label("Reason, for readers").fill("The agency withdrew its report.")
    page.get_by_role("button", name="Retract").click()
    expect(page.get_by_role("status")).to_be_visible()
    read_anew(page)
    expect(page.locator("#update-6")).to_contain_text("The agency withdrew its report.")

    page.goto("/desk/")
    page.get_by_role("link", name="Continue").click()
    page.locator("#update-6").get_by_role("link", name="Restore").click()
    page.get_by_label("Reason, for readers").fill("The agency stands by it.")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("status")).to_be_visible()
    read_anew(page)
    expect(page.locator("#update-6")).to_contain_text("Nine shots")


def read_anew(page: Page) -> None:
    """The story; reloaded, because a browser may show for some seconds what it has kept."""
    page.goto(STORY)
    page.reload()


def rename(page: Page) -> None:
    """The address follows the headline, and the old one leads to it."""
    page.goto("/desk/")
    page.get_by_role("link", name="Continue").click()
    page.get_by_role("link", name="Edit headline and report").click()
    page.get_by_label("Headline", exact=True).fill("A calm night follows")
    page.get_by_label("Move the address with the headline").check()
    page.get_by_label("Note for readers").fill("The news is the calm now.")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("status")).to_be_visible()
    read_anew(page)
    page.wait_for_url("**/news/2017/02/25/a-calm-night-follows/")


def correct_in_the_administration(page: Page) -> None:
    """The same rules at the other door."""
    update = Incident.objects.get(addresses__path=karabakh_2017.PATH).updates.get(number=6)
    page.goto(f"/admin/incidents/update/{update.pk}/change/")
    page.get_by_label("Headline", exact=False).first.fill("A calm night")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("say what kind of change", exact=False).first).to_be_visible()

    page.get_by_label("What kind of change is it?").select_option("correction")
    page.get_by_label("Note for readers").fill("It had no headline.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/admin/incidents/update/")


def machines_read_it(page: Page, story: Incident) -> None:
    """JSON, Markdown and the API tell the same."""
    told = json.loads(page.request.get(f"/news/{story.path}.json").text())
    assert told["title"] == "A calm night follows (Updated 6)"
    assert "Nine shots" in page.request.get(f"/news/{story.path}.md").text()
    found = page.request.get(f"/api/v1/incidents/{story.key}/")
    assert found.ok
    assert "A calm night follows" in found.text()


def verified() -> str:
    out = StringIO()
    call_command("verify_history", stdout=out)
    return out.getvalue().strip()
