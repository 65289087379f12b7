"""Captions of pictures that are not held: kept, versioned and shown like every other part."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from incidents import record
from incidents.actions import imports
from incidents.actions.imports.items import ImportedItem, ImportedState
from incidents.actions.inputs import StoryEdit
from incidents.actions.refusals import NoteNeeded
from incidents.actions.stories import editing, lifecycle
from incidents.models import Incident, Version
from incidents.record.pages import StoryPage
from tests import factories

pytestmark = pytest.mark.django_db

BRIDGE = "The bridge, seen from the north"
GUARDS = "Guards & <dogs> at the gate"


def test_captions_of_a_draft_stand_in_the_first_version() -> None:
    story = factories.story(captions=[f"  {BRIDGE}\n", " ", GUARDS])

    page = record.of(story)

    assert page.captions == (BRIDGE, GUARDS)
    assert page.version == 1


def test_a_story_without_captions_has_no_piece_for_them() -> None:
    story = factories.story(captions=[])

    editing.edit(story, StoryEdit(captions=[], status_line="Over"), by=None)

    assert not _versions_with_captions(story)
    assert record.of(story).captions == ()


def test_changed_captions_alone_are_a_change_of_media_and_need_a_note() -> None:
    story = factories.story()

    with pytest.raises(NoteNeeded):
        editing.edit(story, StoryEdit(captions=[BRIDGE]), by=None)
    editing.edit(story, StoryEdit(captions=[BRIDGE]), by=None, note="A caption was missing.")

    page = record.of(story)
    assert page.captions == (BRIDGE,)
    assert page.changes[-1].kind == Version.Kind.MEDIA
    assert page.changes[-1].piece_names == ("pictures",)


def test_an_edit_that_does_not_name_the_captions_leaves_them() -> None:
    story = factories.story(captions=[BRIDGE])

    editing.edit(story, StoryEdit(headline="Another"), by=None, note="Clearer.")

    assert record.of(story).captions == (BRIDGE,)
    assert _versions_with_captions(story) == [1]


def test_captions_taken_away_stay_in_the_version_that_had_them() -> None:
    story = factories.story(captions=[BRIDGE, GUARDS])

    editing.edit(story, StoryEdit(captions=[]), by=None, note="Of another story.")

    before, after = (_at(story, number) for number in (1, 2))
    assert (before.captions, after.captions) == ((BRIDGE, GUARDS), ())
    assert "<li>Guards &amp; &lt;dogs&gt; at the gate</li>" in before.article
    assert "not held here" in before.article
    assert "Pictures" not in after.article


def test_a_comparison_says_which_captions_came_and_went() -> None:
    story = factories.story(captions=[BRIDGE])

    editing.edit(story, StoryEdit(captions=[GUARDS, "A map"]), by=None, note="Others.")

    page = record.comparison(f"/news/{story.path}", 1, 2)
    assert page is not None
    assert page.sentence == "2 captions added, 1 caption removed."
    assert [(piece.name, piece.outcome) for piece in page.pieces] == [("Pictures", "changed")]


def test_a_retracted_story_shows_no_captions() -> None:
    story = factories.story(captions=[BRIDGE])

    lifecycle.retract(story, by=None, note="Nothing of it was true.")

    page = record.of(Incident.objects.get(pk=story.pk))
    assert page.captions == ()
    assert BRIDGE not in page.article


def test_imported_captions_come_and_go_with_their_states() -> None:
    bare = ImportedState(at=datetime(2019, 3, 1, tzinfo=UTC), headline="Vote called")
    states = (bare, replace(bare, captions=(f" {BRIDGE} ",)), replace(bare, lead="<p>Open.</p>"))

    imports.load([ImportedItem("vote", date(2019, 3, 1), "UTC", states)], format_name="test")

    story = Incident.objects.get()
    assert [_at(story, number).captions for number in (1, 2, 3)] == [(), (BRIDGE,), ()]
    assert _versions_with_captions(story) == [2, 3]
    assert Version.objects.get(number=2).kind == Version.Kind.MEDIA
    assert story.captions == []


def _at(story: Incident, number: int) -> StoryPage:
    page = record.story_at(f"/news/{story.path}", number)
    assert page is not None
    return page


def _versions_with_captions(story: Incident) -> list[int]:
    """The numbers of the versions that say something of captions."""
    rows = Version.objects.filter(incident=story, pieces__key="captions").order_by("number")
    return list(rows.values_list("number", flat=True))
