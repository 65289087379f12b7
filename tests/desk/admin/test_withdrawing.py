"""Deleting in the administration: what readers saw is retracted, drafts are thrown away."""

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from incidents.models import Editor, Event, Incident, Source, Topic, Update, Version
from tests import factories
from tests.desk.filled import filled, text


def delete(model: str, row: Model) -> str:
    return reverse(f"admin:incidents_{model}_delete", args=[row.pk])


def test_deleting_a_story_asks_for_the_reason_and_retracts_it(desk: Client) -> None:
    story = factories.story()
    address = delete("incident", story)

    refused = desk.post(address, filled(desk, address))
    desk.post(address, filled(desk, address, note="None of it happened."))

    story.refresh_from_db()
    assert refused.context["form"].errors["note"]
    assert story.retraction_reason == "None of it happened."
    assert desk.get(story.get_absolute_url()).status_code == 410


def test_deleting_an_update_retracts_it_under_its_number(desk: Client) -> None:
    update = factories.update(factories.story())
    address = delete("update", update)

    desk.post(address, filled(desk, address, note="It was another village."))

    update.refresh_from_db()
    assert (update.state, update.number) == ("retracted", 1)


def test_what_nobody_saw_is_thrown_away(desk: Client) -> None:
    story = factories.draft()
    address = delete("incident", story)

    page = desk.get(address)
    desk.post(address, filled(desk, address))

    assert "Readers never saw this" in text(page.content)
    assert not Incident.objects.exists()


def test_a_source_is_taken_off_the_list_with_a_note(desk: Client) -> None:
    factories.long_story(1)
    address = delete("source", Source.objects.get())

    desk.post(address, filled(desk, address, note="It took its report back."))

    assert not Source.objects.exists()
    assert Version.objects.latest("position").kind == "sources"


def test_a_topic_in_use_stays(desk: Client) -> None:
    factories.long_story(1)
    address = delete("topic", Topic.objects.get(name="Border"))

    answer = desk.post(address, filled(desk, address))

    assert "take it off them first" in text(answer.content)
    assert Topic.objects.count() == 2


def test_nothing_is_done_in_bulk(desk: Client) -> None:
    story = factories.long_story(2)

    for model in ("incident", "update", "source", "topic"):
        address = reverse(f"admin:incidents_{model}_changelist")
        keys = [row.pk for row in (Incident, Update, Source, Topic)[0].objects.all()]
        page = desk.get(address)
        desk.post(address, {"action": "delete_selected", "_selected_action": keys, "post": "yes"})
        assert b'name="action"' not in page.content

    assert Incident.objects.get() == story
    assert Update.objects.count() == 2


@pytest.mark.parametrize("model", ["version", "event", "address", "importedstory", "link"])
def test_what_is_written_down_is_only_read(desk: Client, model: str) -> None:
    Editor.objects.update(role="chief")
    factories.long_story(1)
    rows = next(kind for kind in admin.site._registry if kind._meta.model_name == model)
    first = rows._default_manager.first()
    listed = desk.get(reverse(f"admin:incidents_{model}_changelist"))

    assert listed.status_code == 200
    assert desk.get(reverse(f"admin:incidents_{model}_add")).status_code == 403
    if first is not None:
        change = reverse(f"admin:incidents_{model}_change", args=[first.pk])
        assert desk.get(change).status_code == 200
        assert desk.post(change, {}).status_code == 403
        remove = reverse(f"admin:incidents_{model}_delete", args=[first.pk])
        assert desk.post(remove, {"post": "yes"}).status_code == 403


def test_a_version_shows_what_its_pieces_say(desk: Client) -> None:
    factories.story("Shots near the border")
    version = Version.objects.get()

    page = desk.get(reverse("admin:incidents_version_change", args=[version.pk]))

    assert "Shots near the border" in text(page.content)


def test_the_events_of_a_discarded_draft_can_still_be_read(desk: Client) -> None:
    story = factories.draft()
    address = delete("incident", story)
    desk.post(address, filled(desk, address))
    Editor.objects.update(role="auditor")

    page = desk.get(reverse("admin:incidents_event_changelist"))

    assert Event.objects.filter(verb="incident.discarded").exists()
    assert "incident.discarded" in text(page.content)
