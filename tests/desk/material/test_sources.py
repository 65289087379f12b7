"""The page of a source: what was kept, what readers see of it, and who may release it."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.inputs import SourceText
from incidents.desk.material import details
from incidents.models import Editor, Fetched, Incident, Source, Version
from incidents.record import versions
from tests import factories
from tests.actions.fetching.serving import answer, site

pytestmark = pytest.mark.django_db

WORDS = "Nobody was hurt <b>here</b>."


def scene(anna: Editor, words: str = WORDS) -> tuple[Source, Fetched]:
    story = factories.story(sources=[SourceText("The Paper", url="https://paper.example/a")])
    source = story.sources.get()
    factories.update(story, cites=[source.pk])
    return source, factories.fetched(source, words, by=anna)


def place(source: Source, name: str = "source", *more: int) -> str:
    return reverse(f"desk:{name}", args=[source.incident_id, source.pk, *more])


def test_the_page_shows_where_it_is_cited_and_what_was_kept_as_plain_text(
    desk: Client, anna: Editor
) -> None:
    source, kept = scene(anna)

    shown = desk.get(place(source)).content.decode()

    assert "Update 1" in shown
    assert kept.digest in shown
    assert "Nobody was hurt &lt;b&gt;here&lt;/b&gt;." in shown
    assert "0900 CET, 25 February 2017" in shown
    assert "Text as we read it on" in shown
    assert place(source, "release-text", kept.pk) in shown


def test_a_text_is_released_and_withdrawn_with_a_reason(desk: Client, anna: Editor) -> None:
    source, kept = scene(anna)
    public = source.incident.get_absolute_url()

    early = desk.post(place(source, "withdraw-text", kept.pk), {"note": "Not ours."})
    assert b"Readers do not see this text" in early.content
    empty = desk.post(place(source, "release-text", kept.pk), {"note": ""})
    assert b"Tell readers why" in empty.content
    released = desk.post(place(source, "release-text", kept.pk), {"note": "It is gone."})

    assert released["Location"] == place(source)
    assert "Nobody was hurt" in desk.get(public).content.decode()
    assert "see this text" in desk.get(place(source)).content.decode()

    desk.post(place(source, "withdraw-text", kept.pk), {"note": "Not ours."})

    assert "Nobody was hurt" not in desk.get(public).content.decode()
    made = Version.objects.filter(incident=source.incident).order_by("number")
    assert [one.kind for one in made][-2:] == ["sources", "sources"]


def test_a_contributor_keeps_pages_and_releases_none(
    client: Client, anna: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(factories.editor("carl", role="contributor"))
    with site(answer("<p>Now it says more.</p>")) as paper:
        monkeypatch.setattr(details, "WAY", paper.way())
        story = factories.story(sources=[SourceText("The Paper", url=paper.url("/a"))])
        source = story.sources.get()
        assert client.post(place(source), {"keep": "1"})["Location"] == place(source)
    kept = Fetched.objects.get(source=source)

    shown = client.get(place(source)).content.decode()
    release = client.post(place(source, "release-text", kept.pk), {"note": "Why."})
    archive = client.post(place(source), {"archive": "1", "url": "https://a.example/", "note": "W"})

    assert "Now it says more." in shown
    assert "release" not in shown.split("What was kept")[1].split("Archived")[0].lower().replace(
        "until an editor releases", ""
    )
    assert (release.status_code, archive.status_code) == (403, 403)
    assert Version.objects.filter(incident=story).count() == 1


def test_a_page_that_cannot_be_kept_says_why(desk: Client, anna: Editor) -> None:
    story = factories.story(sources=[SourceText("Inside", url="http://127.0.0.1/")])

    shown = desk.post(place(story.sources.get()), {"keep": "1"}).content.decode()

    assert "leads into a private network" in shown
    assert "Type the details by hand" not in shown


def test_an_archived_copy_is_noted_for_readers(desk: Client, anna: Editor) -> None:
    source, _ = scene(anna)
    copy = "https://web.archive.example/2017/https://paper.example/a"

    wrong = desk.post(place(source), {"archive": "1", "url": "no address", "note": "A copy."})
    assert b"is not a web address" in wrong.content
    assert b'value="no address"' in wrong.content
    desk.post(place(source), {"archive": "1", "url": copy, "note": "A copy."})

    assert copy in desk.get(source.incident.get_absolute_url()).content.decode()
    assert versions.latest(Incident.objects.get(pk=source.incident_id), 2)[-1].note == "A copy."


def test_a_dead_page_is_marked_in_rail_list_and_page(desk: Client, anna: Editor) -> None:
    source, _ = scene(anna)
    Source.objects.filter(pk=source.pk).update(link_state="dead")

    for address in (
        reverse("desk:story", args=[source.incident_id]),
        reverse("desk:sources", args=[source.incident_id]),
    ):
        assert "Page gone" in desk.get(address).content.decode()
    assert ">Gone<" in desk.get(place(source)).content.decode()
    assert "gone" not in desk.get(source.incident.get_absolute_url()).content.decode().lower()


def test_a_draft_s_source_is_released_without_a_version(desk: Client, anna: Editor) -> None:
    story = factories.draft(sources=[SourceText("The Paper", url="https://paper.example/a")])
    source = story.sources.get()
    kept = factories.fetched(source, WORDS, by=anna)

    desk.post(place(source, "release-text", kept.pk), {})

    source.refresh_from_db()
    assert source.read_text == WORDS
    assert Incident.objects.get(pk=story.pk).version_number == 0


def test_a_source_is_found_under_its_own_story_alone(desk: Client, anna: Editor) -> None:
    source, kept = scene(anna)
    other = factories.story("Another", sources=[SourceText("Radio")]).sources.get()

    assert desk.get(reverse("desk:source", args=[other.incident_id, source.pk])).status_code == 404
    assert desk.get(place(other, "release-text", kept.pk)).status_code == 404
