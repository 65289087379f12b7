"""How pages word what was put right."""

from django import template
from django.utils.translation import gettext as _

from incidents.record.entries import ChangeEntry
from incidents.record.history import durations

register = template.Library()


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
