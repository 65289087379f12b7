"""Notes on a story: what the newsroom tells itself. No version, and no word of them in an event."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from incidents.actions.ledger.change import write_event
from incidents.actions.refusals import (
    NotAllowed,
    NothingWritten,
    TooLong,
    refuse_without,
)
from incidents.models import Editor, Incident, Mention, Note, Right
from incidents.text.sanitise import line

LONGEST = 5000
MOST_NAMED = 50
"""Colleagues that one note tells; nobody is called together by a list of everybody."""

_NAMED = re.compile(r"(?<![\w.@+-])@([\w.@+-]{1,150})")
_TRAILING = ".+-@"


def write(incident: Incident, text: str, *, by: Editor, pinned: bool = False) -> Note:
    """Write a note on a story; those whom it names (`@anna`) are told.

    Raises NotAllowed, NothingWritten, TooLong.
    """
    with transaction.atomic():
        note = Note.objects.create(
            incident=incident, author=by, text=_cleaned(text), pinned=pinned, at=timezone.now()
        )
        _tell(note)
        _event("note.written", note, by)
    return note


def rewrite(note: Note, text: str, *, by: Editor) -> Note:
    """Change what one's own note says. Raises NotAllowed, NothingWritten, TooLong."""
    with transaction.atomic():
        row = _locked(note)
        if row.author_id != by.pk:
            raise NotAllowed("Only who wrote a note changes it. Write one of your own.")
        cleaned = _cleaned(text)
        if cleaned != row.text:
            row.text, row.edited_at = cleaned, timezone.now()
            row.save(update_fields=["text", "edited_at"])
            _tell(row)
            _event("note.rewritten", row, by)
    return row


def resolve(note: Note, *, by: Editor) -> Note:
    """Say that a note is dealt with: it leaves the story's screen and stays on its list."""
    with transaction.atomic():
        row = _locked(note)
        if row.resolved_at is None:
            row.resolved_at, row.resolved_by = timezone.now(), by
            row.save(update_fields=["resolved_at", "resolved_by"])
            _event("note.resolved", row, by)
    return row


def reopen(note: Note, *, by: Editor) -> Note:
    """Say that a note is not dealt with after all."""
    with transaction.atomic():
        row = _locked(note)
        if row.resolved_at is not None:
            row.resolved_at = row.resolved_by = None
            row.save(update_fields=["resolved_at", "resolved_by"])
            _event("note.reopened", row, by)
    return row


def pin(note: Note, *, by: Editor, pinned: bool = True) -> Note:
    """Make a note the handover, which stands above the others; or one of the others again."""
    with transaction.atomic():
        row = _locked(note)
        if row.pinned != pinned:
            row.pinned = pinned
            row.save(update_fields=["pinned"])
            _event("note.pinned" if pinned else "note.unpinned", row, by)
    return row


def remove(note: Note, *, by: Editor) -> None:
    """Take a note away with its text: one's own, or as a chief editor anybody's."""
    with transaction.atomic():
        row = _locked(note)
        if row.author_id != by.pk and not by.may(Right.REDACT):
            raise NotAllowed("Only who wrote a note, or a chief editor, takes it away.")
        _event("note.removed", row, by)
        row.delete()


def seen(by: Editor, mentions: Iterable[Mention]) -> None:
    """Tell no more that these notes name this person."""
    keys = [mention.pk for mention in mentions]
    Mention.objects.filter(pk__in=keys, editor=by, seen_at=None).update(seen_at=timezone.now())


def named_in(text: str) -> list[str]:
    """The names after an @ in a text, in small letters; a full stop after one is none of it."""
    names = (found.lower() for found in _NAMED.findall(text))
    both = [form for name in names for form in (name, name.rstrip(_TRAILING))]
    return list(dict.fromkeys(filter(None, both)))


def _locked(note: Note) -> Note:
    row = Note.objects.select_for_update().filter(pk=note.pk).first()
    if row is None:
        raise NothingWritten("This note was taken away since.")
    return row


def _tell(note: Note) -> None:
    """Keep the mentions in step with the text; who has seen theirs is not told again."""
    staff = Editor.objects.alias(small=Lower("username")).filter(is_active=True, is_staff=True)
    found = staff.filter(small__in=named_in(note.text)).exclude(pk=note.author_id)
    named = [editor for editor in found[:MOST_NAMED] if editor.may(Right.READ)]
    Mention.objects.filter(note=note, seen_at=None).exclude(editor__in=named).delete()
    Mention.objects.bulk_create(
        [Mention(note=note, editor=editor) for editor in named], ignore_conflicts=True
    )


def _event(verb: str, note: Note, by: Editor) -> None:
    refuse_without(Right.WRITE, by)
    write_event(verb, by=by, subject=f"note-{note.pk}", incident=note.incident)


def _cleaned(text: str) -> str:
    """A text of several lines, with at most one blank line in a row."""
    parts = [line(part) for part in text.replace("\r\n", "\n").split("\n")]
    kept = [part for place, part in enumerate(parts) if part or (place and parts[place - 1])]
    cleaned = "\n".join(kept).strip("\n")
    if not cleaned:
        raise NothingWritten("Write something first: a note cannot be empty.", field="text")
    if len(cleaned) > LONGEST:
        words = f"This is {len(cleaned):,} characters long; a note can hold {LONGEST:,}."
        raise TooLong(f"{words} Shorten it.", field="text")
    return cleaned
