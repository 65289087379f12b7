"""Numbers, corrections, retractions: what an update goes through."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import record
from incidents.actions.drafts import outgoing
from incidents.actions.inputs import SourceText, UpdateText
from incidents.actions.refusals import (
    AlreadyDone,
    AlreadyRetracted,
    IncidentIsRetracted,
    KindNeeded,
    NoteNeeded,
    NothingWritten,
    NotPublished,
    StaleBase,
    UnknownSource,
)
from incidents.actions.stories import lifecycle, updates
from incidents.models import Editor, Event, Incident, Source, Update, Version
from tests import factories

pytestmark = pytest.mark.django_db


def _clarify(update: Update, body: str, base: int | None = None) -> Update:
    text = UpdateText(body=body)
    return updates.edit(update, text, by=None, kind="clarification", note="Clearer.", base=base)


def test_updates_are_numbered_in_the_order_of_their_publication() -> None:
    story = factories.story()
    waiting = factories.draft_update(story, "Written first")
    factories.update(story)

    published = outgoing.publish(waiting, by=Editor.objects.get())

    assert published.update is not None
    assert published.update.number == 2
    assert [entry.number for entry in record.of(_again(story)).updates] == [2, 1]


def test_a_headline_changed_with_a_post_makes_one_version_of_kind_update() -> None:
    story = factories.story("Shots heard")

    updates.post(story, UpdateText(body="More."), headline="Shots heard; talks begin", by=None)

    page = record.of(_again(story))
    assert (page.version, page.changes[-1].kind) == (2, "update")
    assert page.printed_headline == "Shots heard; talks begin (Updated 1)"


def test_a_draft_update_and_its_sources_are_nowhere_in_public() -> None:
    story = factories.story()

    factories.draft_update(story, "Canary body", new_sources=[SourceText(outlet="Canary outlet")])

    page = record.of(_again(story))
    assert page.version == 1
    assert "Canary" not in repr(page)


def test_publishing_a_draft_puts_its_sources_on_the_list() -> None:
    story = factories.story()
    draft = factories.draft_update(story, "Body", new_sources=[SourceText(outlet="Agency")])

    outgoing.publish(draft, by=Editor.objects.get())

    page = record.of(_again(story))
    assert [source.outlet for source in page.sources] == ["Agency"]
    assert page.updates[0].sources == (1,)


def test_a_correction_needs_a_note_and_leaves_a_mark_and_its_author() -> None:
    story = factories.story()
    update = factories.update(story, "<p>Seven are injured.</p>")
    text = UpdateText(body="<p>Nine are injured.</p>")

    with pytest.raises(KindNeeded):
        updates.edit(update, text, by=None)
    with pytest.raises(NoteNeeded):
        updates.edit(update, text, by=None, kind="correction", note="  ")
    updates.edit(update, text, by=factories.editor(), kind="correction", note="A wrong figure.")

    page = record.of(_again(story))
    change = page.changes[-1]
    assert (change.kind, change.note, change.byline) == (
        "correction",
        "A wrong figure.",
        "Anna Editor",
    )
    assert (change.words_added, change.words_removed) == (1, 1)
    assert [mark.kind for mark in page.updates[0].marks] == ["correction"]
    assert "Corrected at" in page.updates[0].fragment


def test_a_retracted_update_keeps_its_number_and_reason_and_comes_back_the_same() -> None:
    story = factories.story()
    update = factories.update(story, "<p>Canary words.</p>")
    factories.update(story)

    updates.retract(update, by=None, note="It could not be confirmed.")
    tombstone = record.of(_again(story)).updates[1]
    updates.restore(update, by=None, note="It is confirmed now.")
    restored = record.of(_again(story)).updates[1]

    assert (tombstone.number, tombstone.reason) == (1, "It could not be confirmed.")
    assert "Canary" not in repr(tombstone)
    assert restored.html == "<p>Canary words.</p>"
    assert record.of(_again(story)).printed_headline.endswith("(Updated 2)")


def test_acts_that_make_no_sense_are_refused_by_name() -> None:
    story = factories.story()
    update = factories.update(story)
    updates.retract(update, by=None, note="Wrong.")
    before = _again(story).version_number

    with pytest.raises(AlreadyRetracted):
        updates.retract(update, by=None, note="Again")
    with pytest.raises(AlreadyRetracted):
        updates.edit(update, UpdateText(body="x"), by=None, kind="typo")
    with pytest.raises(NothingWritten):
        updates.post(story, UpdateText(body="<p> </p>"), by=None)
    with pytest.raises(NotPublished):
        updates.post(factories.draft("Another"), UpdateText(body="x"), by=None)
    with pytest.raises(UnknownSource):
        updates.post(story, UpdateText(body="x", cites=[999]), by=None)
    lifecycle.retract(story, by=None, note="All of it was wrong.")
    with pytest.raises(IncidentIsRetracted):
        updates.post(story, UpdateText(body="x"), by=None)

    assert _again(story).version_number == before + 1
    assert _again(story).update_counter == 1


def test_a_stale_base_is_refused_and_nothing_is_lost() -> None:
    story = factories.story()
    update = factories.update(story, "<p>Old.</p>")
    base = _again(story).version_number
    _clarify(update, "<p>Theirs.</p>")

    with pytest.raises(StaleBase) as refusal:
        _clarify(update, "<p>Mine.</p>", base)

    assert refusal.value.standing == base + 1
    assert Update.objects.get(pk=update.pk).body == "<p>Theirs.</p>"


def test_editing_different_updates_from_one_base_is_no_conflict() -> None:
    story = factories.story()
    one, two = factories.update(story), factories.update(story)
    base = _again(story).version_number
    _clarify(one, "One.", base)

    _clarify(two, "Two.", base)

    assert _again(story).version_number == base + 2


def test_saving_without_a_change_makes_no_version() -> None:
    story = factories.story()
    update = factories.update(story)
    before = _again(story).version_number

    updates.edit(update, UpdateText(body=update.body), by=None, kind="correction", note="None.")

    assert _again(story).version_number == before


def test_a_repeated_request_publishes_once() -> None:
    story = factories.story()
    key = uuid.uuid4()
    updates.post(story, UpdateText(body="Once."), by=None, request_key=key)

    with pytest.raises(AlreadyDone) as refusal:
        updates.post(story, UpdateText(body="Once."), by=None, request_key=key)

    assert refusal.value.subject == "update-1"
    assert Update.objects.count() == 1


def test_an_update_of_another_day_prints_its_date() -> None:
    story = factories.story()
    at = datetime(2017, 2, 26, 0, 10, tzinfo=UTC)

    factories.update(story, at=at)

    entry = record.of(_again(story)).updates[0]
    assert (entry.printed, entry.printed_date) == ("0110 CET", "26 February 2017")


def test_posting_to_a_long_story_takes_at_most_twelve_statements() -> None:
    story = factories.long_story(20)
    source = Source.objects.get(incident=story)
    text = UpdateText(body="One more.", cites=[source.pk])

    with CaptureQueriesContext(connection) as captured:
        updates.post(story, text, by=None, headline="A new headline")

    assert len(captured) <= 12, "\n".join(query["sql"][:120] for query in captured)


def test_every_act_leaves_an_event_and_events_carry_no_text() -> None:
    story = factories.story()
    update = factories.update(story, "<p>Canary.</p>")
    updates.retract(update, by=factories.editor(), note="Canary note.")

    event = Event.objects.first()

    assert event is not None
    assert (event.verb, event.subject) == ("update.retracted", "update-1")
    assert event.version == Version.objects.first()
    assert "Canary" not in repr(list(Event.objects.values()))


def _again(story: Incident) -> Incident:
    return Incident.objects.get(pk=story.pk)
