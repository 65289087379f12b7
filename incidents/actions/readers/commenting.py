"""How stories take comments: the newsroom's rule, and one story's own."""

from django.db import transaction

from incidents.actions.house import purges
from incidents.actions.ledger.change import write_event
from incidents.actions.refusals import WrongValue, refuse_without
from incidents.models import CommentMode, Editor, House, Incident, Right


def set_comment_mode(mode: str, *, by: Editor | None) -> House:
    """Say how stories without a rule of their own take comments.

    Raises NotAllowed, WrongValue.
    """
    refuse_without(Right.HOUSE, by)
    if mode not in CommentMode.values:
        raise WrongValue("Comments are off, moderated or open.", field="mode")
    with transaction.atomic():
        house, _ = House.objects.update_or_create(pk=1, defaults={"comment_mode": mode})
        write_event("house.comments_changed", by=by, needs=Right.HOUSE)
        purges.ask("comments")
    return house


def set_comment_mode_of(incident: Incident, mode: str, *, by: Editor | None) -> Incident:
    """Say how one story takes comments; empty follows the newsroom. Raises NotAllowed, WrongValue.

    It makes no version: comments are not part of the story.
    """
    refuse_without(Right.PUBLISH, by)
    if mode and mode not in CommentMode.values:
        raise WrongValue("Comments are off, moderated or open.", field="mode")
    with transaction.atomic():
        row = Incident.objects.select_for_update().get(pk=incident.pk)
        row.comment_mode = mode
        row.save(update_fields=["comment_mode"])
        write_event("incident.comments_changed", by=by, incident=row, needs=Right.PUBLISH)
        purges.ask("comments")
    return row
