"""Notes as the desk shows them: those of a story, and those that name somebody."""

from collections.abc import Iterable

from django.db.models import Q

from incidents.models import Editor, Incident, Mention, Note, Right
from incidents.models.editor import RIGHTS

MOST_ON_SCREEN = 5
MOST_MENTIONS = 20
MOST_COLLEAGUES = 8
READERS = [role for role, rights in RIGHTS.items() if Right.READ in rights]


def open_notes(incident: Incident) -> list[Note]:
    """The notes for the screen of a story, the handover first; one query."""
    rows = Note.objects.filter(incident=incident, resolved_at=None).select_related("author")
    return list(rows[: MOST_ON_SCREEN + 1])


def notes_of(incident: Incident) -> list[Note]:
    """Every note of a story: the handover, then the newest."""
    rows = Note.objects.filter(incident=incident).select_related("author", "resolved_by")
    return list(rows.prefetch_related("mentions"))


def unseen(notes: Iterable[Note], editor: Editor) -> list[Mention]:
    """The mentions in these notes of which somebody has not been told yet."""
    return [
        mention
        for note in notes
        for mention in note.mentions.all()
        if mention.editor_id == editor.pk and mention.seen_at is None
    ]


def mentions(editor: Editor) -> list[Mention]:
    """Notes that name somebody who has not seen them, the newest first; one query."""
    rows = Mention.objects.filter(editor=editor, seen_at=None, note__resolved_at=None)
    return list(
        rows.select_related("note__author", "note__incident").order_by("-id")[:MOST_MENTIONS]
    )


def colleagues(beginning: str) -> list[Editor]:
    """People who read the desk and whose name, or name to sign in, begins so."""
    rows = Editor.objects.filter(is_active=True, is_staff=True)
    rows = rows.filter(Q(role__in=READERS) | Q(is_superuser=True))
    named = Q()
    for field in ("username", "first_name", "last_name"):
        named |= Q(**{f"{field}__istartswith": beginning})
    return list(rows.filter(named).order_by("username")[:MOST_COLLEAGUES])
