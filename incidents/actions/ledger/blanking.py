"""Taking a text out of the history: the one place where something stored is written over."""

import json
import secrets
from dataclasses import replace

from django.db import connection

from incidents.actions.ledger.touches import Blanked, Change
from incidents.models import KeptDifference, Purge, Redaction
from incidents.text.hashing import canonical

NONCE = "nonce"

BLANK = """
UPDATE incidents_content AS content SET salt = '', canonical = given.canonical, html = given.html
FROM unnest(%s::text[], %s::text[], %s::text[]) AS given(hash, canonical, html)
WHERE content.hash = given.hash
"""


def unguessable(text: Blanked) -> Blanked:
    """Put random signs into what is shown, which its public hash would else let others guess.

    A second redaction of the same text takes out what the first one still showed; the hash of that
    stays public for ever.
    """
    value = json.loads(text.canonical)
    nonce = secrets.token_hex(16)
    shown = canonical.encode({**value, NONCE: nonce} if isinstance(value, dict) else value)
    html = f"{text.html}<!-- {nonce} -->" if text.html else ""
    return replace(text, canonical=shown.decode(), html=html)


def blank(change: Change) -> None:
    """Remove salt and bytes of the texts that a redaction names, and what was made from them.

    Runs after the version that announces the redaction is written, in its transaction.
    """
    if not change.blanked:
        return
    Redaction.objects.bulk_create(
        Redaction(
            version_id=change.incident.position,
            content_id=text.hash,
            shown=canonical.digest(text.canonical),
            shown_html=canonical.digest(text.html),
            category=text.category,
            decided_by=change.by,
            decided_at=change.at,
        )
        for text in change.blanked
    )
    hashes = [text.hash for text in change.blanked]
    with connection.cursor() as cursor:
        texts = [(text.canonical, text.html) for text in change.blanked]
        cursor.execute(BLANK, [hashes, *map(list, zip(*texts, strict=True))])
    KeptDifference.objects.filter(old__in=hashes).delete()
    KeptDifference.objects.filter(new__in=hashes).delete()
    Purge.objects.create(tags=sorted(change.tags | {"front", f"story:{change.incident.pk}"}))
