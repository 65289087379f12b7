"""Stories with something standing out of them, and what their pieces say, for tests."""

from typing import Any

from incidents.actions.inputs import SummaryLine
from incidents.actions.stories import highlighting
from incidents.models import Incident, Version
from incidents.record.ledger import standing
from tests import factories

LINES = [
    SummaryLine("<p>The bridge is <strong>closed</strong>.</p>", (1,)),
    SummaryLine("Nobody is hurt.", (2, 1)),
]


def summed_up() -> Incident:
    story = factories.story()
    factories.update(story, "<p>The bridge is closed.</p>")
    factories.update(story, "<p>Nobody is hurt.</p>")
    return highlighting.summarise(story, LINES, by=None)


def newest(story: Incident) -> Version:
    return Version.objects.filter(incident=story).latest("number")


def said(story: Incident, key: str) -> dict[str, Any]:
    value = standing(story.pk, keys=[key])[key].value
    assert value is not None
    return value
