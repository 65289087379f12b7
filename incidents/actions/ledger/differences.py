"""Keeping what changed in a text from one version to the next."""

from incidents.actions.ledger import pieces
from incidents.actions.ledger.marking import Pairs
from incidents.actions.ledger.writing import Written
from incidents.models import KeptDifference
from incidents.record.ledger import Standing
from incidents.text.difference import compare, first_changes, html
from incidents.text.sanitise import blocks


def keep(altered: Pairs, before: dict[str, Standing], written: dict[str, Written]) -> None:
    """Keep the differences of the texts that were rewritten, each under both its hashes."""
    KeptDifference.objects.bulk_create(
        _kept(before[key].hash, written[key].hash, str(old["html"]), str(touch.value["html"]))
        for key, (old, touch) in altered.items()
        if pieces.is_text(key) and old and touch.value and old["html"] != touch.value["html"]
    )


def _kept(old: str, new: str, before: str, after: str) -> KeptDifference:
    difference = compare(blocks(before), blocks(after))
    return KeptDifference(
        old_id=old, new_id=new, html=html(difference), first=list(first_changes(difference))
    )
