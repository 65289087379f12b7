"""Where pictures lie: each file under the SHA-256 of its bytes, written once and never over."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from incidents.actions.ledger.change import Clock, write_event
from incidents.actions.refusals import refuse_without
from incidents.actions.stories.pictures.rendering import Written, renditions
from incidents.models import Editor, Picture, Rendition, Right

MOST_SWEPT = 100
"""Pictures that are thrown away in one go."""


def keep(data: bytes, *, by: Editor | None) -> Picture:
    """Keep an uploaded picture; the same one again is the same. Raises UnfitPicture, NotAllowed.

    Takes up to some seconds: never call it with a story locked.
    """
    refuse_without(Right.WRITE, by)
    files = renditions(data)
    for file in files:
        store(file.digest, file.media_type, file.data)
    with transaction.atomic():
        row, fresh = Picture.objects.get_or_create(
            digest=files[-1].digest,
            defaults={
                "width": files[-1].width,
                "height": files[-1].height,
                "created_by": by,
            },
        )
        Picture.objects.filter(pk=row.pk).update(used_at=Clock())
        if fresh:
            Rendition.objects.bulk_create(_row(row, file) for file in files)
            write_event("picture.uploaded", by=by, subject=row.digest[:12])
    return row


def _row(picture: Picture, file: Written) -> Rendition:
    return Rendition(
        picture=picture,
        digest=file.digest,
        media_type=file.media_type,
        width=file.width,
        height=file.height,
        size=len(file.data),
    )


def store(digest: str, media_type: str, data: bytes) -> None:
    """Write a file where it belongs, if it does not lie there already."""
    name = Rendition.name_of(digest, media_type)
    if default_storage.exists(name):
        return
    written = default_storage.save(name, ContentFile(data))
    if written != name:  # somebody else wrote the same file at the same moment
        default_storage.delete(written)


def sweep() -> int:
    """Throw away pictures that were uploaded and never used, after some days; how many."""
    since = Clock() - timedelta(days=settings.UNUSED_PICTURE_DAYS)
    unused = Picture.objects.filter(used_at__lt=since, published_at=None, media=None)
    with transaction.atomic():
        rows = list(unused.select_for_update(skip_locked=True, of=("self",))[:MOST_SWEPT])
        throw_away(rows)
    return len(rows)


def throw_away(pictures: Iterable[Picture]) -> None:
    """Delete pictures with their files; the files go once that is certain."""
    gone: list[str] = []
    for picture in pictures:
        gone += [row.name for row in picture.renditions.all()]
        picture.delete()
    held = {row.name for row in Rendition.objects.filter(digest__in=map(_digest, gone))}
    names = [name for name in gone if name not in held]
    transaction.on_commit(lambda: _delete(names))


def _digest(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _delete(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)
