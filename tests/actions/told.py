"""A story whose initial report is rewritten, for the tests of what comes back."""

from typing import TypedDict

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing
from incidents.models import Incident, Version
from incidents.record.ledger import standing
from tests import factories

LEAD = (
    "<p>Two villages report shots. Seven people were hurt. The road is closed.</p>\n"
    "<p>The ministry says nothing.</p>"
)


class Why(TypedDict):
    """Who brings something back, and why."""

    by: None
    note: str


WHY: Why = {"by": None, "note": "It was right before."}


def story(**fields: object) -> Incident:
    return factories.story(**{"lead": LEAD, **fields})  # type: ignore[arg-type]


def fresh(incident: Incident) -> Incident:
    return Incident.objects.get(pk=incident.pk)


def rewrite(incident: Incident, old: str, new: str) -> Incident:
    lead = fresh(incident).lead
    assert old in lead
    edit = StoryEdit(lead=lead.replace(old, new))
    return editing.edit(incident, edit, by=None, kind="correction", note="A new figure.")


def newest(incident: Incident) -> Version:
    return Version.objects.get(incident=incident, number=fresh(incident).version_number)


def aside(incident: Incident, number: int) -> object:
    pieces = standing(incident.pk, keys=["returns"], at=number)
    return pieces["returns"].value
