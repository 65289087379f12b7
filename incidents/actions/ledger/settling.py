"""From touched pieces to a version: what really changed, of which kind, and how much."""

from incidents.actions.ledger import kinds, pieces
from incidents.actions.ledger.touches import Change, Touch, Value
from incidents.actions.ledger.writing import Pending, write_down
from incidents.actions.refusals import StaleBase
from incidents.models import Version
from incidents.record.ledger import Standing, standing
from incidents.text.difference import counts
from incidents.text.sanitise import plain

MARKING_KINDS = (Version.Kind.CORRECTION, Version.Kind.CLARIFICATION)

Pairs = dict[str, tuple[Value | None, Touch]]


def settle(change: Change) -> Pending | None:
    """The version that a change makes; None where nothing that readers see has changed.

    Raises StaleBase, KindNeeded or NoteNeeded.
    """
    altered = _altered(change)
    if not altered:
        return None
    kind = _kind(change, altered)
    kinds.check_note(kind, change.note)
    if kind in MARKING_KINDS:
        _mark(change, kind, altered)
    words_added, words_removed = _words(altered)
    sources_added, sources_removed = _sources(altered)
    return Pending(
        incident=change.incident,
        verb=change.verb,
        subject=change.subject,
        kind=kind,
        at=change.at,
        by=change.by,
        origin=change.origin,
        pieces={key: write_down(key, value) for key, value in _values(change, altered).items()},
        words_added=words_added,
        words_removed=words_removed,
        sources_added=sources_added,
        sources_removed=sources_removed,
        touched=sorted(change.tags | {"front", f"story:{change.incident.pk}"}),
        request_key=str(change.request_key) if change.request_key else None,
    )


def _altered(change: Change) -> Pairs:
    """The touched pieces that say something new, each with what it said before."""
    known = [key for key, touch in change.touches.items() if not touch.fresh]
    before: dict[str, Standing] = {}
    if known:
        before = standing(change.incident.pk, keys=known)
    altered: Pairs = {}
    for key, touch in change.touches.items():
        old = before[key].value if key in before else None
        if old == touch.value:
            continue
        if change.base is not None and key in before and before[key].number > change.base:
            raise StaleBase(key, change.base, before[key].number)
        altered[key] = (old, touch)
    return altered


def _kind(change: Change, altered: Pairs) -> str:
    rewritten = any(
        pieces.is_text(key) and not touch.implies for key, (_, touch) in altered.items()
    )
    implied = {touch.implies for _, touch in altered.values()}
    return kinds.resolve(change.kind, implied, text_changed=rewritten)


def _mark(change: Change, kind: str, altered: Pairs) -> None:
    """Leave a public mark on the texts that a correction or clarification has rewritten."""
    incident = change.incident
    for key, (old, touch) in altered.items():
        if not pieces.is_text(key) or touch.value is None or touch.implies:
            continue
        made = pieces.mark(kind, change.at, incident, incident.version_number + 1)
        if touch.update is not None:
            touch.update.marks = [*touch.update.marks, made]
            touch.update.save(update_fields=["marks"])
            marks = touch.update.marks
        else:
            incident.lead_marks = [*incident.lead_marks, made]
            change.dirty.add("lead_marks")
            marks = incident.lead_marks
        altered[key] = (old, Touch({**touch.value, "marks": marks}, touch.implies))
    incident.corrected = True


def _values(change: Change, altered: Pairs) -> dict[str, Value | None]:
    values = {key: touch.value for key, (_, touch) in altered.items()}
    values["byline"] = {"name": change.by.byline if change.by else ""}
    if change.note:
        values["note"] = {"text": change.note}
    return values


def prose(value: Value | None) -> str:
    """The words of a text piece: what counts as words added and removed."""
    if value is None:
        return ""
    return f"{value.get('headline', '')} {plain(str(value['html']))}".strip()


def _words(altered: Pairs) -> tuple[int, int]:
    added = removed = 0
    for key, (old, touch) in altered.items():
        if pieces.is_text(key):
            more, less = counts(prose(old), prose(touch.value))
            added, removed = added + more, removed + less
    return added, removed


def _sources(altered: Pairs) -> tuple[int, int]:
    listed = [pair for key, pair in altered.items() if key.startswith("source-")]
    added = sum(old is None for old, _ in listed)
    removed = sum(touch.value is None for _, touch in listed)
    return added, removed
