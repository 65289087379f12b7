"""Every act at the desk is written down with the address and the session it came from."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.drafts import releasing
from incidents.desk.permissions import handle
from incidents.models import Editor, Event, Session
from tests import factories

pytestmark = pytest.mark.django_db
HERE = "198.51.100.7"


def session_of(desk: Client) -> str:
    return handle(str(desk.session.session_key))


def test_an_act_that_readers_see_names_its_place(desk: Client, anna: Editor) -> None:
    story = factories.story()

    desk.post(
        reverse("desk:end", args=[story.pk]), {"status_line": "", "note": ""}, REMOTE_ADDR=HERE
    )

    event = Event.objects.exclude(version=None).latest("id")
    assert (event.verb, event.by, event.address) == ("incident.ended", anna, HERE)
    assert event.session == session_of(desk)


def test_an_act_that_readers_do_not_see_names_it_as_well(desk: Client) -> None:
    draft = factories.draft()

    desk.post(reverse("desk:discard", args=[draft.pk]), REMOTE_ADDR=HERE)

    event = Event.objects.get(verb="incident.discarded")
    assert (event.address, event.session) == (HERE, session_of(desk))


def test_so_does_the_administration(desk: Client) -> None:
    desk.post("/admin/incidents/topic/add/", {"name": "Border", "kind": "other"}, REMOTE_ADDR=HERE)

    event = Event.objects.get(verb="topic.created")
    assert (event.address, event.session) == (HERE, session_of(desk))


def test_signing_in_is_the_first_act_of_its_session(client: Client, anna: Editor) -> None:
    client.post(reverse("account_login"), {"login": "anna", "password": "secret"}, REMOTE_ADDR=HERE)

    event = Event.objects.get(verb="signed-in")
    assert (event.address, event.session) == (HERE, session_of(client))


def test_what_nobody_sends_comes_from_nowhere(anna: Editor) -> None:
    story = factories.story()
    releasing.stop_everything(story, by=anna)

    for event in Event.objects.all():
        assert (event.address, event.session) == (None, "")


def test_the_key_of_a_session_is_never_written_down(desk: Client) -> None:
    desk.post(reverse("desk:discard", args=[factories.draft().pk]))

    keys = set(Session.objects.values_list("session_key", flat=True))
    assert keys
    assert not keys & set(Event.objects.values_list("session", flat=True))
