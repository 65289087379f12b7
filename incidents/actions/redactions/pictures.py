"""Pictures that go with the pieces that show them: the files are deleted, not only the words."""

import json
from collections.abc import Collection, Iterable

from django.db.models import Q

from incidents.actions.house import purges
from incidents.actions.redactions.masking import Value
from incidents.actions.redactions.searching import StoredText
from incidents.actions.stories.pictures.keeping import throw_away
from incidents.models import Medium, Picture, VersionPiece
from incidents.record.reading import text
from incidents.text.hashing.canonical import JSON

TAG = "pictures"


def of(texts: Iterable[StoredText]) -> set[str]:
    """The hashes of the pictures that some texts show."""
    return {digest for each in texts if (digest := _picture(json.loads(each.canonical)))}


def showing(gone: Collection[str], *, but: Collection[str]) -> list[StoredText]:
    """Every text of any story that shows one of these pictures, but for those found already."""
    if not gone:
        return []
    names = Q()
    for digest in sorted(gone):
        names |= Q(content__canonical__contains=digest)
    rows = VersionPiece.objects.filter(names, key__startswith="medium-").exclude(content__in=but)
    numbers: dict[str, StoredText] = {}
    for row in rows.select_related("content").order_by("incident_id", "key", "number"):
        before = numbers.get(row.content_id)
        told = (*before.numbers, row.number) if before else (row.number,)
        numbers[row.content_id] = StoredText(
            row.content_id, row.content.canonical, row.incident_id, row.key, told
        )
    return list(numbers.values())


def without(value: Value, gone: Collection[str]) -> Value:
    """The value of a piece without its picture, where that goes."""
    if _picture(value) not in gone:
        return value
    return {name: inner for name, inner in value.items() if name != "file"}


def take_off(gone: Collection[str]) -> None:
    """Let nothing use these pictures any more, in any story.

    Their rows are locked before the head of the ledger is, as by everybody who uses a picture.
    """
    held = Picture.objects.select_for_update().filter(digest__in=gone).order_by("pk")
    Medium.objects.filter(picture__in=list(held)).update(picture=None)


def take_away(gone: Collection[str]) -> None:
    """Delete the pictures with their files, and have caches forget them.

    Comes last: the database keeps a picture as long as a stored text names it.
    """
    pictures = list(Picture.objects.filter(digest__in=gone))
    if not pictures:
        return
    throw_away(pictures)
    purges.ask(TAG)


def _picture(value: JSON) -> str:
    file = value.get("file") if isinstance(value, dict) else None
    return text(dict(file), "sha256") if isinstance(file, dict) else ""
