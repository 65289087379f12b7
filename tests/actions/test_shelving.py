"""Lists say what the rows of the stories say, whatever happened to these."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.actions.house.topics import merging
from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.redactions import redact
from incidents.actions.redactions.planning import Removal
from incidents.actions.redactions.terms import Terms
from incidents.actions.stories import editing, lifecycle, updates
from incidents.models import Editor, Incident, Listed, Source, Tally, Update
from tests import factories

pytestmark = pytest.mark.django_db


def slug(outlet: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT incidents_outlet_slug(%s)", [outlet])
        return str(cursor.fetchone()[0])


def wanted() -> set[tuple[str, str, date, int]]:
    """Where every public story belongs, found out in another way."""
    found = set()
    for story in Incident.objects.public():
        days = {story.date}
        rows = story.updates.filter(state=Update.State.PUBLISHED)
        days |= {day for day in rows.values_list("day", flat=True) if day}
        found |= {("day", "", day, story.pk) for day in days}
        found |= {("month", "", day.replace(day=1), story.pk) for day in days}
        found |= {("topic", str(row.pk), story.date, story.pk) for row in story.topics.all()}
        named = story.sources.listed().exclude(kind__in=["witness", "anonymous"])
        slugs = {slug(row.outlet) for row in named} - {""}
        found |= {("outlet", each, story.date, story.pk) for each in slugs}
    return found


def check() -> None:
    """Compare the lists, and what was counted, with where the stories belong."""
    rows = set(Listed.objects.values_list("shelf", "subject", "date", "incident"))
    assert rows == wanted()
    counted: Counter[tuple[str, str, date]] = Counter()
    for shelf, subject, day, _ in rows:
        of = day if shelf in ("day", "month") else day.replace(month=1, day=1)
        counted[shelf, subject, of] += 1
    told = Tally.objects.values_list("shelf", "subject", "date", "stories")
    assert {(shelf, subject, day): number for shelf, subject, day, number in told} == dict(counted)


def test_every_act_leaves_the_lists_right() -> None:
    border, ministry = factories.topic(), factories.topic("Ministry")
    story = factories.story(topics=[border], sources=[SourceText(outlet="Reuters")])
    check()
    row = factories.update(story, at=factories.MORNING + timedelta(days=2))
    check()
    updates.retract(row, by=None, note="No.")
    check()
    updates.restore(row, by=None, note="Yes.")
    check()
    sources = [
        SourceText(outlet="Azertac"),
        SourceText(outlet="A man", kind=Source.Kind.WITNESS),
        SourceText(outlet="***"),
        SourceText(outlet="Le Monde (édition du soir)"),
    ]
    editing.edit(story, StoryEdit(sources=sources), by=None, note="Others.")
    assert "le-monde-édition-du-soir" in set(Listed.objects.values_list("subject", flat=True))
    check()
    editing.edit(story, StoryEdit(date=date(2016, 12, 31)), by=None, note="It was the day before.")
    check()
    merging.merge(border, ministry, by=None, note="The same.")
    check()
    lifecycle.retract(story, by=None, note="No.")
    check()
    assert not Listed.objects.exists()
    assert not Tally.objects.exists()
    lifecycle.restore(story, by=None, note="Yes.")
    check()


def test_a_draft_stands_in_no_list_until_it_is_published() -> None:
    story = factories.draft(sources=[SourceText(outlet="Reuters")], topics=[factories.topic()])
    assert not Listed.objects.exists()

    lifecycle.publish(story, by=None)

    check()
    assert Listed.objects.filter(shelf="outlet", subject="reuters").exists()


def test_a_redacted_name_is_left_in_no_list() -> None:
    chief = factories.editor("chief", role=Editor.Role.CHIEF)
    story = factories.story(sources=[SourceText(outlet="Karim Hashimli")])
    assert Listed.objects.filter(subject="karim-hashimli").exists()

    removal = Removal(Terms(["Karim Hashimli"]))
    redact.redact(removal, category="privacy", note="Privacy.", by=chief)

    check()
    assert not Listed.objects.filter(incident=story, subject__contains="karim").exists()
    assert not Tally.objects.filter(subject__contains="karim").exists()


def test_an_update_of_a_day_that_is_listed_looks_at_no_list() -> None:
    story = factories.story()

    with CaptureQueriesContext(connection) as first:
        factories.update(story, at=factories.MORNING)
    with CaptureQueriesContext(connection) as later:
        factories.update(story, at=factories.MORNING + timedelta(days=1))

    assert [shelved(first), shelved(later)] == [0, 1]
    check()


def shelved(queries: CaptureQueriesContext) -> int:
    return sum("incidents_shelve" in query["sql"] for query in queries)
