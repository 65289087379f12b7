"""What may happen to the people who write."""

from django.db import transaction

from incidents.actions.ledger.change import write_event
from incidents.actions.refusals import NothingWritten
from incidents.models import Editor
from incidents.text.sanitise import line

Mode = Editor.BylineMode


def credit(username: str, *, pseudonym: str = "") -> Editor:
    """Someone who is credited as an author but cannot sign in; "Desk" without a pseudonym.

    An account of that name that stands already is given back as it is.
    """
    mode = Editor.BylineMode.PSEUDONYM if pseudonym else Editor.BylineMode.DESK
    with transaction.atomic():
        editor, made = Editor.objects.get_or_create(
            username=username,
            defaults={"is_active": False, "byline_mode": mode, "pseudonym": line(pseudonym)},
        )
        if made:
            editor.set_unusable_password()
            editor.save(update_fields=["password"])
            write_event("editor.credited", by=None, subject=f"editor-{editor.key}")
    return editor


def set_byline(
    editor: Editor, *, by: Editor | None, mode: str, real_name: tuple[str, str], pseudonym: str
) -> Editor:
    """Choose the name that readers see from now on; names on older versions stay as they were.

    `real_name` is first and last name. Raises NothingWritten where the chosen name is empty.
    """
    first, last = map(line, real_name)
    chosen = {Mode.REAL_NAME: f"{first}{last}", Mode.PSEUDONYM: line(pseudonym)}
    if not chosen.get(Mode(mode), "Desk"):
        at = "first_name" if mode == Mode.REAL_NAME else "pseudonym"
        raise NothingWritten("Write the name that readers shall see.", field=at)
    with transaction.atomic():
        row = Editor.objects.select_for_update().get(pk=editor.pk)
        row.byline_mode = mode
        row.first_name, row.last_name = first, last
        row.pseudonym = line(pseudonym)
        row.save(update_fields=["byline_mode", "first_name", "last_name", "pseudonym"])
        write_event("editor.byline_chosen", by=by, subject=f"editor-{row.key}")
    return row


def keep(editor: Editor, *, by: Editor | None) -> Editor:
    """Save an account as it was filled in: new, or changed in rights or names."""
    verb = "editor.changed" if editor.pk else "editor.invited"
    editor.pseudonym = line(editor.pseudonym)
    with transaction.atomic():
        editor.save()
        write_event(verb, by=by, subject=f"editor-{editor.key}")
    return editor
