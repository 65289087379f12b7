"""Taking a text out of the history: the one place where something stored is written over."""

from incidents.actions.ledger.touches import Change
from incidents.models import Content, KeptDifference, Purge, Redaction
from incidents.text.hashing import canonical


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
    for text in change.blanked:
        Content.objects.filter(hash=text.hash).update(
            salt=b"", canonical=text.canonical, html=text.html
        )
    hashes = [text.hash for text in change.blanked]
    KeptDifference.objects.filter(old__in=hashes).delete()
    KeptDifference.objects.filter(new__in=hashes).delete()
    Purge.objects.create(tags=sorted(change.tags | {"front", f"story:{change.incident.pk}"}))
