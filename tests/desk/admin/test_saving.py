"""The administration saves through the actions: a form with its rows is one version, or nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.inputs import SourceText, StoryEdit
from incidents.actions.stories import editing
from incidents.models import Editor, Incident, Related, Source, Topic, Update, Version
from tests import factories
from tests.desk.filled import filled, text


def page(model: str, row: object = None) -> str:
    if row is None:
        return reverse(f"admin:incidents_{model}_add")
    return reverse(f"admin:incidents_{model}_change", args=[getattr(row, "pk", row)])


@pytest.fixture
def story(desk: Client) -> Incident:
    """A story with three updates, two topics, and a source that they cite."""
    return factories.long_story(3)


def place_of(typed: dict[str, object], update: Update) -> str:
    """The prefix of an update's row in the form of its story."""
    return next(
        name.removesuffix("-id")
        for name, value in typed.items()
        if name.startswith("updates-") and name.endswith("-id") and value == [str(update.pk)]
    )


def test_form_and_rows_together_make_one_version(desk: Client, story: Incident) -> None:
    second = Update.objects.get(number=2)
    typed = filled(desk, page("incident", story))
    row = place_of(typed, second)
    typed |= {
        "headline": "A longer night",
        "lead": "<p>Three villages.</p>",
        f"{row}-body": "<p>Nine were hurt.</p>",
        "sources-TOTAL_FORMS": "2",
        "sources-1-outlet": "Hospital",
        "sources-1-kind": "official",
        "sources-1-url": "https://example.org/",
        "topic_links-1-DELETE": "on",
        "related_links-TOTAL_FORMS": "1",
        "related_links-0-title": "The night before",
        "related_links-0-order": "0",
        "kind": "correction",
        "note": "A new figure from the hospital.",
    }

    answer = desk.post(page("incident", story), typed)

    assert answer.status_code == 302, answer.context["errors"]
    after = Incident.objects.get()
    newest = Version.objects.latest("position")
    assert after.version_number == story.version_number + 1
    assert newest.kind == "correction"
    keys = set(newest.pieces.values_list("key", flat=True))
    assert keys >= {"headline", "lead", "update-2", "source-2", "topics", "related", "note"}
    assert "update-1" not in keys
    assert Update.objects.get(number=2).body == "<p>Nine were hurt.</p>"


def test_saving_without_a_change_makes_no_version(desk: Client, story: Incident) -> None:
    answer = desk.post(page("incident", story), filled(desk, page("incident", story)))

    assert answer.status_code == 302
    assert Incident.objects.get().version_number == story.version_number


def test_a_new_row_is_published_with_its_story(desk: Client, story: Incident) -> None:
    typed = filled(desk, page("incident", story)) | {
        "updates-TOTAL_FORMS": "4",
        "updates-3-body": "The fourth report.",
        "updates-3-local_time": "2017-02-25T14:30",
        "updates-3-cites": [str(Source.objects.get().pk)],
    }

    answer = desk.post(page("incident", story), typed)

    assert answer.status_code == 302, answer.context["errors"]
    update = Update.objects.get(number=4)
    assert update.body == "<p>The fourth report.</p>"
    assert update.at.isoformat() == "2017-02-25T13:30:00+00:00"
    assert update.sources.count() == 1


@pytest.mark.parametrize(("given", "field"), [({}, "kind"), ({"kind": "correction"}, "note")])
def test_a_published_text_asks_for_kind_and_note(
    desk: Client, story: Incident, given: dict[str, str], field: str
) -> None:
    typed = filled(desk, page("incident", story), lead="<p>Kept text.</p>", **given)
    typed["status_line"] = "Kept line"

    answer = desk.post(page("incident", story), typed)

    form = answer.context["adminform"].form
    assert form.errors[field]
    assert "Kept text." in answer.content.decode()
    assert 'value="Kept line"' in answer.content.decode()
    assert Incident.objects.get().status_line == "This story is still unfolding"
    assert Incident.objects.get().version_number == story.version_number


def test_a_refusal_deep_inside_undoes_everything_and_is_shown(
    desk: Client, story: Incident
) -> None:
    typed = filled(desk, page("incident", story), headline="Never saved", note="Why.") | {
        "sources-TOTAL_FORMS": "2",
        "sources-1-outlet": "Hospital",
        "sources-1-kind": "official",
        "sources-1-url": "ftp://example.org",
    }

    answer = desk.post(page("incident", story), typed)

    assert "is not a web address" in text(answer.content)
    assert "ftp://example.org" in answer.content.decode()
    assert Incident.objects.get().headline == story.headline
    assert Source.objects.count() == 1


def test_a_wrong_row_is_said_at_the_row(desk: Client, story: Incident) -> None:
    typed = filled(desk, page("incident", story)) | {
        "updates-TOTAL_FORMS": "4",
        "updates-3-body": "Kept text.",
        "updates-3-local_time": "2017-03-26T02:30",
    }

    answer = desk.post(page("incident", story), typed)

    assert "skipped this time" in text(answer.content)
    assert "Kept text." in answer.content.decode()


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc", "\u00e9"])
def test_a_time_zone_that_is_none_is_said_at_its_field(
    desk: Client, story: Incident, zone: str
) -> None:
    update = Update.objects.get(number=1)
    typed = filled(desk, page("update", update), time_zone=zone, local_time="2017-02-25T14:31")

    answer = desk.post(page("update", update), typed)

    assert "time_zone" in answer.context["adminform"].form.errors


def test_a_new_story_is_a_draft_with_its_rows(desk: Client) -> None:
    typed = filled(desk, page("incident"), headline="From here", lead="Two villages.") | {
        "sources-TOTAL_FORMS": "1",
        "sources-0-outlet": "Agency",
        "sources-0-kind": "agency",
    }

    answer = desk.post(page("incident"), typed)

    assert answer.status_code == 302, answer.context["errors"]
    assert Incident.objects.get().status == "draft"
    assert Source.objects.get().outlet == "Agency"


def test_sources_are_put_in_order_by_their_places(desk: Client, story: Incident) -> None:
    texts = [SourceText(outlet=name) for name in ("One", "Two")]
    editing.edit(story, StoryEdit(sources=texts), by=None, note="Two.")
    typed = filled(desk, page("incident", story), note="The other way round.")
    typed |= {"sources-0-place": "2", "sources-1-place": "1"}

    desk.post(page("incident", story), typed)

    rows = Source.objects.order_by("number").values_list("outlet", flat=True)
    assert list(rows) == ["Two", "One"]


def test_an_update_is_corrected_with_kind_and_note(desk: Client, story: Incident) -> None:
    update = Update.objects.get(number=1)
    typed = filled(desk, page("update", update), body="<p>Corrected.</p>")

    refused = desk.post(page("update", update), typed)
    desk.post(page("update", update), typed | {"kind": "correction", "note": "A figure."})

    update.refresh_from_db()
    assert refused.context["adminform"].form.errors["kind"]
    assert update.body == "<p>Corrected.</p>"
    assert [mark["kind"] for mark in update.marks] == ["correction"]


def test_a_typo_that_changes_a_number_is_confirmed(desk: Client, story: Incident) -> None:
    update = Update.objects.get(number=1)
    typed = filled(desk, page("update", update), kind="typo")
    typed["body"] = update.body.replace("1", "2")

    asked = desk.post(page("update", update), typed)
    desk.post(page("update", update), typed | {"confirmed": "on"})

    assert "A number changed" in text(asked.content)
    assert "Yes, it is only a typo" in text(asked.content)
    assert 'type="hidden" name="confirmed"' in desk.get(page("update", update)).content.decode()
    assert "number 2" in Update.objects.get(number=1).body


def test_an_update_is_added_and_published_at_once(desk: Client, story: Incident) -> None:
    typed = filled(desk, page("update"), incident=str(story.pk), body="The fourth.")

    desk.post(page("update"), typed)

    assert Update.objects.get(number=4).body == "<p>The fourth.</p>"


def test_a_source_is_changed_with_a_note(desk: Client, story: Incident) -> None:
    source = Source.objects.get()
    typed = filled(desk, page("source", source), title="Kept title", url="https://example.org/a")

    refused = desk.post(page("source", source), typed)
    desk.post(page("source", source), typed | {"note": "Its title."})

    source.refresh_from_db()
    assert refused.context["adminform"].form.errors["note"]
    assert (source.title, source.url, source.number) == ("Kept title", "https://example.org/a", 1)


def test_a_source_is_added_to_its_story(desk: Client, story: Incident) -> None:
    typed = filled(desk, page("source"), incident=str(story.pk), outlet="Hospital", note="New.")

    desk.post(page("source"), typed)

    assert Source.objects.get(outlet="Hospital").number == 2


def test_a_related_story_is_added_and_changed(desk: Client, story: Incident) -> None:
    typed = filled(desk, page("related"), incident=str(story.pk), title="Before", note="Why.")
    desk.post(page("related"), typed)
    row = Related.objects.get()

    answer = desk.post(
        page("related", row), filled(desk, page("related", row), title="Long before", note="Why.")
    )

    assert answer.status_code == 302
    assert Related.objects.get().title == "Long before"


def test_a_renamed_topic_needs_a_note_and_reaches_its_stories(
    desk: Client, story: Incident
) -> None:
    topic = Topic.objects.get(name="Border")
    typed = filled(desk, page("topic", topic), public_name="The border region")

    refused = desk.post(page("topic", topic), typed)
    desk.post(page("topic", topic), typed | {"note": "The name that people there use."})

    assert refused.context["adminform"].form.errors["note"]
    assert Topic.objects.get(pk=topic.pk).public_name == "The border region"
    assert Incident.objects.get().version_number == story.version_number + 1


def test_the_notice_of_the_house_is_changed(desk: Client, story: Incident) -> None:
    Editor.objects.update(role="chief")

    assert desk.get(reverse("admin:incidents_house_changelist")).status_code == 302

    desk.post(page("house", 1), filled(desk, page("house", 1), verification_notice="We check."))

    assert b"We check." in desk.get(story.get_absolute_url()).content
