"""What may happen to the people who write."""

from django.db import transaction

from incidents.actions.ledger.change import write_event
from incidents.actions.refusals import NotAllowed, NothingWritten, refuse_without
from incidents.models import Editor, Right
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
        write_event("editor.byline_chosen", by=by, subject=f"editor-{row.key}", needs=None)
    return row


def refuse_above(by: Editor | None, editor: Editor, *, role: str = "") -> None:
    """Let nobody see to an account above their own, nor give a role above it. NotAllowed.

    Nobody at all is the command line, which is for who runs the machine.
    """
    if by is None:
        return
    refuse_without(Right.PEOPLE, by)
    if not by.sees_to(editor):
        raise NotAllowed("This account is above yours: ask a chief editor to change it.")
    if role and role != editor.role and role not in by.roles_to_give:
        raise NotAllowed(
            "You cannot give this role: it may do more than yours. Ask a chief editor.",
        )


def keep(editor: Editor, *, by: Editor | None) -> Editor:
    """Save an account as it was filled in: new, or changed in rights or names."""
    editor.pseudonym = line(editor.pseudonym)
    with transaction.atomic():
        verb = _refuse(editor, by)
        editor.save()
        write_event(verb, by=by, subject=f"editor-{editor.key}", needs=Right.PEOPLE)
    return editor


def _refuse(editor: Editor, by: Editor | None) -> str:
    """Refuse what may not be done to this account; otherwise what it is called in the record."""
    stands = Editor.objects.select_for_update().filter(pk=editor.pk).first()
    if stands is None:
        refuse_above(by, editor)
        return "editor.invited"
    refuse_above(by, stands, role=editor.role)
    if by is not None and editor.is_superuser and not by.is_superuser:
        raise NotAllowed("Only who runs the site can make somebody else run it.")
    return "editor.role_changed" if stands.role != editor.role else "editor.changed"
