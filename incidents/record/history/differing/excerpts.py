"""The first changed sentences of a version, for a row of the history that is opened."""

from collections.abc import Mapping
from dataclasses import replace

from incidents.models import Incident, KeptDifference, VersionPiece
from incidents.record.history.differing import comparing, wording
from incidents.record.history.differing.tallying import Pair
from incidents.record.ledger import ASIDES
from incidents.record.pages.history import Excerpt
from incidents.record.reading import text
from incidents.record.stories import warnings
from incidents.text.difference import first_changes
from incidents.text.sanitise import changes

SENTENCES = 3

Kept = Mapping[tuple[str, str], tuple[str, ...]]
"""The first changed sentences between two stored texts, as they were kept."""


def excerpts(incident: Incident, number: int) -> tuple[Excerpt, ...]:
    """What a version changed, piece by piece, at the most a few sentences of each."""
    if number < 2:
        return ()
    touched = VersionPiece.objects.filter(incident=incident, number=number)
    keys = list(touched.exclude(key__in=ASIDES).values_list("key", flat=True))
    pairs = comparing.altered(incident, number - 1, number, keys)
    kept, now = _kept(list(pairs.values())), warnings.now(incident)
    return tuple(
        replace(_excerpt(key, pair, kept), warning=comparing.warning(key, pair, now))
        for key, pair in pairs.items()
    )


def _kept(pairs: list[Pair]) -> Kept:
    """What was kept of these differences; cleaned again, because no hash covers what is kept."""
    rows = KeptDifference.objects.filter(
        old__in=[old.hash for old, _ in pairs if old], new__in=[new.hash for _, new in pairs if new]
    ).values_list("old_id", "new_id", "first")
    return {
        (old, new): tuple(changes(str(sentence)) for sentence in first) for old, new, first in rows
    }


def _excerpt(key: str, pair: Pair, kept: Kept) -> Excerpt:
    old, new = pair
    if old and new and not (old.redacted or new.redacted) and _only_prose(key, pair):
        first = kept.get((old.hash, new.hash))
        if first:
            return Excerpt(key, wording.name(key, new.value), "changed", first[:SENTENCES])
    compared = comparing.told_apart(key, pair)
    piece = compared.piece
    found = first_changes(compared.prose, SENTENCES) or first_changes(piece.difference, SENTENCES)
    return Excerpt(key, piece.name, piece.outcome, found)


def _only_prose(key: str, pair: Pair) -> bool:
    """Whether nothing but the prose changed, which is all that was kept."""
    old, new = (each.value if each else None for each in pair)
    headlines = text(old, "headline") == text(new, "headline")
    return headlines and wording.lines(key, old) == wording.lines(key, new)
