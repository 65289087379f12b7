"""What readers are warned of before a text as it stands now, for pages that show older words of it.

Who warns of a text later means every showing of it: so pages with older words warn of what either
those words or the text of today carry.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from incidents.models import Incident, Update
from incidents.record.beside import media
from incidents.record.entries import ChangeEntry, CorrectionEntry
from incidents.record.ledger import Value, standing
from incidents.record.reading import UPDATE, text, values, whole

LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Warnings:
    """What is told before texts, and before what these show, by key; and the texts' headlines.

    The headline of a text stands before its warning, open to all.
    """

    told: Mapping[str, str]
    headlines: Mapping[str, str]


def now(incident: Incident) -> Warnings:
    """The warnings that the texts of a story carry now: one query, and where there are any two."""
    carried = _carried(incident)
    pieces = standing(incident.pk, keys=[*carried]) if carried else {}
    told = {key: text(piece.value, "warning") for key, piece in pieces.items()}
    shown = {
        f"{media.STEM}{number}": told[key]
        for key, piece in pieces.items()
        for number in media.names(piece.value)
    }
    return Warnings(
        {key: said for key, said in (shown | told).items() if said},
        {key: text(piece.value, "headline") for key, piece in pieces.items()},
    )


def said(*warnings: str) -> str:
    """Several warnings before the same words as one; each is told once, empty ones are not."""
    return " / ".join(dict.fromkeys(filter(None, warnings)))


def before(key: str, value: Value | None, now: Warnings) -> str:
    """What readers are told before a piece: by itself, by its text now, or by those it quotes."""
    errors = values(value, "corrections")
    quoted = (*_quoted_by_events(value, now), *(text(error, "piece") for error in errors))
    told = (text(error, "warning") for error in errors)
    return said(text(value, "warning"), *told, *(now.told.get(each, "") for each in (key, *quoted)))


def _quoted_by_events(value: Value | None, now: Warnings) -> Iterator[str]:
    """The updates of which a list of key events says more than their number and headline."""
    for event in values(value, "events"):
        number = whole(event, "update")
        key, words = f"{UPDATE}{number}", text(event, "headline")
        if words not in (now.headlines.get(key), f"Update {number}"):
            yield key


def before_errors(incident: Incident, changes: Sequence[ChangeEntry]) -> tuple[ChangeEntry, ...]:
    """Changes of a story, each error with what readers are told before the words it quotes."""
    if not any(
        error.piece.startswith((LEAD, UPDATE)) for row in changes for error in row.corrections
    ):
        return tuple(changes)
    now = _carried(incident)
    return tuple(replace(row, corrections=warned(row.corrections, now)) for row in changes)


def warned(
    errors: Iterable[CorrectionEntry], now: Mapping[str, str]
) -> tuple[CorrectionEntry, ...]:
    """Errors with what readers were told before such words, or are now."""
    return tuple(
        replace(error, warning=said(error.warning, now.get(error.piece, ""))) for error in errors
    )


def _carried(incident: Incident) -> dict[str, str]:
    """The warnings of the texts of a story, by key."""
    rows = Update.objects.filter(incident=incident).exclude(warning="").order_by("number")
    lead = {LEAD: incident.warning} if incident.warning else {}
    found = rows.values_list("number", "warning")
    return lead | {f"{UPDATE}{number}": warning for number, warning in found}
