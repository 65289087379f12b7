"""How pages word what was put right."""

from collections.abc import Sequence
from itertools import takewhile

from django import template
from django.utils.translation import gettext as _

from incidents.record.entries import ChangeEntry
from incidents.record.history import durations

register = template.Library()

_AROUND = 5  # words kept on each side of what differs
_MOST = 40  # words shown of one sentence


@register.filter
def duration(seconds: int | None) -> str:
    """How long something lasted, in words; empty where that is not known."""
    return "" if seconds is None else durations.duration(seconds)


@register.filter
def noticed(who: str) -> str:
    """Who noticed an error, as a sentence part."""
    return _("a reader") if who == "reader" else _("the newsroom")


@register.filter
def is_grave(change: ChangeEntry) -> bool:
    """Whether an error that it puts right undermined the story."""
    return any(error.grave for error in change.corrections)


@register.filter
def withdrawn(change: ChangeEntry) -> str:
    """What a retraction withdrew, or a clarification made clearer, in readers' words."""
    if change.kind == "retraction" and "status" in change.pieces:
        return _("The whole story")
    said = ", ".join(change.piece_names)
    return said[:1].upper() + said[1:]


@register.filter
def differing(sentence: str, other: str) -> str:
    """Where a sentence differs from another, with words around; dots for what is left out."""
    words, others = sentence.split(), other.split()
    before = _shared(words, others)
    after = _shared(words[before:][::-1], others[before:][::-1])
    first = before - _AROUND if before > 2 * _AROUND else 0
    last = len(words) - after + _AROUND if after > 2 * _AROUND else len(words)
    last = min(last, first + _MOST)
    shown = " ".join(words[first:last])
    return ("… " if first else "") + shown + (" …" if last < len(words) else "")


def _shared(words: Sequence[str], others: Sequence[str]) -> int:
    """With how many words both begin."""
    both = takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False))
    return sum(1 for _ in both)
