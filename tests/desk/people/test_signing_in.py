"""Through the door: with a password, with a code, and not too often in vain."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from incidents.models import Editor, Event, Session
from tests import factories
from tests.desk.people.door import SECRET, code, confirm, sign_in

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def anna(db: None) -> Editor:
    return factories.editor()


def verbs() -> list[str]:
    """What was written down around accounts, the oldest first."""
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_who_signs_in_is_seen_with_browser_and_address(anna: Editor, client: Client) -> None:
    answer = client.post(
        reverse("account_login"),
        {"login": "anna", "password": "secret"},
        headers={"user-agent": FIREFOX},
    )

    session = Session.objects.get()
    assert answer["Location"] == reverse("desk:home")
    assert (session.editor, session.address, session.browser) == (anna, "127.0.0.1", FIREFOX)
    assert session.signed_in_at is not None
    event = Event.objects.get(verb="signed-in")
    assert (event.by, event.address, event.subject) == (anna, "127.0.0.1", f"editor-{anna.key}")


def test_a_failed_sign_in_is_written_down_without_what_was_typed(
    anna: Editor, client: Client
) -> None:
    sign_in(client, "anna", "wrong")
    sign_in(client, "my-password-by-mistake", "anna")

    known, unknown = Event.objects.filter(verb="sign-in.failed").order_by("id")
    assert (known.subject, known.by) == (f"editor-{anna.key}", None)
    assert unknown.subject == ""


def test_five_failures_lock_one_name_at_one_address_and_say_until_when(
    anna: Editor, client: Client
) -> None:
    factories.editor("boris")
    for _ in range(5):
        answer = client.post(reverse("account_login"), {"login": "anna", "password": "wrong"})

    assert answer.status_code == 429
    assert "in 15 minutes" in " ".join(answer.content.decode().split())
    assert 0 < int(answer["Retry-After"]) <= 900
    assert sign_in(client, "Anna") == ""
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "anna") == reverse("desk:home")
    assert sign_in(Client(), "boris") == reverse("desk:home")


def test_all_addresses_of_one_home_count_as_one(anna: Editor) -> None:
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"2001:db8:1:2::{number + 1}"), "anna", "wrong")

    assert sign_in(Client(REMOTE_ADDR="2001:db8:1:2::9"), "anna") == ""
    assert sign_in(Client(REMOTE_ADDR="2001:db8:1:3::9"), "anna") == reverse("desk:home")


def test_a_lock_ends_by_itself(anna: Editor, client: Client) -> None:
    for _ in range(5):
        sign_in(client, "anna", "wrong")
    for attempt in AccessAttempt.objects.all():
        attempt.attempt_time -= timedelta(minutes=16)
        attempt.save()

    assert sign_in(client, "anna") == reverse("desk:home")


def test_who_has_left_does_not_learn_that_the_password_is_right(client: Client, db: None) -> None:
    factories.editor("left", is_active=False)
    factories.editor("reader", is_staff=False)

    for name in ("left", "reader", "nobody"):
        answer = client.post(reverse("account_login"), {"login": name, "password": "secret"})
        assert "may not use the desk" in answer.content.decode(), name
    assert not Session.objects.filter(editor__isnull=False).exists()


def test_an_app_is_set_up_and_its_code_asked_for(
    anna: Editor,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    sign_in(client, "anna")
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    client.post(reverse("desk:logout"))
    step = sign_in(client, "anna")

    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert b"data:image/svg+xml" in page.content
    assert step == reverse("mfa_authenticate")
    assert client.get(reverse("desk:home")).status_code == 302
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    answer = client.post(reverse("mfa_authenticate"), {"code": recovery})
    assert answer["Location"] == reverse("desk:home")
    assert verbs()[:3] == ["signed-in", "second-factor.app_added", "signed-out"]


def test_wrong_codes_lock_out_like_wrong_passwords(anna: Editor, client: Client) -> None:
    TOTP.activate(anna, SECRET)
    sign_in(client, "anna")

    answers = [client.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(5)]
    right = client.post(reverse("mfa_authenticate"), {"code": code()})

    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert right.status_code == 429
    assert client.get(reverse("desk:home")).status_code == 302


def test_a_required_second_factor_is_set_up_before_anything_else(
    anna: Editor, client: Client, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(client, "anna")

    for place in (reverse("desk:home"), reverse("admin:index"), reverse("desk:profile")):
        answer = client.get(place)
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index")), place
    assert client.get(reverse("mfa_index")).status_code == 200
    confirm(client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    TOTP.activate(anna, SECRET)
    assert client.get(reverse("desk:home")).status_code == 200


def test_no_script_stands_in_the_pages_of_the_door(anna: Editor, client: Client) -> None:
    answer = client.get(reverse("account_login"))

    policy = answer["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert b"onclick" not in answer.content
    assert answer["Cache-Control"] == "no-store"


def test_the_administration_has_no_door_of_its_own(anna: Editor, client: Client) -> None:
    wanted = reverse("admin:incidents_topic_changelist")

    answer = client.get(wanted, follow=True)

    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))
    done = client.post(
        reverse("account_login"), {"login": "anna", "password": "secret", "next": wanted}
    )
    assert done["Location"] == wanted
