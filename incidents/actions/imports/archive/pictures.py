"""The pictures of an archive: their files, checked by their hashes, and the rows behind them."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.core.files.storage import default_storage

from incidents.actions.imports.archive.reading import BrokenLine, Line
from incidents.actions.ledger.pieces import MEDIUM_FIELDS
from incidents.actions.stories.pictures.keeping import store
from incidents.models import Incident, Medium, Picture, Rendition, VersionPiece
from incidents.record.beside.media import STEM, entry
from incidents.record.ledger import Standing
from incidents.record.pages.media import MediumEntry
from incidents.record.reading import whole_numbers
from incidents.text.fragments.media import EXTENSIONS


@dataclass(slots=True)
class Files:
    """The files that an import has written; they go again where the import comes to nothing."""

    keep: bool
    written: list[str] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Write the file of a line, if its bytes are those that its hash names."""
        digest, media_type = line.text("sha256"), line.text("media_type")
        if media_type not in EXTENSIONS:
            raise BrokenLine(line.number, f"a picture of an unknown type, “{media_type}”")
        try:
            data = base64.b64decode(line.text("data"), validate=True)
        except (binascii.Error, ValueError):
            raise BrokenLine(line.number, "the picture is no base64") from None
        if sha256(data).hexdigest() != digest:
            raise BrokenLine(line.number, "the picture was altered")
        name = Rendition.name_of(digest, media_type)
        if self.keep and not default_storage.exists(name):
            store(digest, media_type, data)
            self.written.append(name)

    def forget(self) -> None:
        """Take back what was written."""
        for name in self.written:
            default_storage.delete(name)


def rebuild(incident: Incident, now: Mapping[str, Standing]) -> None:
    """Give a story the rows of what it shows, and those of every picture that it ever showed."""
    pictures = _pictures(incident)
    standing = [entry(piece) for key, piece in now.items() if key.startswith(STEM) and piece.value]
    Medium.objects.bulk_create(_medium(incident, told, pictures) for told in standing)
    lead = now["lead"].value if "lead" in now else None
    incident.lead_media = [*whole_numbers(lead or {}, "media")]
    incident.media_counter = max((told.number for told in standing), default=0)


def _pictures(incident: Incident) -> dict[str, Picture]:
    """The pictures that any version of a story shows, by hash."""
    found: dict[str, Picture] = {}
    rows = VersionPiece.objects.filter(incident=incident, key__startswith=STEM)
    for row in rows.select_related("content", "version").order_by("number"):
        told = entry(Standing(row.key, row.number, "", json.loads(row.content.canonical), ""))
        if told.sha256 and told.sha256 not in found:
            found[told.sha256] = _picture(told, row.version.at)
    return found


def _picture(told: MediumEntry, at: datetime) -> Picture:
    full = told.full_size
    picture, fresh = Picture.objects.get_or_create(
        digest=told.sha256,
        defaults={
            "width": full.width if full else 1,
            "height": full.height if full else 1,
            "published_at": at,
        },
    )
    if fresh:
        Rendition.objects.bulk_create(
            Rendition(
                picture=picture,
                digest=file.sha256,
                media_type=file.media_type,
                width=file.width,
                height=file.height,
                size=file.size,
            )
            for file in told.files
        )
    return picture


def _medium(incident: Incident, told: MediumEntry, pictures: Mapping[str, Picture]) -> Medium:
    return Medium(
        incident=incident,
        number=told.number,
        kind=told.kind,
        picture=pictures.get(told.sha256),
        date=told.date,
        at=told.at,
        redistribute=told.redistribute,
        shown_at=incident.published_at,
        **{name: getattr(told, name) for name in MEDIUM_FIELDS},
    )
