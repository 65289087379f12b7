"""What may happen to the people who write."""

from django.db import transaction

from incidents.actions.ledger.change import write_event
from incidents.models import Editor
from incidents.text.sanitise import line


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
