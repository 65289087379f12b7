"""Letting the demo story move: posted, corrected, withdrawn and restored, turn by turn."""

from collections.abc import Iterator

from django.utils import timezone

from incidents.actions.inputs import UpdateText
from incidents.actions.refusals import Refused
from incidents.actions.stories import updates
from incidents.models import Incident, Update, Version
from incidents.operations.demo.people import author

SAMPLE = Version.Origin.SAMPLE
FIRST, CORRECTED = "for one hour", "for two hours"


def turns(incident: Incident) -> Iterator[str]:
    """Do one thing at each turn, and say what was done; without end.

    An editor may be at work on the same update: what is refused is told, and the story goes on.
    """
    steps = {"corrected": _correct, "retracted": _retract, "restored": _restore}
    while True:
        update = _post(incident)
        yield f"{update} posted"
        for done, step in steps.items():
            try:
                step(update)
            except Refused as refusal:
                yield f"{update} not {done}: {refusal}"
            else:
                yield f"{update} {done}"


def _post(incident: Incident) -> Update:
    body = (
        f"<p>A sample, posted by the demo at {timezone.now():%H:%M:%S} UTC to let the story move: "
        f"observers have heard no shots {FIRST}.</p>"
    )
    return updates.post(incident, UpdateText(body=body), by=author("desk"), origin=SAMPLE)


def _correct(update: Update) -> None:
    text = UpdateText(body=update.body.replace(FIRST, CORRECTED))
    note = "A sample correction: it was two hours, not one."
    updates.edit(update, text, by=author("desk"), kind="correction", note=note, origin=SAMPLE)


def _retract(update: Update) -> None:
    note = "A sample retraction: withdrawn to show what that looks like."
    updates.retract(update, by=author("desk"), note=note, origin=SAMPLE)


def _restore(update: Update) -> None:
    note = "A sample restoration: it stands again."
    updates.restore(update, by=author("desk"), note=note, origin=SAMPLE)
