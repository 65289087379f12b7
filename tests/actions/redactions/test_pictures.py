"""A picture that the law forbids is gone: from the history, from every story, from the disk."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from incidents import record
from incidents.actions.inputs import MediumText, StoryEdit
from incidents.actions.redactions import planning
from incidents.actions.redactions.planning import ChosenPiece, Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, media, versions
from incidents.actions.stories.pictures import keeping
from incidents.models import Incident, Medium, Picture, Purge, Version
from incidents.operations.verifying import verify
from tests import factories
from tests.actions.redactions.scenes import chief
from tests.picture_files import photo

pytestmark = pytest.mark.django_db


def shown(headline: str = "Shots heard near the border", **fields: object) -> Incident:
    """A story whose initial report shows a picture since version 2."""
    story = factories.story(headline)
    text = MediumText(
        kind="image",
        picture=keeping.keep(photo(), by=None),
        **{"alt": "Jane Doe weeps.", "caption": "Jane Doe at home.", **fields},  # type: ignore[arg-type]
    )
    media.add(story, text, by=None)
    editing.edit(story, StoryEdit(lead_media=[1]), by=None, note="A picture.")
    return Incident.objects.get(pk=story.pk)


def take_out(story: Incident, number: int = 2) -> None:
    removal = Removal(pieces=(ChosenPiece(story.pk, "medium-1", number),))
    redact(removal, category="privacy", note="A private person.", by=chief())


def test_the_files_go_and_the_history_still_verifies(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    story = shown()
    rows = list(Picture.objects.get().renditions.all())
    places = [f"/media/{row.name.rpartition('/')[2]}" for row in rows]

    with django_capture_on_commit_callbacks(execute=True):
        take_out(story)

    assert not Picture.objects.exists()
    assert not any(default_storage.exists(row.name) for row in rows)
    assert {client.get(place).status_code for place in places} == {404}
    assert verify().faults == []
    assert Version.objects.filter(incident=story).latest("number").kind == "redaction"


def test_the_tombstone_stays_on_every_page_that_showed_it() -> None:
    story = shown()

    take_out(story)

    for number in (None, 2):
        page = record.story(story.path) if number is None else record.story_at(story.path, number)
        assert page is not None
        assert "This picture was removed." in page.article
        assert "Jane" not in page.article
        assert page.media[0].files == ()
        assert page.media[0].sha256 == ""


def test_another_story_that_shows_the_same_picture_loses_it_and_keeps_its_words() -> None:
    story = shown()
    other = shown("Another story", alt="A woman weeps.", caption="At home.")

    take_out(story)

    page = record.story(other.path)
    assert page is not None
    assert page.media[0].caption == "At home."
    assert page.media[0].files == ()
    assert Version.objects.filter(incident=other).latest("number").kind == "redaction"
    assert not Medium.objects.filter(picture__isnull=False).exists()
    assert verify().faults == []


def test_an_earlier_caption_of_it_does_not_bring_it_back() -> None:
    story = shown()
    medium = Medium.objects.get()
    media.edit(medium, MediumText(kind="image", alt="She weeps."), by=None, note="Her name goes.")

    take_out(story)

    page = record.story_at(story.path, 3)
    assert page is not None
    assert page.media[0].files == ()
    assert page.media[0].alt == "She weeps."
    with pytest.raises(versions.WasRedacted):
        versions.restore(story, 2, by=None, note="Back.")


def test_a_name_in_a_caption_goes_and_the_picture_stays() -> None:
    story = shown()

    redact(Removal(terms=Terms(["Jane Doe"])), category="privacy", note="A name.", by=chief())

    page = record.story(story.path)
    assert page is not None
    assert page.media[0].caption == "[removed] at home."
    assert page.media[0].files
    assert Medium.objects.get().caption == "[removed] at home."
    assert verify().faults == []


def test_caches_are_told_to_forget_pictures(settings: Settings) -> None:
    settings.CACHE_PURGE_URL = "https://cache.example/purge"
    story = shown()

    take_out(story)

    assert any("pictures" in purge.tags for purge in Purge.objects.all())


def test_a_picture_may_be_chosen_for_removal_by_its_words() -> None:
    story = shown()

    offered = {text.stored.key: text.said for text in planning.choosable(story)}

    assert "Jane Doe weeps." in offered["medium-1"]
