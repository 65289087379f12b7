"""Where pictures lie, and what becomes of those that nobody uses."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.db.utils import IntegrityError
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from incidents.actions.inputs import MediumText, StoryEdit
from incidents.actions.refusals import NotAllowed
from incidents.actions.stories import editing, media
from incidents.actions.stories.pictures import keeping
from incidents.models import Editor, Medium, Picture, Rendition
from tests import factories
from tests.picture_files import photo

pytestmark = pytest.mark.django_db


def image_of(picture: Picture) -> MediumText:
    return MediumText(kind=Medium.Kind.IMAGE, picture=picture, alt="A ridge in the evening.")


def left_alone_for(days: int) -> None:
    Picture.objects.update(used_at=timezone.now() - timedelta(days=days))


def test_every_file_lies_under_the_hash_of_its_bytes() -> None:
    picture = keeping.keep(photo(), by=None)

    rows = list(picture.renditions.all())
    assert len(rows) == 3
    for row in rows:
        with default_storage.open(row.name) as file:
            assert row.size == len(file.read())
        assert row.digest in row.name
    assert picture.digest in {row.digest for row in rows}


def test_the_same_picture_is_kept_once() -> None:
    first, second = (keeping.keep(photo(), by=None) for _ in range(2))

    assert first.pk == second.pk
    assert Rendition.objects.count() == 3


def test_who_writes_nothing_uploads_nothing() -> None:
    auditor = factories.editor(role=Editor.Role.AUDITOR)

    with pytest.raises(NotAllowed):
        keeping.keep(photo(), by=auditor)


def test_a_picture_that_nobody_used_goes_after_some_days(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    names = [row.name for row in keeping.keep(photo(), by=None).renditions.all()]

    left_alone_for(6)
    assert keeping.sweep() == 0
    left_alone_for(8)
    with django_capture_on_commit_callbacks(execute=True):
        assert keeping.sweep() == 1

    assert not Picture.objects.exists()
    assert not any(map(default_storage.exists, names))


def test_a_picture_on_a_story_s_list_stays() -> None:
    picture = keeping.keep(photo(), by=None)
    media.add(factories.story(), image_of(picture), by=None)
    left_alone_for(800)

    assert keeping.sweep() == 0


def test_a_file_that_two_pictures_share_stays_with_the_other(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    one, other = (keeping.keep(photo(seed=seed), by=None) for seed in (1, 2))
    shared = one.renditions.all()[0]
    Rendition.objects.create(
        picture=other,
        digest=shared.digest,
        media_type=shared.media_type,
        width=shared.width,
        height=shared.height,
        size=shared.size,
    )

    with django_capture_on_commit_callbacks(execute=True):
        keeping.throw_away([one])

    assert default_storage.exists(shared.name)


def test_the_database_keeps_a_picture_that_a_version_shows() -> None:
    story, picture = factories.story(), keeping.keep(photo(), by=None)
    medium = media.add(story, image_of(picture), by=None)
    editing.edit(story, StoryEdit(lead_media=[medium.number]), by=None, note="A picture.")
    Medium.objects.update(picture=None)

    with pytest.raises(IntegrityError, match="a version shows this picture"):
        Picture.objects.all().delete()
    connection.needs_rollback = False
