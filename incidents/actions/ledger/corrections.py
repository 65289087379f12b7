"""What the record keeps of an error: what was wrong, what is right, and how long it stood."""

import json
from collections.abc import Iterator

from django.db import connection

from incidents.actions.ledger import pieces
from incidents.actions.ledger.marking import SUMMARY, Pairs, summary_words
from incidents.actions.ledger.touches import Change, Value
from incidents.models import Version
from incidents.text.fragments.credits import in_words
from incidents.text.lineage.provenance import sentences
from incidents.text.times import iso

SENTENCES_KEPT = 3

EARLIER = """
SELECT piece.number, content.canonical
FROM incidents_version_piece AS piece
JOIN incidents_content AS content ON content.hash = piece.content_id
WHERE piece.incident_id = %s AND piece.key = %s AND piece.number < %s
ORDER BY piece.number DESC LIMIT 20
"""


def described(change: Change, altered: Pairs) -> Value | None:
    """The errors that a correction puts right, one for each text; None where it touches none."""
    errors = [
        _error(change, key, old, touch.value)
        for key, (old, touch) in altered.items()
        if _may_err(key) and old and touch.value and _said(old) != _said(touch.value)
    ]
    return {"corrections": errors} if errors else None


def _may_err(key: str) -> bool:
    return pieces.is_worded(key) or key in ("headline", SUMMARY)


def _error(change: Change, key: str, old: Value, new: Value) -> Value:
    before, after = _said(old), _said(new)
    gone = [sentence for sentence in before if sentence not in after]
    come = [sentence for sentence in after if sentence not in before]
    said = change.particulars
    entered = (said.entered if said else None) or _entered(change, key, gone)
    came_in = Version.objects.get(incident=change.incident, number=entered)
    return {
        "piece": key,
        "wrong": (said.wrong if said else "") or _short(gone),
        "right": (said.right if said else "") or _short(come),
        "entered": entered,
        "entered_at": iso(came_in.at),
        "stood": max(0, int((change.at - came_in.at).total_seconds())),
        "noticed": said.noticed if said else "staff",
        "grave": bool(said and said.grave),
        **_warning(old, new),
    }


def _warning(old: Value, new: Value) -> Value:
    """What readers are told before such words, where they are warned of them."""
    told = new.get("warning") or old.get("warning")
    return {"warning": told} if told else {}


def _short(said: list[str]) -> str:
    more = " …" if len(said) > SENTENCES_KEPT else ""
    return " ".join(said[:SENTENCES_KEPT]) + more


def _said(value: Value) -> tuple[str, ...]:
    """The sentences of a piece; a headline is one, and so are a byline and a warning."""
    if "lines" in value:
        return summary_words(value)
    text, headline, warning = (str(value.get(name, "")) for name in ("text", "headline", "warning"))
    byline = in_words(*(str(value.get(name, "")) for name in pieces.CREDITS))
    beside = filter(None, (text, headline, byline, warning))
    return (*beside, *(sentences(str(value["html"])) if "html" in value else ()))


def _entered(change: Change, key: str, wrong: list[str]) -> int:
    """Since which version the piece said all that is wrong: the first of an unbroken run."""
    since = change.incident.version_number
    for number, said in _earlier(change, key):
        if wrong and not all(sentence in said for sentence in wrong):
            break
        since = number
        if not wrong:  # something was left out: it was missing since the last change
            break
    return since


def _earlier(change: Change, key: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What the piece said, newest first, read in portions."""
    below = change.incident.version_number + 1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(EARLIER, [change.incident.pk, key, below])
            rows = cursor.fetchall()
        for number, canonical in rows:
            yield number, _said(json.loads(canonical) or {"text": ""})
            below = number
        if not rows:
            return
