"""What an import could only guess is not listed among what was put right."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.inputs import UpdateText
from incidents.actions.stories import updates
from tests import factories


@pytest.mark.django_db
def test_a_clarification_that_was_inferred_is_in_no_list_of_corrections(client: Client) -> None:
    update = factories.update(factories.story(), "<p>Eight people.</p>")
    for body, origin in (("<p>Nine people.</p>", "imported"), ("<p>Ten people.</p>", "newsroom")):
        text = UpdateText(body=body)
        updates.edit(update, text, by=None, kind="clarification", note="Clearer.", origin=origin)

    listed = client.get("/corrections.json").json()["changes"]
    everything = client.get("/changes.json?kind=clarification").json()["changes"]
    told = client.get(reverse("syndication:corrections")).json()["results"]

    assert len(everything) == 2
    assert [change["version"] for change in listed] == [4]
    assert len(told) == 1


@pytest.mark.django_db
def test_a_month_of_guesses_alone_is_not_offered(client: Client) -> None:
    update = factories.update(factories.story(), "<p>Eight people.</p>")
    text = UpdateText(body="<p>Nine people.</p>")
    updates.edit(update, text, by=None, kind="clarification", note="Clearer.", origin="imported")

    assert client.get("/corrections.json").json()["months"] == []
