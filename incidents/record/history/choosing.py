"""Which versions of a story a reader asked for, and what may be asked for."""

from dataclasses import replace

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from incidents.models import Incident, Redaction, Version, VersionPiece
from incidents.models.editor import DESK_BYLINE
from incidents.record.entries import ChangeEntry
from incidents.record.history import bylines
from incidents.record.pages.history import Offer, Offers, Selection
from incidents.record.printing import piece_name
from incidents.record.versions import IMPORTED_BYLINE

Rows = QuerySet[Version]

SOURCES, MEDIA = "sources", "media"
PIECES = (
    *("headline", "topic_line", "lead", "status", "notice", SOURCES, MEDIA, "captions", "topics"),
    *("related", "slug", "about", "credits", "summary", "key_events", "pinned"),
)
"""What may be chosen beside the updates; each source is a piece, and all are chosen at once, and
so with what the texts show."""

LOOKED_AT = 250
"""So many of the newest versions, a long page, say which kinds and bylines are offered."""

OFFERED = """
SELECT DISTINCT version.kind, byline.slug, byline.name, version.origin = 'imported'
FROM (
    SELECT kind, origin, byline_id FROM incidents_version
    WHERE incident_id = %(incident)s ORDER BY number DESC LIMIT %(most)s
) AS version
LEFT JOIN incidents_byline AS byline ON byline.id = version.byline_id
"""


def offers(incident: Incident, chosen: Selection) -> Offers:
    """By what the history of a story may be filtered: what its newest versions have.

    The kind and the byline that were chosen are there even if only older versions have them.
    """
    with connection.cursor() as cursor:
        cursor.execute(OFFERED, {"incident": incident.pk, "most": LOOKED_AT})
        found = cursor.fetchall()
    kinds = {kind for kind, *_ in found} | {chosen.kind}
    names = {_signed(slug, name, imported=imported) for _, slug, name, imported in found}
    names |= _chosen(chosen.byline)
    return Offers(
        kinds=tuple((kind, str(label)) for kind, label in Version.Kind.choices if kind in kinds),
        pieces=tuple((key, name(key)) for key in pieces(incident)),
        bylines=tuple(sorted(names - set(_removed(incident)), key=lambda offer: offer[1])),
    )


def pieces(incident: Incident) -> tuple[str, ...]:
    """The pieces that a history may be filtered by."""
    updates = range(incident.update_counter, 0, -1)
    return (*PIECES[:3], *(f"update-{number}" for number in updates), *PIECES[3:])


def problem(incident: Incident, selection: Selection) -> str:
    """Why a selection cannot be answered, in words; empty where it can."""
    newest = incident.version_number
    if selection.kind and selection.kind not in Version.Kind.values:
        return _("There is no kind of change called “%(kind)s”.") % {"kind": selection.kind}
    if wrong := problem_of_piece(incident, selection.piece):
        return wrong
    if selection.byline and not _is_byline(selection.byline):
        return _("Nobody signs as “%(name)s” here.") % {"name": selection.byline}
    if max(selection.start, selection.opened) > newest:
        words = _("The newest version is %(newest)s: there is no version %(number)s.")
        return words % {"newest": newest, "number": _beyond(selection, newest)}
    return ""


def problem_of_piece(incident: Incident, piece: str) -> str:
    """Why a piece cannot be chosen; empty where it can, or none was."""
    if not piece or piece in pieces(incident):
        return ""
    return _("This story has no part called “%(name)s”.") % {"name": piece}


def offered(key: str) -> str:
    """Under what a piece is chosen: each source under the name of all."""
    return {"source": SOURCES, "medium": MEDIA}.get(key.partition("-")[0], key)


def name(piece: str) -> str:
    """What a piece that may be chosen is called."""
    known = {SOURCES: piece_name("source"), MEDIA: piece_name("medium")}.get(piece) or piece_name(
        piece
    )
    return known[:1].upper() + known[1:]


def keys(incident: Incident, piece: str) -> list[str]:
    """The keys that stand behind a piece that may be chosen."""
    if piece == SOURCES:
        return [f"source-{serial}" for serial in range(1, incident.source_counter + 1)]
    if piece == MEDIA:
        return [f"medium-{number}" for number in range(1, incident.media_counter + 1)]
    return [piece]


def rows(incident: Incident, selection: Selection) -> Rows:
    """The versions that fit, in the order asked for, from its start on without an end."""
    fitting = _fitting(incident, selection)
    if selection.piece and not (selection.kind or selection.byline):
        fitting = fitting.filter(number__in=_first_touching(incident, selection))
    elif selection.start:
        fitting = fitting.filter(_from_start(selection))
    return fitting.order_by(_order(selection))


def previous(
    incident: Incident, selection: Selection, page: tuple[ChangeEntry, ...]
) -> Selection | None:
    """The page before one that does not begin at the beginning."""
    if not selection.start:
        return None
    edge = page[0].number if page else selection.start
    fitting = _fitting(incident, selection)
    if selection.oldest_first:
        before = fitting.filter(number__lt=edge).order_by("-number")
    else:
        before = fitting.filter(number__gt=edge).order_by("number")
    numbers = list(before.values_list("number", flat=True)[: selection.size + 1])
    if not numbers:
        return None
    start = numbers[selection.size - 1] if len(numbers) > selection.size else 0
    return replace(selection, start=start, opened=0)


def _fitting(incident: Incident, selection: Selection) -> Rows:
    found = Version.objects.filter(incident=incident)
    if selection.kind:
        found = found.filter(kind=selection.kind)
    if selection.piece:
        touched = VersionPiece.objects.filter(
            incident=incident, key__in=keys(incident, selection.piece)
        )
        found = found.filter(number__in=touched.values("number"))
    if selection.byline:
        found = found.filter(_by(selection.byline))
        nameless = list(_without_name(incident).values_list("number", flat=True))
        found = found.exclude(number__in=nameless) if nameless else found
    return found


def _first_touching(incident: Incident, selection: Selection) -> list[int]:
    """The numbers of one page, and one more, read from the index of the pieces alone."""
    touched = VersionPiece.objects.filter(
        incident=incident, key__in=keys(incident, selection.piece)
    )
    if selection.start:
        touched = touched.filter(_from_start(selection))
    numbers = touched.order_by(_order(selection)).values_list("number", flat=True).distinct()
    return list(numbers[: selection.size + 1])


def _from_start(selection: Selection) -> Q:
    if selection.oldest_first:
        return Q(number__gte=selection.start)
    return Q(number__lte=selection.start)


def _order(selection: Selection) -> str:
    return "number" if selection.oldest_first else "-number"


def _by(slug: str) -> Q:
    """Signed with a name; what no person did is signed “Desk” or “Imported” without a row."""
    signed = bylines.signed(slug)
    return signed | bylines.UNSIGNED[slug] if slug in bylines.UNSIGNED else signed


def _is_byline(slug: str) -> bool:
    return slug in bylines.UNSIGNED or bylines.named(slug).exists()


def _without_name(incident: Incident) -> QuerySet[VersionPiece]:
    """The bylines that were taken out by law: a filter must not tell what they said."""
    redacted = Redaction.objects.filter(version__incident=incident)
    return VersionPiece.objects.filter(
        incident=incident, key="byline", content__in=redacted.values("content")
    )


def _chosen(slug: str) -> set[Offer]:
    """A byline under the name that it stands for."""
    return set(bylines.named(slug).values_list("slug", "name")) if slug else set()


def _removed(incident: Incident) -> set[Offer]:
    """The names that stand on no version of the story any more."""
    gone = _without_name(incident).values("version")
    if not gone:
        return set()
    named = Version.objects.filter(incident=incident).exclude(byline=None)
    kept = named.exclude(position__in=gone).values_list("byline__slug", "byline__name")
    return set(named.values_list("byline__slug", "byline__name").distinct()) - set(kept.distinct())


def _signed(slug: str | None, name: str | None, *, imported: bool) -> Offer:
    unsigned = IMPORTED_BYLINE if imported else DESK_BYLINE
    return slug or unsigned.lower(), name or unsigned


def _beyond(selection: Selection, newest: int) -> int:
    return selection.start if selection.start > newest else selection.opened
