"""A story with a history worth reading: every kind of row is in it."""

from datetime import UTC, datetime, timedelta

from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.stories import editing, updates
from incidents.actions.stories.lifecycle import publish
from incidents.models import Editor, Incident, Update
from tests import factories

DAWN = datetime(2017, 2, 25, 5, 30, tzinfo=UTC)
GAUGE = "<p>The gauge reads {} metres.</p>"


def flood() -> Incident:
    """Seven versions within two days.

    1 published, 2 sources, 3 Update 1, 4 its figure corrected, 5 Update 2 with a new headline,
    6 Update 1 clarified, 7 Update 2 retracted on the next day.
    """
    anna = factories.editor("anna")
    night = factories.editor(
        "night", first_name="Béla", last_name="Night", role="contributor", is_superuser=True
    )
    story = publish(factories.draft("Dam gates open"), by=anna, at=DAWN)
    sources = [SourceText(outlet="Valley Radio"), SourceText(outlet="River Authority")]
    editing.edit(
        story, StoryEdit(sources=sources), by=anna, note="Who said it.", at=_later(minutes=30)
    )
    first = updates.post(
        story, UpdateText(body=GAUGE.format("4.2")), by=night, at=_later(minutes=60)
    )
    updates.edit(
        first,
        UpdateText(body=GAUGE.format("3.2")),
        by=anna,
        kind="correction",
        note="It reads 3.2 metres, not 4.2.",
        at=_later(minutes=185),
        particulars=Particulars(wrong="It read 4.2.", right="It reads 3.2.", noticed="reader"),
    )
    _go_on(story, first, anna, night)
    return Incident.objects.get(pk=story.pk)


def _go_on(story: Incident, first: Update, anna: Editor, night: Editor) -> None:
    """Versions 5 to 7."""
    second = updates.post(
        story,
        UpdateText(body="<p>The police close the bridge.</p>"),
        by=night,
        headline="Dam gates open, bridge closed",
        at=_later(minutes=240),
    )
    updates.edit(
        first,
        UpdateText(body=GAUGE.format("3.2") + "<p>It is the gauge at the old bridge.</p>"),
        by=anna,
        kind="clarification",
        note="Which gauge it is.",
        at=_later(minutes=300),
    )
    updates.retract(second, by=anna, note="The bridge was open.", at=_later(days=1))


def address(story: Incident) -> str:
    """The address of a story without its closing slash."""
    return f"/news/{story.path}"


def _later(**time: int) -> datetime:
    return DAWN + timedelta(**time)
