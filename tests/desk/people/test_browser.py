"""A passkey and a code in a real browser, under the strict policy."""

import re
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from incidents.models import Event
from tests import factories
from tests.desk.people.door import code

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window on localhost, where browsers allow passkeys, with a key built in."""
    address = re.sub(r"//[^:/]+", "//localhost", live_server.url)
    context = browser.new_context(base_url=address)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    developer = context.new_cdp_session(page)
    developer.send("WebAuthn.enable")
    built_in = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    developer.send("WebAuthn.addVirtualAuthenticator", {"options": built_in})
    yield page
    context.close()
    assert wrong == []


def sign_in(page: Page) -> None:
    page.goto("/desk/login/")
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Password").fill("secret")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/desk/(login/second/)?$"))


def confirm(page: Page) -> None:
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Go on").click()


def test_a_passkey_is_made_and_signs_in_by_itself(page: Page) -> None:
    factories.editor()
    sign_in(page)
    page.goto("/desk/second-factor/")
    page.get_by_role("link", name="Add a passkey").click()
    confirm(page)
    page.get_by_label("What you call it").fill("Laptop")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/desk/second-factor/")
    expect(page.get_by_role("link", name="Rename Laptop")).to_be_visible()
    page.locator("summary").click()
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("button", name="Sign in with a passkey").click()

    page.wait_for_url(re.compile("/desk/$"))
    held = Authenticator.objects.get(type="webauthn")
    assert held.last_used_at is not None
    assert held.wrap().is_passwordless
    verbs = list(Event.objects.order_by("id").values_list("verb", flat=True))
    assert verbs[-2:] == ["signed-out", "signed-in"]
    assert "second-factor.key_added" in verbs


def test_the_passkey_is_the_second_step_after_the_password(page: Page) -> None:
    factories.editor()
    sign_in(page)
    page.goto("/desk/second-factor/key/")
    confirm(page)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.locator("summary").click()
    page.get_by_role("button", name="Sign out").click()

    sign_in(page)
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url(re.compile("/desk/$"))


def test_an_app_shows_codes_that_sign_in(page: Page) -> None:
    factories.editor()
    sign_in(page)
    page.goto("/desk/second-factor/app/")
    confirm(page)
    secret = page.locator(".app-secret").inner_text()
    page.get_by_label("The code that the app shows now").fill(code(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    recovery = page.locator(".recovery-codes code").first.inner_text()
    page.locator("summary").click()
    page.get_by_role("button", name="Sign out").click()

    sign_in(page)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()

    page.wait_for_url(re.compile("/desk/$"))
