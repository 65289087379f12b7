"""Keeping what changed in a text from one version to the next."""

from incidents.actions.ledger import pieces
from incidents.actions.ledger.marking import Pairs
from incidents.actions.ledger.writing import Kept, Written
from incidents.record.ledger import Standing
from incidents.text.difference import Difference, compare, first_changes
from incidents.text.sanitise import blocks


def compared(altered: Pairs) -> dict[str, Difference]:
    """What changed in each text that was rewritten."""
    return {
        key: compare(blocks(str(old["html"])), blocks(str(touch.value["html"])))
        for key, (old, touch) in altered.items()
        if pieces.is_text(key) and old and touch.value and old["html"] != touch.value["html"]
    }


def kept(
    found: dict[str, Difference], before: dict[str, Standing], written: dict[str, Written]
) -> list[Kept]:
    """What is kept of the texts that were rewritten."""
    return [
        Kept(before[key].hash, written[key].hash, first_changes(difference))
        for key, difference in found.items()
    ]
