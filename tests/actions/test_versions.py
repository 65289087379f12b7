"""Undoing one version and restoring an earlier one, whatever came between."""

import pytest

from incidents.actions.drafts import outgoing
from incidents.actions.house import topics
from incidents.actions.inputs import RelatedChoice, SourceText, StoryEdit, UpdateText
from incidents.actions.parts.page import read
from incidents.actions.refusals import UnknownSource
from incidents.actions.stories import editing, updates, versions
from incidents.models import Editor, Source, Update, Version
from incidents.record.ledger import standing
from incidents.text.lineage.merging import Side
from tests import factories
from tests.actions.told import LEAD, WHY, aside, fresh, newest, rewrite, story

pytestmark = pytest.mark.django_db


def test_undoing_an_old_change_keeps_what_came_later() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")
    rewrite(told, "closed", "open again")

    versions.undo(told, 2, **WHY)

    assert fresh(told).lead == LEAD.replace("closed", "open again")
    assert newest(told).kind == "restoration"
    assert aside(told, 4) == {"undoes": 2}


def test_what_was_changed_again_later_is_given_to_a_person() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")
    rewrite(told, "Nine", "Eleven")

    with pytest.raises(versions.Undecided) as refused:
        versions.undo(told, 2, **WHY)

    assert list(refused.value.conflicts) == ["lead.html"]
    assert "Eleven" in fresh(told).lead
    assert fresh(told).version_number == 3


@pytest.mark.parametrize(("side", "stands"), [("yours", "Seven"), ("theirs", "Eleven")])
def test_a_choice_settles_a_conflict(side: Side, stands: str) -> None:
    told = story(status_line="Unfolding")
    editing.edit(
        told,
        StoryEdit(lead=LEAD.replace("Seven", "Nine"), status_line="Over"),
        by=None,
        kind="correction",
        note="A new figure.",
    )
    rewrite(told, "Nine", "Eleven")

    versions.undo(told, 2, **WHY, choices={"lead.html": [side]})

    assert stands in fresh(told).lead
    assert fresh(told).status_line == "Unfolding"


def test_an_update_that_the_version_posted_is_retracted_under_its_number() -> None:
    told = story()
    factories.update(told)

    versions.undo(told, 2, **WHY)

    row = Update.objects.get()
    assert (row.number, row.state) == (1, "retracted")
    assert row.retraction_reason == "It was right before."
    assert newest(told).kind == "restoration"
    assert updates.post(fresh(told), UpdateText(body="Next."), by=None).number == 2


def test_a_retracted_update_comes_back_with_its_text() -> None:
    told = story()
    update = factories.update(told, "<p>The ministry confirms it.</p>")
    updates.retract(update, by=None, note="Another village.")

    versions.undo(told, 3, **WHY)

    update.refresh_from_db()
    assert (update.state, update.retraction_reason) == ("published", "")
    assert update.body == "<p>The ministry confirms it.</p>"


def test_the_marks_of_an_undone_correction_go_with_its_words() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")
    rewrite(told, "closed", "open again")

    versions.undo(told, 2, **WHY)

    assert [(mark["kind"], mark["version"]) for mark in fresh(told).lead_marks] == [
        ("correction", 3),
        ("restoration", 4),
    ]


def test_a_source_that_the_version_added_goes_unless_something_rests_on_it() -> None:
    told = story()
    sources = [SourceText(outlet="Agency"), SourceText(outlet="Hospital")]
    editing.edit(told, StoryEdit(sources=sources), by=None, note="Two.")
    hospital = Source.objects.get(outlet="Hospital")
    factories.update(told, cites=[hospital.pk])

    foreseen = versions.foresee_undo(told, 2, by=None)
    versions.undo(told, 2, **WHY)

    assert [(row.number, row.outlet) for row in Source.objects.all()] == [(1, "Hospital")]
    assert foreseen.kept == ("The source “Hospital” stays on the list: Update 1 rests on it.",)
    assert standing(told.pk)["update-1"].value["sources"] == [1]  # type: ignore[index]


def test_a_source_that_was_taken_off_comes_back_to_its_place_and_its_updates() -> None:
    told = story()
    names = ["Agency", "Hospital", "Ministry"]
    sources = [SourceText(outlet=name) for name in names]
    editing.edit(told, StoryEdit(sources=sources), by=None, note="Three.")
    rows = {row.outlet: row.pk for row in Source.objects.all()}
    factories.update(told, cites=[rows["Hospital"], rows["Ministry"]])
    kept = [SourceText(outlet=name, id=rows[name]) for name in ("Agency", "Ministry")]
    editing.edit(fresh(told), StoryEdit(sources=kept), by=None, note="Wrong.")
    rewrite(told, "Seven", "Nine")

    versions.undo(told, 4, **WHY)

    listed = Source.objects.order_by("number").values_list("outlet", "number")
    assert list(listed) == [("Agency", 1), ("Hospital", 2), ("Ministry", 3)]
    assert standing(told.pk)["update-1"].value["sources"] == [2, 3]  # type: ignore[index]
    assert "Nine" in fresh(told).lead


def test_a_draft_that_rests_on_a_source_taken_back_says_so_and_stays() -> None:
    told = story()
    editing.edit(told, StoryEdit(sources=[SourceText(outlet="Agency")]), by=None, note="One.")
    draft = factories.draft_update(fresh(told), cites=[Source.objects.get().pk])

    versions.undo(told, 2, **WHY)

    with pytest.raises(UnknownSource):
        outgoing.publish(draft, by=Editor.objects.get(username="writer"))
    draft.refresh_from_db()
    assert draft.is_open


def test_topics_and_related_stories_go_back_one_by_one() -> None:
    told, other = story(), factories.story("Another")
    first, second = (topics.create(name, by=None) for name in ("Border", "Ministry"))
    editing.edit(told, StoryEdit(topics=[first]), by=None, note="What it is about.")
    editing.edit(fresh(told), StoryEdit(topics=[first, second]), by=None, note="Also.")
    chosen = [RelatedChoice(story=other), RelatedChoice(title="The night before")]
    editing.edit(fresh(told), StoryEdit(related=chosen), by=None, note="Beside it.")

    versions.undo(told, 2, **WHY)
    versions.undo(told, 4, **WHY)

    assert [link.topic.name for link in fresh(told).topic_links.all()] == ["Ministry"]
    assert not fresh(told).related_links.exists()


def test_restoring_brings_back_the_whole_page() -> None:
    told = story(headline="Shots at night", topics=topics.named(["Border"], by=None))
    factories.update(told)
    edit = StoryEdit(
        headline="Quiet at night",
        lead="<p>Nothing.</p>",
        move=True,
        topics=[],
        sources=[SourceText(outlet="Agency")],
        captions=["A bridge."],
        status_line="Over",
        time_zone="Asia/Tokyo",
        verification_notice="Our own.",
    )
    editing.edit(fresh(told), edit, by=None, kind="correction", note="All of it.")
    updates.retract(Update.objects.get(), by=None, note="Wrong.")
    factories.update(fresh(told), "<p>Later.</p>")

    versions.restore(told, 2, **WHY)

    then, now = read(told, at=2), read(told)
    assert now.fields | {"update-2": {}} == then.fields | {"update-2": {}}
    lists: dict[str, tuple[()]] = {"update-2": (), "pictures of update-2": ()}
    assert now.lists | lists == then.lists | lists
    assert fresh(told).path == "2017/02/25/shots-at-night"
    later = Update.objects.get(number=2)
    assert (later.state, later.retraction_reason) == ("retracted", "It was right before.")
    assert aside(told, 6) == {"restores": 2}
    assert newest(told).kind == "restoration"


def test_a_restoration_can_be_undone() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")
    versions.restore(told, 1, **WHY)

    versions.undo(told, 3, **WHY)

    assert fresh(told).lead == LEAD.replace("Seven", "Nine")
    assert fresh(told).lead_marks[0]["version"] == 2


def test_what_would_change_is_foreseen_and_nothing_is_done() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")

    foreseen = versions.foresee_undo(told, 2, by=None)

    assert set(foreseen.pieces) == {"lead"}
    assert (foreseen.base, foreseen.conflicts) == (2, {})
    assert "Nine" in fresh(told).lead
    assert Version.objects.count() == 2


def test_a_story_is_no_longer_called_corrected_once_no_mark_says_so() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")
    rewrite(told, "closed", "open again")
    versions.undo(told, 2, **WHY)
    still = fresh(told).corrected

    versions.undo(told, 3, **WHY)
    gone = fresh(told).corrected
    versions.undo(told, 5, **WHY)

    assert (still, gone, fresh(told).corrected) == (True, False, True)


def test_a_corrected_update_keeps_the_story_corrected_when_the_report_comes_back() -> None:
    told = story()
    update = factories.update(told)
    text = UpdateText(body="<p>Another.</p>")
    updates.edit(update, text, by=None, kind="clarification", note="Clearer.")
    rewrite(told, "Seven", "Nine")

    versions.undo(told, 4, **WHY)

    assert fresh(told).corrected
