"""From touched pieces to a version: what really changed, of which kind, and how much."""

from incidents.actions.ledger import differences, kinds, pieces
from incidents.actions.ledger.blanking import unguessable
from incidents.actions.ledger.corrections import described
from incidents.actions.ledger.marking import Pairs, mark
from incidents.actions.ledger.touches import Change, Hands, Value
from incidents.actions.ledger.writing import Pending, write_down
from incidents.actions.refusals import StaleBase
from incidents.models import Editor, Version
from incidents.record.ledger import Standing, standing
from incidents.text.difference import Difference, counts
from incidents.text.sanitise import plain

MOVING = frozenset({"about", "status", "topics"})
UPDATE = "update-"
MOVING_STEMS = ("source-", UPDATE)
"""The pieces that decide in which lists of readers a story stands."""


def settle(change: Change) -> Pending | None:
    """The version that a change makes; None where nothing that readers see has changed.

    Raises StaleBase, KindNeeded or NoteNeeded.
    """
    before = _before(change)
    altered = _altered(change, before)
    if not altered:
        return None
    kind = _kind(change, altered)
    _ask(change, kind, altered)
    mark(change, kind, altered)
    change.blanked = [unguessable(text) for text in change.blanked]
    written = {key: write_down(key, value) for key, value in _values(change, kind, altered).items()}
    compared = differences.compared(altered)
    words, sources = _words(altered, compared), _sources(altered)
    adding = {key for key, (_, touch) in altered.items() if touch.fresh and key.startswith(UPDATE)}
    return Pending(
        incident=change.incident,
        verb=change.verb,
        subject=change.subject,
        kind=kind,
        at=change.at,
        by=change.by,
        origin=change.origin,
        pieces=written,
        author=change.author,
        approver=change.hands.approver,
        byline=change.author.byline if change.author else "",
        words_added=words[0],
        words_removed=words[1],
        sources_added=sources[0],
        sources_removed=sources[1],
        touched=sorted(change.tags | _tags(change, altered)),
        request_key=str(change.request_key) if change.request_key else None,
        blanked=change.blanked,
        kept=differences.kept(compared, before, written),
        moves=any(key not in adding and _moves(key) for key in altered),
        adds=bool(adding),
    )


def _moves(key: str) -> bool:
    return key in MOVING or key.startswith(MOVING_STEMS)


def _tags(change: Change, altered: Pairs) -> set[str]:
    """What shows the story whatever was changed; what is live stands first on its topics' pages."""
    tags = {"front", f"story:{change.incident.pk}"}
    if "status" in altered and not change.opening:
        links = change.incident.topic_links.values_list("topic", flat=True)
        tags |= {f"topic:{topic}" for topic in links}
    return tags


def _before(change: Change) -> dict[str, Standing]:
    """What the touched pieces say now, but for those that are new."""
    known = [key for key, touch in change.touches.items() if not touch.fresh]
    return standing(change.incident.pk, keys=known) if known else {}


def _altered(change: Change, before: dict[str, Standing]) -> Pairs:
    """The touched pieces that say something new, each with what it said before."""
    altered: Pairs = {}
    for key, touch in change.touches.items():
        old = before[key].value if key in before else None
        if old == touch.value:
            continue
        if _is_stale(change, key, before):
            raise StaleBase(key, change.base or 0, before[key].number)
        altered[key] = (old, touch)
    return altered


def _is_stale(change: Change, key: str, before: dict[str, Standing]) -> bool:
    """Whether the piece changed after the editor's base, and the edit was not merged with that."""
    if change.base is None or key in change.merged or key not in before:
        return False
    return before[key].number > change.base


def _ask(change: Change, kind: str, altered: Pairs) -> None:
    kinds.check_note(kind, change.note)
    kinds.ask_second(change, kind, altered)
    kinds.ask(change, kind, altered)


def _kind(change: Change, altered: Pairs) -> str:
    rewritten = any(
        pieces.is_worded(key) and not touch.implies for key, (_, touch) in altered.items()
    )
    implied = {touch.implies for _, touch in altered.values()}
    return kinds.resolve(change.kind, implied, text_changed=rewritten)


def _values(change: Change, kind: str, altered: Pairs) -> dict[str, Value | None]:
    """What the version writes: the altered pieces, and those about the version itself."""
    values = {key: touch.value for key, (_, touch) in altered.items()}
    values |= change.asides
    values["byline"] = _byline(change.author)
    values |= _approval(change.hands)
    if kind == Version.Kind.CORRECTION:
        errors = described(change, altered)
        values |= {"correction": errors} if errors else {}
    if change.note:
        values["note"] = {"text": change.note}
    return values


def _byline(by: Editor | None) -> Value:
    """The name that readers see, and what this person is in the newsroom."""
    if by is None:
        return {"name": ""}
    named = by.byline_mode != Editor.BylineMode.DESK
    return {"name": by.byline, "role": by.printed_role} if named else {"name": by.byline}


def _approval(hands: Hands) -> dict[str, Value]:
    """What readers are told of a second pair of eyes, or of its lack in an emergency."""
    if hands.approver is not None:
        return {"approval": {"name": hands.approver.byline}}
    return {"approval": {"name": "", "emergency": True}} if hands.emergency else {}


def prose(value: Value | None) -> str:
    """The words of a text piece: what counts as words added and removed."""
    if value is None:
        return ""
    return f"{value.get('headline', '')} {plain(str(value['html']))}".strip()


def _headline(value: Value | None) -> str:
    return str(value.get("headline", "")) if value else ""


def _words(altered: Pairs, compared: dict[str, Difference]) -> tuple[int, int]:
    added = removed = 0
    for key, (old, touch) in altered.items():
        if key in compared:
            more, less = counts(_headline(old), _headline(touch.value))
            more, less = more + compared[key].words_added, less + compared[key].words_removed
        elif pieces.is_text(key):
            more, less = counts(prose(old), prose(touch.value))
        else:
            continue
        added, removed = added + more, removed + less
    return added, removed


def _sources(altered: Pairs) -> tuple[int, int]:
    listed = [pair for key, pair in altered.items() if key.startswith("source-")]
    added = sum(old is None for old, _ in listed)
    removed = sum(touch.value is None for _, touch in listed)
    return added, removed
