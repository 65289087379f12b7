"""What may happen to the newsroom's own standing texts."""

from incidents.actions.ledger.change import changes
from incidents.actions.refusals import refuse_without
from incidents.models import Editor, House, Incident, Right, Version
from incidents.text.sanitise import line


def set_verification_notice(text: str, *, by: Editor | None, note: str = "") -> House:
    """Change the notice of the house: every live story without a notice of its own follows.

    Ended stories keep the notice under which they ended.
    """
    refuse_without(Right.HOUSE, by)
    stories = Incident.objects.public().filter(status=Incident.Status.LIVE, verification_notice="")
    with changes(list(stories), "house.notice_changed", by=by, note=note) as locked:
        house, _ = House.objects.update_or_create(
            pk=1, defaults={"verification_notice": line(text)}
        )
        for story in locked:
            if story.incident.verification_notice == "":
                story.touch("notice", {"text": house.verification_notice}, Version.Kind.STATUS)
    return house
