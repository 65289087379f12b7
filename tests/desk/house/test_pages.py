"""The pages about the newsroom at the desk: made, changed, and never written over unseen."""

import pytest
from django.test import Client

from incidents.actions.house import notice
from incidents.actions.house.notice import Wording
from incidents.models import Editor, SitePage
from tests import factories

pytestmark = pytest.mark.django_db
FORM = {"title": "Ethics", "body": "<p>We name them.</p>", "order": "2", "in_footer": "on"}


@pytest.fixture
def desk(client: Client) -> Client:
    """A chief editor at the desk."""
    client.force_login(factories.editor("chief", role=Editor.Role.CHIEF))
    return client


def test_a_chief_changes_a_page_that_nobody_wrote_before(desk: Client) -> None:
    assert "About us" in desk.get("/desk/pages/").content.decode()
    assert "Sources" in desk.get("/desk/pages/ethics/").content.decode()

    answered = desk.post("/desk/pages/ethics/", {**FORM, "base": "1", "note": "Shorter."})

    assert answered.status_code == 302
    assert [row.number for row in SitePage.objects.filter(slug="ethics")] == [2, 1]
    row = SitePage.objects.get(slug="ethics", number=2)
    assert (row.body, row.note, row.byline) == ("<p>We name them.</p>", "Shorter.", "Anna Editor")


def test_a_change_without_a_note_is_asked_for_one_and_keeps_what_was_typed(desk: Client) -> None:
    answered = desk.post("/desk/pages/ethics/", {**FORM, "base": "1"})

    assert answered.status_code == 200
    assert "Tell readers why" in answered.content.decode()
    assert "We name them." in answered.content.decode()
    assert not SitePage.objects.exists()


def test_a_stale_change_shows_both_texts_and_goes_through_when_saved_again(desk: Client) -> None:
    notice.change_page("ethics", Wording("Ethics", "<p>Theirs.</p>", note="N."), by=None, base=1)

    first = desk.post("/desk/pages/ethics/", {**FORM, "base": "1", "note": "Ours."})

    shown = first.content.decode()
    assert "Theirs." in shown
    assert "We name them." in shown
    assert '<input type="hidden" name="base" value="2"' in shown
    assert SitePage.objects.filter(slug="ethics").count() == 2
    again = desk.post("/desk/pages/ethics/", {**FORM, "base": "2", "note": "Ours."})
    assert again.status_code == 302
    assert SitePage.objects.filter(slug="ethics").first() == SitePage.objects.get(number=3)


def test_a_page_more_is_made_and_taken_back(desk: Client) -> None:
    made = desk.post("/desk/pages/new/", {**FORM, "title": "Who pays us", "note": ""})
    assert made.status_code == 302
    assert desk.get("/about/who-pays-us/").status_code == 200

    data = {**FORM, "title": "Who pays us", "base": "1", "withdrawn": "on", "note": "Nobody."}
    desk.post("/desk/pages/who-pays-us/", data)

    assert desk.get("/about/who-pays-us/").status_code == 410
    kept = desk.get("/desk/pages/who-pays-us/").content.decode()
    assert "We name them." in kept


def test_only_a_chief_comes_here(client: Client) -> None:
    client.force_login(factories.editor())

    for address in ("/desk/pages/", "/desk/pages/new/", "/desk/pages/ethics/"):
        assert client.get(address).status_code == 403
    assert (
        client.post("/desk/pages/ethics/", {**FORM, "base": "1", "note": "N."}).status_code == 403
    )
    assert not SitePage.objects.exists()
