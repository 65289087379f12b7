"""Letting people in and out: invitations, roles, sessions, closed accounts."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from incidents.actions.drafts import outgoing
from incidents.actions.house import accounts
from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.refusals import NotAllowed
from incidents.actions.stories import lifecycle, updates
from incidents.models import Editor, Event, Incident, Right, Session
from tests import factories
from tests.desk.people.door import SECRET, confirm, sign_in


@pytest.fixture
def boss(db: None) -> Client:
    """A chief who has just typed the password once more."""
    factories.editor("boss", role="chief")
    browser = Client()
    sign_in(browser, "boss")
    confirm(browser)
    return browser


def press(browser: Client, person: Editor, act: str, **fields: str) -> int:
    """Press a button on somebody's page."""
    address = reverse("desk:person-act", args=[person.pk])
    return int(browser.post(address, {"act": act, **fields}).status_code)


def test_who_is_invited_sets_a_password_through_a_link_that_works_once(boss: Client) -> None:
    page = boss.post(reverse("desk:invite"), {"username": "nina", "role": "contributor"})
    link = re.search(r"http://testserver(/desk/login/welcome/[^<]+/)", page.content.decode())
    assert link is not None
    guest = Client()

    form = guest.get(link.group(1), follow=True)
    password = {"new_password1": "tulip-harbour-9", "new_password2": "tulip-harbour-9"}
    guest.post(form.request["PATH_INFO"], password)

    assert sign_in(guest, "nina", "tulip-harbour-9") == reverse("desk:home")
    again = Client().get(link.group(1), follow=True)
    assert b"no longer works" in again.content
    nina = Editor.objects.get(username="nina")
    assert (nina.role, nina.is_staff, nina.is_superuser) == ("contributor", True, False)
    events = Event.objects.filter(subject=f"editor-{nina.key}").order_by("id")
    assert [event.verb for event in events] == ["editor.invited", "password.set", "signed-in"]


def test_grave_acts_ask_for_the_password_once_more(db: None) -> None:
    factories.editor("boss", role="chief")
    person = factories.editor("nina")
    browser = Client()
    sign_in(browser, "boss")

    answer = browser.post(reverse("desk:person-act", args=[person.pk]), {"act": "deactivate"})

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert Editor.objects.get(pk=person.pk).is_active


def test_a_closed_account_is_out_at_once(boss: Client) -> None:
    nina = factories.editor("nina")
    theirs = Client()
    sign_in(theirs, "nina")
    assert theirs.get(reverse("desk:home")).status_code == 200

    press(boss, nina, "deactivate")

    assert theirs.get(reverse("desk:home")).status_code == 302
    assert sign_in(Client(), "nina") == ""
    assert not Session.objects.filter(editor=nina).exists()
    assert Event.objects.filter(verb="editor.deactivated", address="127.0.0.1").exists()
    press(boss, nina, "reactivate")
    assert sign_in(Client(), "nina") == reverse("desk:home")


def test_a_chief_ends_somebody_s_sessions(boss: Client) -> None:
    nina = factories.editor("nina")
    theirs = Client()
    sign_in(theirs, "nina")

    press(boss, nina, "sessions")

    assert theirs.get(reverse("desk:home")).status_code == 302
    assert boss.get(reverse("desk:home")).status_code == 200


def test_a_lost_second_factor_is_taken_away(boss: Client) -> None:
    nina = factories.editor("nina")
    TOTP.activate(nina, SECRET)

    press(boss, nina, "factor")

    assert sign_in(Client(), "nina") == reverse("desk:home")
    assert Event.objects.filter(verb="second-factor.reset").exists()


def test_one_ends_one_s_own_other_sessions(db: None) -> None:
    anna = factories.editor()
    here, there, elsewhere = Client(), Client(), Client()
    for browser in (here, there, elsewhere):
        sign_in(browser, "anna")
    keys = [browser.cookies["sessionid"].value for browser in (there, elsewhere)]
    page = here.get(reverse("desk:profile"))
    first = next(place for place in page.context["places"] if not place.here)

    here.post(reverse("desk:sessions"), {"session": first.handle})
    left = Session.objects.filter(editor=anna).count()
    here.post(reverse("desk:sessions"))

    assert left == 2
    assert here.get(reverse("desk:home")).status_code == 200
    assert there.get(reverse("desk:home")).status_code == 302
    assert elsewhere.get(reverse("desk:home")).status_code == 302
    assert all(key not in page.content.decode() for key in keys)


def test_a_new_password_ends_every_other_session(db: None) -> None:
    factories.editor()
    here, there = Client(), Client()
    sign_in(here, "anna")
    sign_in(there, "anna")

    new = {"new_password1": "tulip-harbour-9", "new_password2": "tulip-harbour-9"}
    here.post(reverse("desk:password"), {"old_password": "secret", **new})

    assert here.get(reverse("desk:home")).status_code == 200
    assert there.get(reverse("desk:home")).status_code == 302
    assert Session.objects.filter(expire_date__gt=timezone.now()).count() == 1
    assert Event.objects.filter(verb="password.changed").exists()


@pytest.mark.parametrize("above", ["chief", "auditor", "people"])
def test_a_user_manager_reaches_nobody_above_an_editor(db: None, above: str) -> None:
    manager = factories.editor("manager", role="people")
    high, low = factories.editor("high", role=above), factories.editor("low")

    for act in (accounts.deactivate, accounts.forget_second_factor, accounts.forget_password):
        with pytest.raises(NotAllowed):
            act(high, by=manager, address=None)
    with pytest.raises(NotAllowed):
        accounts.give_role(low, above, by=manager, address=None)
    with pytest.raises(NotAllowed):
        accounts.give_role(manager, "chief", by=manager, address=None)
    with pytest.raises(NotAllowed):
        accounts.invite("new", role=above, by=manager, address=None)
    with pytest.raises(NotAllowed):
        accounts.end_sessions(high, by=manager, address=None)
    assert accounts.give_role(low, "contributor", by=manager, address=None).role == "contributor"


def test_nobody_but_who_runs_the_site_touches_who_runs_the_site(db: None) -> None:
    chief = factories.editor("chief", role="chief")
    root = factories.editor("root", is_superuser=True)

    with pytest.raises(NotAllowed):
        accounts.deactivate(root, by=chief, address=None)
    with pytest.raises(NotAllowed):
        accounts.give_role(root, "contributor", by=chief, address=None)


def test_a_contributor_s_text_waits_for_an_editor(db: None) -> None:
    nina, story = factories.editor("nina", role="contributor"), factories.story()

    draft = factories.draft_update(story, "<p>Said to be calm.</p>", by=nina)

    with pytest.raises(NotAllowed, match="ask an editor"):
        outgoing.publish(draft, by=nina)
    with pytest.raises(NotAllowed):
        updates.post(story, UpdateText(body="<p>Calm.</p>"), by=nina)
    with pytest.raises(NotAllowed):
        lifecycle.retract(story, by=nina, note="Wrong.")
    assert Incident.objects.get(pk=story.pk).version_number == 1
    assert outgoing.publish(draft, by=factories.editor()).state == "published"


@pytest.mark.parametrize("role", ["auditor", "people"])
def test_who_does_not_write_cannot_even_draft(db: None, role: str) -> None:
    someone, story = factories.editor("someone", role=role), factories.story()

    with pytest.raises(NotAllowed):
        factories.draft_update(story, by=someone)
    with pytest.raises(NotAllowed):
        lifecycle.open_incident(StoryEdit(headline="New"), by=someone)


def test_a_contributor_sees_no_button_that_publishes(db: None, client: Client) -> None:
    client.force_login(factories.editor("nina", role="contributor"))
    update = factories.update(factories.story())
    story = reverse("desk:story", args=[update.incident_id])

    page = client.get(story).content.decode()

    assert "Save as draft" in page
    for words in ("Post update", "Retract", "End the story", 'data-key="s"', "Undo"):
        assert words not in page, words
    refused = client.post(reverse("desk:post", args=[update.incident_id]), {"body": "<p>Hm.</p>"})
    assert refused.status_code == 200


def test_an_auditor_sees_what_happened_around_an_account(db: None, client: Client) -> None:
    nina = factories.editor("nina")
    sign_in(Client(), "nina", "wrong")
    client.force_login(factories.editor("audit", role="auditor"))

    page = client.get(reverse("desk:person", args=[nina.pk])).content.decode()

    assert "a sign-in failed" in page
    assert "127.0.0.1" in page
    assert "Close the account" not in page
    assert Editor.objects.get(username="audit").rights == {Right.READ, Right.AUDIT}
