"""Correcting, choosing, undoing and restoring in a real browser."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.stories import editing, updates
from incidents.models import Editor, Incident, Update, Version
from incidents.record.ledger import standing
from incidents.record.reading import corrections
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

LEAD = "<p>Seven people were hurt. The road is closed. The ministry is silent.</p>"

Open = Callable[..., Page]


@pytest.fixture
def windows(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Opens a window in which an editor is signed in, with script or without."""
    opened: list[BrowserContext] = []
    wrong: list[str] = []

    def window(editor: Editor, *, script: bool = True) -> Page:
        client = Client()
        client.force_login(editor)
        context = browser.new_context(base_url=live_server.url, java_script_enabled=script)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        return page

    yield window
    for context in opened:
        context.close()
    assert wrong == []


@pytest.fixture
def story() -> Incident:
    return factories.story(lead=LEAD)


def rewrite(page: Page, old: str, new: str, kind: str = "correction") -> None:
    """Change a word of the report in an open form, and say why."""
    page.locator(".prose-text").first.evaluate(
        "(text, [old, fresh]) => { text.innerHTML = text.innerHTML.replace(old, fresh) }",
        [old, new],
    )
    page.get_by_label("What kind of change is it?").select_option(kind)
    page.get_by_label("Note for readers").fill("A new figure.")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_correction_says_what_was_wrong_and_who_noticed(windows: Open, story: Incident) -> None:
    page = windows(factories.editor())
    page.goto(f"/desk/{story.pk}/text/")

    rewrite(page, "Seven", "Nine", kind="clarification")
    hidden = page.get_by_label("What was wrong").is_hidden()
    page.get_by_label("What kind of change is it?").select_option("correction")
    page.get_by_label("What was wrong").fill("Seven hurt")
    page.get_by_label("A reader").check()
    page.get_by_label("It undermines the story").check()
    save(page)

    expect(page.locator(".messages")).to_contain_text("Saved")
    error = corrections(standing(story.pk, keys=["correction"])["correction"].value)[0]
    assert hidden
    assert (error.wrong, error.noticed, error.grave) == ("Seven hurt", "reader", True)
    assert error.right == "Nine people were hurt."


def test_a_typo_that_changes_a_number_is_confirmed(windows: Open, story: Incident) -> None:
    page = windows(factories.editor())
    page.goto(f"/desk/{story.pk}/text/")

    rewrite(page, "Seven", "Nine", kind="typo")
    offered = page.get_by_label("Yes, it is only a typo").count()
    save(page)
    box = page.get_by_label("Yes, it is only a typo")
    reasons = page.locator(".doubt-reasons li")
    expect(reasons).to_have_text(["A number changed: “Seven” became “Nine”."])
    expect(page.locator(".prose-text").first).to_contain_text("Nine people")
    box.check()
    save(page)

    expect(page.locator(".messages")).to_contain_text("Saved")
    assert offered == 0
    assert Version.objects.latest("position").kind == "typo"


@pytest.mark.parametrize("script", [True, False])
def test_two_editors_at_one_sentence_choose_by_keyboard(
    windows: Open, story: Incident, *, script: bool
) -> None:
    anna, boris = factories.editor(), factories.editor("boris", first_name="Boris")
    mine = windows(anna, script=script)
    mine.goto(f"/desk/{story.pk}/text/")
    theirs = windows(boris)
    theirs.goto(f"/desk/{story.pk}/text/")
    rewrite(theirs, "Seven", "Eight")
    save(theirs)
    expect(theirs.locator(".messages")).to_contain_text("Saved")

    if script:
        rewrite(mine, "Seven", "Nine")
    else:
        mine.locator("textarea[name=lead]").fill(LEAD.replace("Seven", "Nine"))
        mine.get_by_label("What kind of change is it?").select_option("correction")
        mine.get_by_label("Note for readers").fill("A new figure.")
    save(mine)
    expect(mine.locator(".chooser")).to_contain_text("The road is closed.")
    yours = mine.get_by_role("radio", name="Yours")
    assert mine.locator(".chooser :checked").count() == 0
    yours.focus()
    mine.keyboard.press("Space")
    save(mine)

    expect(mine.locator(".messages")).to_contain_text("Merged with what Boris Editor changed")
    story.refresh_from_db()
    assert story.lead == LEAD.replace("Seven", "Nine")


def test_the_same_editor_s_two_tabs_do_not_overwrite_each_other(
    windows: Open, story: Incident
) -> None:
    first = windows(factories.editor())
    second = first.context.new_page()
    for page in (first, second):
        page.goto(f"/desk/{story.pk}/text/")
    rewrite(first, "closed", "open")
    save(first)
    expect(first.locator(".messages")).to_contain_text("Saved")

    rewrite(second, "Seven", "Nine")
    save(second)

    expect(second.locator(".messages")).to_contain_text("Merged with what Anna Editor changed")
    story.refresh_from_db()
    assert story.lead == LEAD.replace("Seven", "Nine").replace("closed", "open")


def test_an_old_change_is_undone_and_later_ones_stay(windows: Open, story: Incident) -> None:
    for old, new in (("Seven", "Nine"), ("closed", "open")):
        story.refresh_from_db()
        edit = StoryEdit(lead=story.lead.replace(old, new))
        editing.edit(story, edit, by=None, kind="correction", note="New.")
    page = windows(factories.editor())

    page.goto(f"/desk/{story.pk}/changes/")
    page.get_by_role("link", name="Undo this change… (version 2)").click()
    expect(page.locator(".return-piece ins")).to_contain_text("Seven")
    page.get_by_label("Why, for readers").fill("It was right before.")
    page.get_by_role("button", name="Undo version 2").click()

    expect(page.locator(".messages")).to_contain_text("Version 2 is undone")
    story.refresh_from_db()
    assert story.lead == LEAD.replace("closed", "open")


def test_an_undone_change_that_was_changed_again_is_chosen(windows: Open, story: Incident) -> None:
    for number in ("Nine", "Eleven"):
        edit = StoryEdit(lead=LEAD.replace("Seven", number))
        editing.edit(story, edit, by=None, kind="correction", note="New.")
    page = windows(factories.editor())

    page.goto(f"/desk/{story.pk}/changes/2/undo/")
    page.get_by_label("As it was before version 2").check()
    page.get_by_label("Why, for readers").fill("It was right before.")
    page.get_by_role("button", name="Undo version 2").click()

    expect(page.locator(".messages")).to_contain_text("Version 2 is undone")
    story.refresh_from_db()
    assert story.lead == LEAD


def test_a_version_is_restored_and_what_was_confirmed_is_what_happens(
    windows: Open, story: Incident
) -> None:
    edit = StoryEdit(lead="<p>Nothing.</p>")
    editing.edit(story, edit, by=None, kind="correction", note="New.")
    page = windows(factories.editor())

    page.goto(f"/desk/{story.pk}/changes/1/restore/")
    updates.post(story, UpdateText(body="<p>Meanwhile.</p>"), by=None)
    page.get_by_label("Why, for readers").fill("It was right before.")
    page.get_by_role("button", name="Restore version 1").click()
    expect(page.get_by_role("alert")).to_contain_text("The story was changed meanwhile")
    expect(page.get_by_label("Why, for readers")).to_have_value("It was right before.")
    expect(page.locator(".return-changes")).to_contain_text("Update 1")
    page.get_by_role("button", name="Restore version 1").click()

    expect(page.locator(".messages")).to_contain_text("stands again as at version 1")
    story.refresh_from_db()
    assert story.lead == LEAD
    assert Update.objects.get().state == "retracted"
