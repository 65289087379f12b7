"""What happens around accounts: each act leaves its event, with where it came from."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from incidents.actions.house.editors import refuse_above
from incidents.actions.ledger.change import write_event
from incidents.actions.refusals import NotAllowed, NothingWritten, WrongValue, refuse_overlong
from incidents.models import Editor, Session
from incidents.text.sanitise import line


def note(verb: str, editor: Editor, *, by: Editor | None, address: str | None) -> None:
    """Write down what happened to an account: signed in or out, a second factor added or gone."""
    write_event(verb, by=by, subject=_subject(editor), address=address, needs=None)


def note_failure(username: str, *, address: str | None) -> None:
    """Write down a failed sign-in; what was typed is kept only where it names an account."""
    editor = Editor.objects.filter(username__iexact=username).first()
    subject = _subject(editor) if editor else ""
    write_event("sign-in.failed", by=None, subject=subject, address=address, needs=None)


def end_session(session: Session, *, by: Editor, address: str | None) -> None:
    """Sign somebody out in one browser, at once."""
    owner = session.editor
    if owner is None:
        raise NothingWritten("Nobody is signed in there.")
    if owner.pk != by.pk:
        refuse_above(by, owner)
    with transaction.atomic():
        session.delete()
        note("session.ended", owner, by=by, address=address)


def end_sessions(
    editor: Editor, *, by: Editor | None, address: str | None, but: str | None = None
) -> int:
    """Sign somebody out everywhere, but for one session; how many were ended."""
    if by is None or by.pk != editor.pk:
        refuse_above(by, editor)
    with transaction.atomic():
        ended, _ = Session.objects.filter(editor=editor).exclude(pk=but).delete()
        if ended:
            note("sessions.ended", editor, by=by, address=address)
    return ended


def invite(
    username: str,
    *,
    role: str,
    by: Editor,
    address: str | None,
    first_name: str = "",
    last_name: str = "",
) -> Editor:
    """Make an account for somebody, who then sets a password through a link."""
    editor = Editor(
        username=line(username),
        role=role,
        first_name=line(first_name),
        last_name=line(last_name),
        is_staff=True,
    )
    if not editor.username:
        raise NothingWritten("Write a name to sign in with.", field="username")
    refuse_overlong(editor)
    refuse_above(by, editor, role=role)
    editor.set_unusable_password()
    with transaction.atomic():
        if Editor.objects.filter(username__iexact=editor.username).exists():
            raise WrongValue("There is an account of this name already.", field="username")
        editor.save()
        note("editor.invited", editor, by=by, address=address)
    return editor


def give_role(editor: Editor, role: str, *, by: Editor, address: str | None) -> Editor:
    """Change what somebody may do. Nobody changes their own role."""
    with transaction.atomic():
        row = _held(editor, by)
        refuse_above(by, row, role=role)
        if role not in Editor.Role.values:
            raise WrongValue("There is no such role.", field="role")
        if row.role != role:
            row.role = role
            row.save(update_fields=["role"])
            note("editor.role_changed", row, by=by, address=address)
    return row


def deactivate(editor: Editor, *, by: Editor, address: str | None) -> Editor:
    """Close an account, and end its sessions at once; its name stays in the history."""
    with transaction.atomic():
        row = _held(editor, by)
        refuse_above(by, row)
        row.is_active = False
        row.save(update_fields=["is_active"])
        Session.objects.filter(editor=row).delete()
        note("editor.deactivated", row, by=by, address=address)
    return row


def reactivate(editor: Editor, *, by: Editor, address: str | None) -> Editor:
    """Open an account again; it has the role that it had."""
    with transaction.atomic():
        row = _held(editor, by)
        refuse_above(by, row)
        row.is_active = row.is_staff = True
        row.save(update_fields=["is_active", "is_staff"])
        note("editor.reactivated", row, by=by, address=address)
    return row


def forget_second_factor(editor: Editor, *, by: Editor | None, address: str | None) -> None:
    """Take away all second factors of somebody who lost them; their sessions end."""
    with transaction.atomic():
        row = _held(editor, by)
        refuse_above(by, row)
        Authenticator.objects.filter(user=row).delete()
        Session.objects.filter(editor=row).delete()
        note("second-factor.reset", row, by=by, address=address)


def forget_password(editor: Editor, *, by: Editor, address: str | None) -> Editor:
    """Let somebody set a new password through a link; the old one no longer works."""
    with transaction.atomic():
        row = _held(editor, by)
        refuse_above(by, row)
        row.set_unusable_password()
        row.save(update_fields=["password"])
        Session.objects.filter(editor=row).delete()
        note("password.reset", row, by=by, address=address)
    return row


def _held(editor: Editor, by: Editor | None) -> Editor:
    """The account, locked; one's own is for somebody else to change."""
    if by is not None and editor.pk == by.pk:
        raise NotAllowed("This is your own account: somebody else has to do that.")
    return Editor.objects.select_for_update().get(pk=editor.pk)


def _subject(editor: Editor) -> str:
    return f"editor-{editor.key}"
