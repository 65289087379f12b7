"""What cannot be undone or restored is refused by name, and nothing happens."""

from datetime import UTC, datetime, timedelta

import pytest

from incidents.actions import imports
from incidents.actions.house import topics
from incidents.actions.imports.items import ImportedItem, ImportedState
from incidents.actions.inputs import RelatedChoice, StoryEdit
from incidents.actions.ledger.change import change
from incidents.actions.ledger.touches import Blanked
from incidents.actions.parts.page import read
from incidents.actions.refusals import (
    IncidentIsRetracted,
    NoteNeeded,
    NotPublished,
    Refused,
)
from incidents.actions.stories import editing, lifecycle, versions
from incidents.models import Incident, Update, Version
from incidents.record.ledger import Standing, standing
from incidents.text.hashing import canonical
from incidents.text.hashing.canonical import JSON
from tests import factories
from tests.actions.told import WHY, fresh, rewrite, story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "refusal"),
    [(1, versions.WholeStory), (3, versions.NoSuchVersion), (0, versions.NoSuchVersion)],
)
def test_what_cannot_be_undone_is_refused_by_name(number: int, refusal: type[Refused]) -> None:
    told = story()
    rewrite(told, "Seven", "Nine")

    with pytest.raises(refusal):
        versions.undo(told, number, **WHY)


def test_what_stands_already_is_not_restored() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")

    with pytest.raises(versions.NothingToReturn):
        versions.restore(told, 2, **WHY)


def test_versions_of_a_retracted_story_do_not_come_back() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")
    lifecycle.retract(told, by=None, note="None of it.")

    with pytest.raises(IncidentIsRetracted):
        versions.undo(told, 2, **WHY)
    lifecycle.restore(told, by=None, note="It was true.")
    with pytest.raises(versions.WholeStory):
        versions.restore(told, 3, **WHY)
    with pytest.raises(versions.WholeStory):
        versions.undo(told, 4, **WHY)


def test_a_version_whose_text_is_not_held_does_not_come_back() -> None:
    day = datetime(2019, 3, 1, tzinfo=UTC)
    states = (
        ImportedState(at=day, headline="Vote called", held=False),
        ImportedState(at=day + timedelta(days=1), headline="Vote called for May", lead="<p>A.</p>"),
    )
    item = ImportedItem(key="vote", date=day.date(), time_zone="UTC", states=states, digest="a")
    imports.load([item], format_name="test")
    told = Incident.objects.get()

    with pytest.raises(versions.NotHeld):
        versions.restore(told, 1, **WHY)
    with pytest.raises(versions.NotHeld):
        versions.undo(told, 2, **WHY)


def announced(key: str, held: Standing) -> dict[str, JSON]:
    """What a version says that takes out what a piece said."""
    removed: list[JSON] = [{"version": held.number, "piece": key, "hash": held.hash}]
    return {"category": "privacy", "decided_by": "", "removed": removed}


def test_what_was_redacted_does_not_come_back() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")
    held = standing(told.pk, keys=["lead"], at=1)["lead"]
    mask = canonical.encode({"html": "<p>[Removed]</p>", "marks": []}).decode()
    with change(told, "story.redacted", by=None, note="A court ordered it.") as locked:
        locked.blanked.append(Blanked(held.hash, "privacy", mask, "<p>[Removed]</p>"))
        locked.asides["redaction"] = announced("lead", held)
        locked.touch("topic_line", {"text": "Changed"}, Version.Kind.REDACTION)

    with pytest.raises(versions.WasRedacted):
        versions.restore(told, 1, **WHY)
    with pytest.raises(versions.WasRedacted):
        versions.undo(told, 2, **WHY)
    with pytest.raises(versions.WasRedacted):
        versions.undo(told, 3, **WHY)


def test_what_came_after_a_redaction_can_be_undone() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")
    held = standing(told.pk, keys=["lead"], at=1)["lead"]
    mask = canonical.encode({"html": "<p>[Removed]</p>", "marks": []}).decode()
    with change(told, "story.redacted", by=None, note="A court ordered it.") as locked:
        locked.blanked.append(Blanked(held.hash, "privacy", mask, "<p>[Removed]</p>"))
        locked.asides["redaction"] = announced("lead", held)
        locked.touch("topic_line", {"text": "Changed"}, Version.Kind.REDACTION)
    rewrite(told, "closed", "open again")

    versions.undo(told, 4, **WHY)
    restored = fresh(told).lead

    assert "Nine" in restored
    assert "closed" in restored


@pytest.mark.parametrize("key", ["topics", "related"])
def test_a_list_that_was_redacted_does_not_come_back(key: str) -> None:
    told = _listed_and_redacted(key)

    with pytest.raises(versions.WasRedacted):
        versions.restore(told, 1, **WHY)
    with pytest.raises(versions.WasRedacted):
        versions.undo(told, 2, **WHY)

    assert fresh(told).version_number == 3
    assert not read(told).listed(key)


@pytest.mark.parametrize(("redacted", "whole"), [("topics", "related"), ("related", "topics")])
def test_a_list_beside_one_that_was_redacted_comes_back(redacted: str, whole: str) -> None:
    told = _listed_and_redacted(redacted)
    taken = {"related": StoryEdit(related=[]), "topics": StoryEdit(topics=[])}
    given = {
        "related": StoryEdit(related=[RelatedChoice(title="The night before")]),
        "topics": StoryEdit(topics=topics.named(["Ministry"], by=None)),
    }
    editing.edit(fresh(told), given[whole], by=None, note="Beside it.")
    listed = read(told).listed(whole)
    editing.edit(fresh(told), taken[whole], by=None, note="Not that.")

    versions.restore(told, 4, **WHY)

    assert len(listed) == 1
    assert read(told).listed(whole) == listed


def _listed_and_redacted(key: str) -> Incident:
    """A story that lists something in version 1 and no longer in 2; 3 redacts what version 1 says.

    Topics and related stories are held whole: what a mask names could be brought back by name.
    """
    chosen = topics.named(["Removed", "Border"], by=None)
    beside = [RelatedChoice(title="Removed")]
    told = story(**{"topics": chosen} if key == "topics" else {"related": beside})
    edit = StoryEdit(topics=[]) if key == "topics" else StoryEdit(related=[])
    editing.edit(told, edit, by=None, note="Not that.")
    held = standing(told.pk, keys=[key], at=1)[key]
    mask = canonical.encode(held.value).decode()
    with change(told, "story.redacted", by=None, note="A court ordered it.") as locked:
        locked.blanked.append(Blanked(held.hash, "privacy", mask, held.html))
        locked.asides["redaction"] = announced(key, held)
        locked.touch("topic_line", {"text": "Changed"}, Version.Kind.REDACTION)
    return told


def test_a_draft_has_nothing_to_undo_and_readers_are_told_why() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")

    with pytest.raises(NotPublished):
        versions.undo(factories.draft(), 1, **WHY)
    with pytest.raises(NoteNeeded):
        versions.undo(told, 2, by=None, note=" ")


def test_what_was_confirmed_is_what_happens_or_nothing() -> None:
    told = story()
    rewrite(told, "Seven", "Nine")
    factories.update(told)

    with pytest.raises(versions.ChangedMeanwhile):
        versions.restore(told, 1, **WHY, base=2)
    versions.undo(told, 2, **WHY, base=2)

    assert "Seven" in fresh(told).lead
    assert Update.objects.get().state == "published"
