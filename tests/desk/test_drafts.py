"""What is not published is seen at the desk and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.stories import editing
from incidents.models import Editor, Incident, Topic, Update
from tests import factories
from tests.desk.filled import filled, text

TOKEN = "canary-7f3a"


def published_pages(story: Incident) -> list[str]:
    path = story.get_absolute_url()
    day = f"/news/{story.date:%Y/%m/%d}/"
    pages = [
        "/",
        "/topics/",
        day,
        path,
        f"{path}changes/",
        f"{path}changes/1/",
        f"{path}changes/after/0",
    ]
    formats = [f"{path[:-1]}.{suffix}" for suffix in ("json", "xml", "md")]
    return [*pages, *formats, f"{day}index.json"]


def test_drafts_are_nowhere_public(client: Client, db: None) -> None:
    story = factories.story()
    sources = [SourceText(outlet=TOKEN, url=f"https://example.org/{TOKEN}")]
    factories.draft_update(story, f"<p>{TOKEN}</p>", headline=TOKEN, new_sources=sources)
    factories.draft(f"A draft {TOKEN}", lead=f"<p>{TOKEN}</p>")

    answers = {page: client.get(page) for page in published_pages(story)}

    for page, answer in answers.items():
        assert answer.status_code == 200, page
        assert TOKEN not in answer.content.decode(), page


def test_a_draft_has_no_public_address(client: Client, db: None) -> None:
    story = factories.draft()

    answer = client.get(reverse("desk:preview", args=[story.pk]))

    assert answer.status_code == 302
    assert (
        client.get(f"/news/{story.date:%Y/%m/%d}/shots-heard-near-the-border/").status_code == 404
    )


def test_a_preview_shows_the_draft_and_says_that_it_is_none_of_the_public_s(desk: Client) -> None:
    story = factories.draft(lead=f"<p>{TOKEN}</p>")
    factories.draft_update(story, "<p>First draft.</p>")

    answer = desk.get(reverse("desk:preview", args=[story.pk]))

    page = answer.content.decode()
    assert "Preview: not public" in page
    assert TOKEN in page
    assert "First draft." in page
    assert 'name="robots" content="noindex"' in page
    assert answer["Cache-Control"] == "no-store"
    assert not Update.objects.exists()


def test_a_preview_of_a_published_story_numbers_its_drafts_as_they_would_be(desk: Client) -> None:
    story = factories.long_story(2)
    factories.draft_update(story, "<p>The third.</p>")

    page = desk.get(reverse("desk:preview", args=[story.pk])).content.decode()

    assert 'id="update-3"' in page
    assert "(Updated 3)" in page


def test_hostile_text_is_text_at_the_desk(desk: Client) -> None:
    hostile = "<script>alert(1)</script>"
    factories.topic(hostile)
    story = factories.story(f"{hostile} in a headline")
    factories.update(story, f"<p>One {hostile} two</p>", headline=hostile)
    update = Update.objects.get()
    names = ("home", "story", "text", "sources", "related", "topics", "preview", "retract")

    for name in names:
        args = [] if name == "home" else [story.pk]
        page = desk.get(reverse(f"desk:{name}", args=args)).content.decode()
        assert hostile not in page, name
    assert (
        hostile not in desk.get(reverse("desk:update", args=[story.pk, update.pk])).content.decode()
    )
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("door", ["desk:text", "admin:incidents_incident_change"])
def test_nobody_writes_over_what_another_saved_in_a_draft_story(
    desk: Client, anna: Editor, door: str
) -> None:
    story = factories.draft()
    address = reverse(door, args=[story.pk])
    mine = filled(desk, address, lead="<p>Mine.</p>")
    editing.edit(story, StoryEdit(lead="<p>Other.</p>"), by=anna)

    refused = desk.post(address, mine)

    page = text(refused.content)
    assert "Choose what shall stand" in page
    assert "Other." in page
    assert "Mine." in refused.content.decode()
    assert Incident.objects.get().lead == "<p>Other.</p>"


def test_different_fields_of_a_draft_do_not_collide(desk: Client, anna: Editor) -> None:
    story = factories.draft()
    address = reverse("desk:text", args=[story.pk])
    mine = filled(desk, address, lead="<p>Mine.</p>")
    editing.edit(story, StoryEdit(headline="Theirs"), by=anna)

    desk.post(address, mine)

    story.refresh_from_db()
    assert (story.headline, story.lead) == ("Theirs", "<p>Mine.</p>")
