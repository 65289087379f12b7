"""Stories as they stood: frozen pages, what was taken out of them, and the list of all of them."""

from collections.abc import Mapping
from dataclasses import replace

from incidents.models import Incident, Redaction, Version, VersionPiece
from incidents.record import stories, versions
from incidents.record.beside import media, related
from incidents.record.entries import ChangeEntry
from incidents.record.history.differing import comparing
from incidents.record.ledger import Standing, standing
from incidents.record.pages import StoryPage, shown
from incidents.record.pages.history import Gap, LaterWarning, Memento, TimeMap
from incidents.record.printing import category_name, moment_printed
from incidents.record.reading import text
from incidents.record.stories import published, warnings
from incidents.text.addresses.stories import story_path

MEMENTOS_ON_PAGE = 1_000


@shown.told
def story_at(path: str, number: int) -> StoryPage | None:
    """The story at a path as it stood at one version, every part of it."""
    incident = published(path)
    if incident is None or not 1 <= number <= incident.version_number:
        return None
    pieces = standing(incident.pk, at=number)
    version = versions.some(incident, [number])[0]
    chosen = pieces["related"].value if "related" in pieces else None
    page = stories.page(incident, pieces, version, related.as_chosen(chosen))
    newest = incident.version_number
    return replace(
        page,
        frozen=version,
        since=comparing.in_words(incident, number, newest) if number < newest else "",
        gaps=_gaps(incident, pieces, version),
        warned=_warned_since(incident, pieces),
    )


@shown.told
def time_map(path: str, page: int = 1) -> TimeMap | None:
    """The versions of the story at a path with their times, a thousand a page, oldest first."""
    incident = published(path)
    if incident is None:
        return None
    first = (page - 1) * MEMENTOS_ON_PAGE + 1
    if not 1 <= first <= incident.version_number:
        return None
    rows = Version.objects.filter(
        incident=incident, number__gte=first, number__lt=first + MEMENTOS_ON_PAGE
    ).order_by("number")
    return TimeMap(
        story_path=story_path(incident.path),
        page=page,
        pages=-(-incident.version_number // MEMENTOS_ON_PAGE),
        newest=incident.version_number,
        mementos=tuple(Memento(number, at) for number, at in rows.values_list("number", "at")),
    )


def _warned_since(incident: Incident, pieces: Mapping[str, Standing]) -> tuple[LaterWarning, ...]:
    """Of which texts readers are warned now that stood in a version without any warning."""
    return tuple(
        LaterWarning(key, warning)
        for key, warning in warnings.now(incident).told.items()
        if key in pieces and _stood_open(pieces[key])
    )


def _stood_open(piece: Standing) -> bool:
    is_text = not piece.key.startswith(media.STEM)
    return is_text and piece.value is not None and not text(piece.value, "warning")


def _gaps(
    incident: Incident, pieces: Mapping[str, Standing], version: ChangeEntry
) -> tuple[Gap, ...]:
    """What was taken out of a version, page and row alike, in the order of its pieces."""
    hashes = {piece.hash: key for key, piece in pieces.items() if piece.redacted}
    if version.removed:
        own = VersionPiece.objects.filter(version=version.position, key__in=version.removed)
        hashes |= {content: key for key, content in own.values_list("key", "content")}
    if not hashes:
        return ()
    rows = Redaction.objects.filter(content__in=hashes).select_related("version").order_by("id")
    newest = {row.content_id: row for row in rows}
    return tuple(
        Gap(
            piece=key,
            category_name=category_name(newest[content].category),
            version=newest[content].version.number,
            printed=moment_printed(newest[content].version.at, incident.time_zone),
        )
        for content, key in sorted(hashes.items(), key=lambda item: item[1])
        if content in newest
    )
