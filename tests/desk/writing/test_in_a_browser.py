"""Writing in a real browser: nothing typed is lost, whatever breaks, and the keyboard is enough."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Draft, Editor, Incident, Update, Version
from tests import factories
from tests.desk.prose_box import prose_box

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>Seven people were hurt. The road is closed.</p>"

Open = Callable[[Editor], BrowserContext]


@pytest.fixture
def window(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Opens a browser in which an editor is signed in; a script that breaks fails the test."""
    opened: list[BrowserContext] = []
    wrong: list[str] = []

    def signed_in(editor: Editor) -> BrowserContext:
        client = Client()
        client.force_login(editor)
        context = browser.new_context(base_url=live_server.url)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        opened.append(context)
        return context

    yield signed_in
    for context in opened:
        context.close()
    assert wrong == []


@pytest.fixture
def update() -> Update:
    return factories.update(factories.story(), BODY)


def correcting(context: BrowserContext, update: Update) -> Page:
    """The page on which the update is corrected, ready to be written on."""
    page = context.new_page()
    page.goto(f"/desk/{update.incident_id}/updates/{update.pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    return page


def rewrite(page: Page, old: str, new: str) -> None:
    page.locator(".prose-text").first.evaluate(
        "(text, [old, fresh]) => { text.innerHTML = text.innerHTML.replace(old, fresh) }",
        [old, new],
    )


def explain(page: Page) -> None:
    page.get_by_label("What kind of change is it?").select_option("correction")
    page.get_by_label("Note for readers").fill("A new figure.")


def test_a_correction_keeps_itself_and_is_taken_up_again(window: Open, update: Update) -> None:
    context = window(factories.editor())
    page = correcting(context, update)

    rewrite(page, "Seven", "Nine")
    expect(page.locator("[data-autosave-said]")).to_contain_text("s ago", timeout=6000)
    page.get_by_label("Note for readers").fill("The hospital")
    page.close(run_before_unload=True)
    again = correcting(context, update)
    expect(again.locator(".desk-begun")).to_contain_text("You began a correction of Update 1")
    again.get_by_role("link", name="Go on with it").click()

    expect(again.get_by_label("Note for readers")).to_have_value("The hospital")
    expect(prose_box(again, "What has happened")).to_contain_text("Nine people")
    assert Version.objects.count() == 2


def test_with_the_line_cut_writing_goes_on_and_is_saved_when_it_is_back(
    window: Open, update: Update
) -> None:
    context = window(factories.editor())
    page = correcting(context, update)

    context.set_offline(True)
    rewrite(page, "Seven", "Nine")
    said = page.locator("[data-autosave-said]")
    expect(said).to_contain_text("kept in this browser")
    offline = Draft.objects.count()
    context.set_offline(False)

    expect(said).to_contain_text("s ago")
    assert (offline, Draft.objects.get().words.strip()) == (0, BODY.replace("Seven", "Nine"))


def test_after_an_expired_sign_in_the_same_page_goes_on(window: Open, update: Update) -> None:
    context = window(factories.editor())
    page = correcting(context, update)
    context.clear_cookies()
    rewrite(page, "Seven", "Nine")
    said = page.locator("[data-autosave-said]")
    expect(said).to_contain_text("sign in again in another tab")

    other = context.new_page()
    other.goto("/desk/login/")
    other.get_by_label("Username").fill("anna")
    other.get_by_label("Password").fill("secret")
    other.keyboard.press("Enter")
    other.wait_for_url("**/desk/")

    expect(said).to_contain_text("s ago")
    assert Draft.objects.get().words.strip() == BODY.replace("Seven", "Nine")


def test_what_was_typed_without_a_line_is_a_draft_when_the_page_opens_again(
    window: Open, update: Update
) -> None:
    context = window(factories.editor())
    page = correcting(context, update)
    context.set_offline(True)
    rewrite(page, "Seven", "Nine")
    expect(page.locator("[data-autosave-said]")).to_contain_text("kept in this browser")
    page.close()
    context.set_offline(False)

    again = correcting(context, update)
    again.get_by_role("link", name="A text that was not saved is among the drafts now").click()

    expect(prose_box(again, "What has happened")).to_contain_text("Nine people")
    assert Draft.objects.get().base == 2


def test_a_held_correction_counts_down_and_is_stopped(window: Open, update: Update) -> None:
    Incident.objects.update(hold_seconds=60)
    page = correcting(window(factories.editor()), update)

    rewrite(page, "Seven", "Nine")
    explain(page)
    page.get_by_role("button", name="Save the change").click()
    expect(page.locator(".countdown")).to_contain_text("in ")
    page.get_by_role("link", name="Stop Change of Update 1").click()
    page.get_by_role("button", name="Stop").click()

    expect(page.locator(".messages")).to_contain_text("it is a draft again")
    assert (Draft.objects.get().state, Update.objects.get().body) == ("draft", BODY)


def test_whoever_corrects_sees_who_else_is_here_and_no_change_of_their_own(
    window: Open, update: Update
) -> None:
    other = window(factories.editor("boris", first_name="Boris")).new_page()
    other.goto(f"/desk/{update.incident_id}/")
    expect(other.locator("[data-here]")).to_be_hidden()
    page = correcting(window(factories.editor()), update)

    rewrite(page, "Seven", "Nine")
    expect(page.locator("[data-autosave-said]")).to_contain_text("s ago")

    expect(page.locator("[data-here]")).to_contain_text("Boris Editor")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    with page.expect_response("**/state/**"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-changed]")).to_be_hidden()


def test_two_tabs_of_one_editor_lose_nothing(window: Open, update: Update) -> None:
    context = window(factories.editor())
    first, second = correcting(context, update), correcting(context, update)
    for page, number in ((first, "Eight"), (second, "Nine")):
        rewrite(page, "Seven", number)
        explain(page)

    first.get_by_role("button", name="Save the change").click()
    expect(first.locator(".messages")).to_contain_text("Update 1 saved")
    second.get_by_role("button", name="Save the change").click()
    expect(second.locator(".chooser")).to_be_visible()
    states = sorted(Draft.objects.values_list("state", flat=True))
    second.get_by_role("radio", name="Yours").check()
    second.get_by_role("button", name="Save the change").click()

    expect(second.locator(".messages")).to_contain_text("Merged with what Anna Editor changed")
    assert states == ["draft", "published"]
    assert Update.objects.get().body == BODY.replace("Seven", "Nine")


def test_from_the_sign_in_to_the_third_update_by_keyboard_alone(
    browser: Browser, live_server: LiveServer
) -> None:
    factories.editor()
    story = factories.story()
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto(f"/desk/login/?next=/desk/{story.pk}/")

    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type("secret")
    page.keyboard.press("Enter")
    for number in (1, 2, 3):
        expect(prose_box(page, "What has happened")).to_be_focused()
        page.keyboard.type(f"Report number {number}.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".messages")).to_contain_text(f"Update {number} published")

    bodies = Update.objects.order_by("number").values_list("body", flat=True)
    assert list(bodies) == [f"<p>Report number {number}.</p>" for number in (1, 2, 3)]
    context.close()


def test_posting_waits_for_what_is_being_saved_and_never_meets_itself(window: Open) -> None:
    page = window(factories.editor()).new_page()
    page.goto(f"/desk/{factories.story().pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.keyboard.type("The bridge is closed.")
    expect(page.locator("[data-autosave-said]")).to_contain_text("s ago", timeout=6000)
    late: list[tuple[Route, APIResponse]] = []

    def answered_late(route: Route) -> None:
        late.append((route, route.fetch()))

    with page.expect_request("**/keep/"):
        page.route("**/keep/", answered_late, times=1)
        page.keyboard.type(" The tunnel, too.")
    while not late:
        page.wait_for_timeout(50)
    page.keyboard.type(" Nobody is hurt.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(200)
    route, answer = late[0]
    route.fulfill(response=answer)

    expect(page.locator(".messages")).to_contain_text("Update 1 published", timeout=10000)
    assert Update.objects.get().body == (
        "<p>The bridge is closed. The tunnel, too. Nobody is hurt.</p>"
    )


def test_tab_goes_from_the_headline_into_the_text_and_alt_f10_to_its_buttons(window: Open) -> None:
    page = window(factories.editor()).new_page()
    page.goto("/desk/new/")
    text = prose_box(page, "Initial report")
    expect(text).to_be_visible()

    page.keyboard.type("Fire in the harbour")
    page.keyboard.press("Tab")
    page.keyboard.type("A fire broke out.")
    expect(text).to_have_text("A fire broke out.", timeout=5000)
    page.keyboard.press("Control+A")
    page.keyboard.press("Alt+F10")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="bold")).to_be_focused()
    page.keyboard.press("Enter")

    expect(text.locator("strong")).to_have_text("A fire broke out.")


def test_with_the_line_cut_the_button_leaves_the_text_where_it_is(window: Open) -> None:
    context = window(factories.editor())
    page = context.new_page()
    page.goto(f"/desk/{factories.story().pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    said = page.locator("[data-autosave-said]")
    page.keyboard.type("The line to the port is closed.")
    expect(said).to_contain_text("s ago", timeout=6000)

    context.set_offline(True)
    page.keyboard.type(" Trains end at the river.")
    expect(said).to_contain_text("No connection", timeout=6000)
    page.keyboard.press("Control+Enter")
    expect(said).to_contain_text("nothing was sent", timeout=6000)
    context.set_offline(False)
    page.keyboard.press("Control+Enter")

    expect(page.locator(".messages")).to_contain_text("Update 1 published", timeout=10000)
    assert Update.objects.get().body == (
        "<p>The line to the port is closed. Trains end at the river.</p>"
    )
