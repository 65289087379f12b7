"""An address that was copied out of a sentence, with the sign that stood after it."""

from functools import partial
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing, lifecycle
from incidents.models import Incident
from tests import factories
from tests.conftest import Once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def story(once: Once) -> str:
    return f"/news/{once(partial(factories.long_story, 2)).path}"


def led(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.headers.get("Location", "")


@pytest.mark.parametrize("sign", [".", "...", ",", ";", ":", "!", ")", ").", "\u201d", "\u3002"])
def test_the_sign_after_an_address_is_left_out(client: Client, story: str, sign: str) -> None:
    status, address = led(client, f"{story}{quote(sign)}/")

    assert (status, address) == (301, f"{story}/")


def test_without_a_closing_slash_it_is_left_out_too(client: Client, story: str) -> None:
    response = client.get(f"{story}.", follow=True)

    assert response.status_code == 200
    assert response.redirect_chain[-1] == (f"{story}/", 301)


@pytest.mark.parametrize("below", [".json", "/updates/1/", "/changes/2.md", "/changes/?kind=typo"])
def test_what_is_asked_for_below_the_story_stays(client: Client, story: str, below: str) -> None:
    assert led(client, f"{story}.{below}") == (301, f"{story}{below}")


def test_a_former_address_with_a_sign_leads_to_the_story_as_well(
    client: Client, story: str
) -> None:
    incident = Incident.objects.get()
    edit = StoryEdit(headline="Calm returns", move=True)
    editing.edit(incident, edit, by=None, note="Calm again.")
    incident.refresh_from_db()

    assert led(client, f"{story}./") == (301, f"/news/{incident.path}/")


def test_a_sign_that_belongs_to_an_address_is_no_sign_of_a_sentence(client: Client) -> None:
    story = factories.draft("The end.")
    dotted = "2017/02/25/the-end."
    lifecycle.publish(story, by=None, address=dotted)

    assert client.get(f"/news/{dotted}/").status_code == 200


@pytest.mark.parametrize("name", ["nothing-of-the-sort.", ".", "...", ")"])
def test_no_story_is_made_up_for_a_sign(client: Client, story: str, name: str) -> None:
    response = client.get(f"/news/2017/02/25/{name}/")

    assert response.status_code == 404
    assert b'href="/topics/"' in response.content


def test_a_draft_is_not_given_away_by_a_sign(client: Client) -> None:
    draft = factories.draft("Not yet")

    assert client.get(f"/news/{draft.date:%Y/%m/%d}/not-yet./").status_code == 404


def test_only_an_address_with_a_sign_costs_another_question(client: Client) -> None:
    with CaptureQueriesContext(connection) as plain:
        client.get("/news/2017/02/25/nothing-at-all/")
    with CaptureQueriesContext(connection) as signed:
        client.get("/news/2017/02/25/nothing-at-all./")

    assert len(signed) == len(plain) + 1
