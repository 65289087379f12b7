"""Images, quoted posts and videos, and how they get into the texts that show them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from incidents.models import Medium, Rendition, VersionPiece
from incidents.record.ledger import Standing, Value
from incidents.record.pages.media import FileEntry, MediumEntry
from incidents.record.reading import UPDATE, day, moment, text, values, whole, whole_numbers
from incidents.text.fragments import media as rendering

Pieces = Mapping[str, Standing]

Figures = Mapping[int, str]

STEM = "medium-"


def woven(pieces: Pieces, *, eager: bool = True) -> Pieces:
    """The pieces of a page, with the fragments of what the texts show in their places.

    Only the first picture of the page is loaded before a reader comes near it, if any.
    """
    texts = _in_order(pieces)
    if not texts:
        return pieces
    made, told = dict(pieces), figures(pieces)
    for key in texts:
        html = fill(pieces[key].html, names(pieces[key].value), told)
        if eager and rendering.LAZY in html:
            html, eager = html.replace(rendering.LAZY, "", 1), False
        made[key] = _with(pieces[key], html)
    return made


def _with(piece: Standing, html: str) -> Standing:
    """A piece with what it shows; the same one for as long as it shows the same."""
    known: Standing | None = piece.read.get("woven")
    if known is None or known.html != html:
        known = piece.read["woven"] = replace(piece, html=html)
    return known


def figures(pieces: Pieces) -> Figures:
    """The fragments of images, quoted posts and videos, by number."""
    return {number: piece.html for number, piece in _numbered(pieces).items()}


def fill(fragment: str, numbers: Sequence[int], told: Figures) -> str:
    """The fragment of a text, with those of what it shows in their place."""
    return rendering.filled(fragment, [told.get(number, "") for number in numbers])


def shown(pieces: Pieces) -> tuple[MediumEntry, ...]:
    """What the texts of a page show, each once, by number."""
    wanted = named(pieces)
    found = sorted(_numbered(pieces).items()) if wanted else ()
    return tuple(entry(piece) for number, piece in found if number in wanted)


def named(pieces: Pieces) -> frozenset[int]:
    """The numbers of what the texts among some pieces show."""
    return frozenset(number for key in _showing(pieces) for number in names(pieces[key].value))


def _showing(pieces: Pieces) -> list[str]:
    """The keys of the texts that show something."""
    return [
        key
        for key, piece in pieces.items()
        if piece.value and piece.value.get("media") and (key == "lead" or key.startswith(UPDATE))
    ]


def entry(piece: Standing) -> MediumEntry:
    """One image, quoted post or video, from a piece that stands."""
    value = piece.value or {}
    kind, file = text(value, "kind"), value.get("file")
    held: Value = file if isinstance(file, dict) else {}
    return MediumEntry(
        key=piece.key,
        number=whole(value, "number"),
        kind=kind,
        kind_label=str(Medium.Kind(kind).label) if kind in Medium.Kind.values else kind,
        alt=text(value, "alt"),
        caption=text(value, "caption"),
        credit=text(value, "credit"),
        place=text(value, "place"),
        date=day(text(value, "date")),
        provenance=text(value, "provenance"),
        licence=text(value, "licence"),
        redistribute=value.get("redistribute") is True,
        warning=text(value, "warning"),
        sha256=text(held, "sha256"),
        files=tuple(map(_file, values(held, "renditions"))),
        author=text(value, "author"),
        handle=text(value, "handle"),
        platform=text(value, "platform"),
        text=text(value, "text"),
        url=text(value, "url"),
        at=moment(text(value, "at")),
        printed=text(value, "printed"),
        provider=text(value, "provider"),
        video=text(value, "video"),
        fragment=piece.html,
    )


def rendition(digest: str, extension: str) -> Rendition | None:
    """The file of a picture that readers have been shown; None for any other."""
    rows = Rendition.objects.filter(digest=digest, picture__published_at__isnull=False)
    return next((row for row in rows if rendering.EXTENSIONS[row.media_type] == extension), None)


def files_shown(
    head: int | None = None, chosen: Sequence[int] | None = None
) -> dict[str, FileEntry]:
    """Every file of a picture that some version shows, by its hash; of these stories, or of all.

    `head` is the last position that counts.
    """
    rows = VersionPiece.objects.filter(key__startswith=STEM)
    if head is not None:
        rows = rows.filter(version__lte=head)
    if chosen is not None:
        rows = rows.filter(incident__in=chosen)
    found: dict[str, FileEntry] = {}
    texts = rows.order_by().values_list("content__canonical", flat=True).distinct()
    for canonical in texts.iterator():
        file = (json.loads(canonical) or {}).get("file") or {}
        entries = map(_file, values(file, "renditions"))
        found |= {each.sha256: each for each in entries}
    return dict(sorted(found.items()))


def _file(value: Value) -> FileEntry:
    sha256, media_type = text(value, "sha256"), text(value, "type")
    return FileEntry(
        path=rendering.address(sha256, media_type),
        media_type=media_type,
        width=whole(value, "width"),
        height=whole(value, "height"),
        size=whole(value, "bytes"),
        sha256=sha256,
    )


def _in_order(pieces: Pieces) -> list[str]:
    """The texts that show something, as they stand: updates newest first, then the lead."""
    return sorted(
        _showing(pieces), key=lambda key: -int(key.removeprefix(UPDATE)) if key != "lead" else 0
    )


def names(value: Value | None) -> tuple[int, ...]:
    """The numbers of what a text shows."""
    return whole_numbers(value, "media") if value and value.get("media") else ()


def _numbered(pieces: Pieces) -> dict[int, Standing]:
    """The images, quoted posts and videos of a story, by number."""
    return {
        int(key.removeprefix(STEM)): piece
        for key, piece in pieces.items()
        if key.startswith(STEM) and piece.value is not None
    }
