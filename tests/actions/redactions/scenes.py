"""A newsroom in which a name stands everywhere, and the ways to look for it."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from incidents.actions.house import topics
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.readers import reports
from incidents.actions.redactions import redact as redactions
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.redact import redact
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import (
    Editor,
    Incident,
)
from tests import factories

NAME = "Zoë Ørnulf"
NOTE = "A court ordered us to remove a name."


def chief(**fields: object) -> Editor:
    return factories.editor("chief", role="chief", first_name="Carla", last_name="Head", **fields)


def removed(words: str = NAME, **given: Any) -> redactions.Done:  # noqa: ANN401
    values: dict[str, Any] = {"category": "court_order", "note": NOTE, "confirmed": False}
    by = values | given
    whole = bool(by.pop("whole", False))
    by.setdefault("by", Editor.objects.filter(role="chief").first() or chief())
    return redact(Removal(Terms([words]), whole=whole), **by)


def everywhere() -> Incident:
    """A story that says the name in every place where a story can say one, and others around it."""
    writer = factories.editor("zoe", first_name="Zoë", last_name="Ørnulf")
    story = factories.draft(
        f"{NAME} is held",
        topic_line=f"The case of {NAME}",
        lead=f'<p>Police hold {NAME}, see <a href="https://example.org/zoe-ornulf">this</a>.</p>',
        captions=[f"{NAME} in court"],
        status_line=f"{NAME} is still held",
        topics=topics.named([NAME, "Court"], by=None),
        sources=[
            SourceText(
                outlet="Agency",
                title=f"{NAME} arrested",
                url="https://example.org/Zo%C3%AB%20%C3%98rnulf",
                quote=f"We hold {NAME}",
                via=f"the lawyer of {NAME}",
            )
        ],
    )
    story = lifecycle.publish(story, by=writer)
    update = factories.update(story, f"<p>{NAME} is 34.</p><p>The court sits at nine.</p>")
    updates.edit(
        update,
        UpdateText(body="<p><em>Zoë</em> Ørnulf is 35.</p><p>The court sits at nine.</p>"),
        by=writer,
        kind="correction",
        note=f"{NAME} is 35.",
        particulars=Particulars(wrong=f"{NAME} is 34.", right=f"{NAME} is 35.", noticed="reader"),
    )
    factories.update(story, "<p>Nothing about anybody.</p>", headline=f"On {NAME}")
    _around(story)
    return Incident.objects.get(pk=story.pk)


def _around(story: Incident) -> None:
    """What others say of the story, and what nobody but editors sees."""
    editing.edit(
        Incident.objects.get(pk=story.pk),
        StoryEdit(headline="Zoe Ornulf goes to court", move=True),
        by=None,
        note="New",
    )
    other = factories.story("Another case", related=[RelatedChoice(story=story)])
    factories.story("A third case", related=[RelatedChoice(title=f"{NAME} at home")])
    updates.retract(factories.update(other), by=None, note=f"It was about {NAME}.")
    factories.draft("A draft", lead=f"<p>What {NAME} said.</p>")
    factories.draft_update(other, f"<p>{NAME} again.</p>", headline=f"{NAME} in court")
    report = reports.send(
        story, piece="lead", version=1, message=f"I know {NAME}.", senders=("a", "b")
    )
    reports.answer(report, by=None, text=f"So do we know {NAME}.")
    LogEntry.objects.create(
        user=factories.editor("mia"),
        content_type=ContentType.objects.get_for_model(Incident),
        object_id=str(story.pk),
        object_repr=f"{NAME} is held",
        action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"name": NAME, "object": NAME, "fields": [NAME]}}]),
    )


def stored_texts() -> Iterator[tuple[str, str]]:
    """Every value of every column of every table of the database, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY 1, 2"
        )
        for table, column in cursor.fetchall():
            if table == "incidents_editor":
                continue
            cursor.execute(f'SELECT DISTINCT "{column}"::text FROM "{table}"')
            for (value,) in cursor.fetchall():
                if value:
                    yield f"{table}.{column}", value
