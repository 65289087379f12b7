"""verify_history compares the rows behind lists, days and addresses with what the history says."""

import pytest
from django.core.management import call_command

from incidents.actions.house import topics
from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Incident
from incidents.operations.verifying import verify
from tests import factories
from tests.operations import histories
from tests.operations.test_verify_history import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Incident:
    """A story with everything that lists are made from, and others beside it."""
    made = factories.story(
        topics=topics.named(["Border", "Ministry"], by=None),
        sources=[SourceText(outlet="Agency", url="https://agency.example/1")],
    )
    factories.update(made, "<p>Shots are heard again.</p>")
    updates.retract(factories.update(made, "<p>A rumour.</p>"), by=None, note="Nobody heard it.")
    factories.story("Rain all night")
    histories.retracted()
    return Incident.objects.get(pk=made.pk)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE incidents_incident SET headline = 'Government fell'", "headline"),
        ("UPDATE incidents_incident SET path = '2017/02/25/other'", "address"),
        ("UPDATE incidents_incident SET date = '2015-01-01'", "date, time zone or language"),
        ("UPDATE incidents_incident SET language = 'fr'", "date, time zone or language"),
        ("UPDATE incidents_incident SET status = 'ended'", "status"),
        ("UPDATE incidents_incident SET status_line = 'It is over.'", "status"),
        ("UPDATE incidents_incident SET retracted_at = now(), retraction_reason = 'x'", "status"),
        ("UPDATE incidents_incident SET word_count = 9", "number of words or sources, or time"),
        ("UPDATE incidents_incident SET version_at = '2015-01-01'", "number of words"),
        ("UPDATE incidents_incident SET published_at = '2015-01-01'", "time of publication"),
        ("UPDATE incidents_incident SET lead = '<p>Forged.</p>'", "initial report"),
        ("UPDATE incidents_incident SET authors = 'Somebody'", "byline"),
        ("UPDATE incidents_incident SET warning = 'Blood.'", "content warning"),
        ("UPDATE incidents_incident SET lead_media = '[1]'", "media of the initial report"),
        ("UPDATE incidents_incident SET summary = '[{}]'", "summary"),
        ("UPDATE incidents_incident SET update_counter = 1", "update 2"),
        ("UPDATE incidents_incident SET corrected = true", "flag of corrections"),
    ],
)
def test_an_altered_row_of_a_story_is_found(story: Incident, statement: str, what: str) -> None:
    assert verify().faults == []

    tamper(f"{statement} WHERE id = {story.pk}")

    (fault,) = verify().faults
    assert f"the newsroom's row of its {what}" in str(fault)
    assert [str(found) for found in verify([story.pk]).faults] == [str(fault)]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE incidents_update SET body = '<p>Forged.</p>' WHERE number = 1", "update 1"),
        ("UPDATE incidents_update SET headline = 'Forged' WHERE number = 1", "update 1"),
        ("UPDATE incidents_update SET authors = 'Forged' WHERE number = 1", "update 1"),
        ("UPDATE incidents_update SET media = '[1]' WHERE number = 1", "update 1"),
        ("UPDATE incidents_update SET own_reporting = true WHERE number = 1", "update 1"),
        ("UPDATE incidents_update SET pinned = true WHERE number = 1", "pinned update"),
        ("UPDATE incidents_update SET key_event = true WHERE number = 1", "list of key events"),
        ("UPDATE incidents_update SET at = at - interval '1 day' WHERE number = 1", "update 1"),
        ("UPDATE incidents_update SET state = 'published' WHERE number = 2", "update 2"),
        ("UPDATE incidents_update SET retraction_reason = 'Other' WHERE number = 2", "update 2"),
        ("DELETE FROM incidents_update WHERE number = 2", "update 2"),
        ("UPDATE incidents_source SET outlet = 'Another'", "source 1"),
        ("UPDATE incidents_source SET number = NULL", "source 1"),
        ("UPDATE incidents_link SET url = 'https://forged.example/'", "source 1"),
        ("DELETE FROM incidents_incidenttopic", "list of topics"),
        ("UPDATE incidents_topic SET public_name = 'Forged' WHERE name = 'Border'", "list of"),
        ("UPDATE incidents_topic SET slug = 'forged' WHERE name = 'Border'", "list of topics"),
        ("DELETE FROM incidents_address WHERE path LIKE '%shots%'", "address 2017/02/25/shots"),
        (
            """UPDATE incidents_address SET incident_id = (SELECT id FROM incidents_incident
            WHERE headline LIKE 'Rain%') WHERE path LIKE '%shots%'""",
            "address 2017/02/25/shots",
        ),
    ],
)
def test_an_altered_row_of_a_part_is_found(story: Incident, statement: str, what: str) -> None:
    tamper(statement)

    found = [str(fault) for fault in verify().faults if fault.place == story.path]

    assert len(found) == 1
    assert f"the newsroom's row of its {what}" in found[0]


@pytest.mark.parametrize(
    "change",
    ["retracted_at = NULL", "retraction_reason = 'Other'", "retracted_at = '2015-01-01'"],
)
def test_an_altered_retraction_is_found(story: Incident, change: str) -> None:
    tamper(f"UPDATE incidents_incident SET {change} WHERE retracted_at IS NOT NULL")

    (fault,) = verify().faults

    assert "the newsroom's row of its status" in str(fault)


@pytest.mark.parametrize("where", ["lead", "update"])
def test_a_story_that_is_no_longer_flagged_as_corrected_is_found(where: str) -> None:
    story = factories.story(lead="<p>Seven men.</p>")
    if where == "lead":
        edit = StoryEdit(lead="<p>Nine men.</p>")
        editing.edit(story, edit, by=None, kind="correction", note="Nine.")
    else:
        text = UpdateText(body="<p>Nine men.</p>")
        row = factories.update(story, "<p>Seven men.</p>")
        updates.edit(row, text, by=None, kind="correction", note="Nine.")
    assert verify().faults == []

    tamper("UPDATE incidents_incident SET corrected = false")

    (fault,) = verify().faults
    assert "the newsroom's row of its flag of corrections" in str(fault)


@pytest.mark.parametrize("name", ["Anna Editor", "Zoë Ørnulf", "Desk", "Imported", "李娜", "…"])
def test_a_name_under_the_address_of_another_is_found(name: str) -> None:
    first, _, last = name.partition(" ")
    anna = factories.editor(first_name=first, last_name=last)
    lifecycle.publish(factories.draft(), by=anna)
    assert verify().faults == []

    tamper("UPDATE incidents_byline SET slug = 'boris'")

    (fault,) = verify().faults
    assert str(fault).endswith("has the address of another, “boris”")


def test_a_topic_renamed_while_a_story_is_retracted_is_no_fault() -> None:
    (topic,) = topics.named(["Border"], by=None)
    story = factories.story("A rumour", topics=[topic])
    lifecycle.retract(story, by=None, note="It was a rumour.")

    topics.edit(topic, by=None, note="Renamed.", name="Frontier")

    assert verify().faults == []


def test_redacted_and_retracted_stories_hold() -> None:
    histories.everything()
    histories.retracted()
    histories.draft_texts()

    assert verify().faults == []


def test_the_demo_newsroom_holds() -> None:
    call_command("demo", verbosity=0)

    assert verify().faults == []
