"""What stands now beside what an editor wrote, where both changed the same piece."""

from dataclasses import dataclass

from incidents.actions.refusals import StaleBase
from incidents.models import Incident
from incidents.record import versions
from incidents.record.entries import ChangeEntry, piece_name
from incidents.record.ledger import Value, standing
from incidents.record.reading import text
from incidents.text.difference import compare, html
from incidents.text.sanitise import blocks


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece as it stands: its text, what others changed in it since, and who did."""

    name: str
    headline: str
    body: str
    difference: str
    changes: tuple[ChangeEntry, ...]


def beside(incident: Incident, refused: StaleBase) -> Standing:
    """What the piece says now, and what changed in it after the editor's base."""
    now = _value(incident, refused.key, None)
    before = _value(incident, refused.key, refused.base)
    later = versions.after(incident, refused.base, incident.version_number)
    return Standing(
        name=piece_name(refused.key),
        headline=text(now, "headline") or text(now, "text"),
        body=text(now, "html"),
        difference=html(compare(blocks(text(before, "html")), blocks(text(now, "html")))),
        changes=tuple(change for change in later if refused.key in change.pieces),
    )


def _value(incident: Incident, key: str, at: int | None) -> Value | None:
    found = standing(incident.pk, keys=[key], at=at).get(key)
    return found.value if found else None
