"""The story that moves: what happens on it, and that it neither grows for ever nor stays live."""

import signal
from io import StringIO
from itertools import islice

import pytest
from django.core.management import call_command

from incidents import record
from incidents.actions.inputs import UpdateText
from incidents.actions.stories import lifecycle, updates
from incidents.models import Incident, Update, Version
from incidents.operations.demo.moving import eclipse_2017, turns as moving
from incidents.operations.demo.people import author

pytestmark = pytest.mark.django_db

REPORTS = len(eclipse_2017.REPORTS)


def story() -> Incident:
    return Incident.objects.get(topic_line=eclipse_2017.TOPIC_LINE)


def test_the_story_of_today_is_posted_corrected_withdrawn_and_brought_back() -> None:
    said = list(islice(moving.turns(), 8))

    assert said[0] == f"{story().get_absolute_url()} moves"
    assert said[1:4] == ["Update 1 posted", "Update 1 retracted", "Update 1 restored"]
    assert said[4:7] == [
        *("Update 2 posted", "Update 2 corrected", "Update 2 listed as a key event")
    ]


def test_its_page_does_not_grow_for_ever() -> None:
    said = list(islice(moving.turns(), 150))

    kinds = set(Version.objects.values_list("kind", flat=True))
    assert Update.objects.count() == REPORTS
    assert not [line for line in said if " not " in line]
    assert {"update", "correction", "clarification", "retraction", "restoration"} <= kinds
    assert set(Version.objects.values_list("origin", flat=True)) <= {"sample", "newsroom"}


def test_every_error_in_it_is_put_right() -> None:
    list(islice(moving.turns(), 80))
    page = record.story(story().path)

    assert page is not None
    for update, report in zip(reversed(page.updates), eclipse_2017.REPORTS, strict=True):
        assert report.right in update.html or report.otherwise in update.html
        assert not report.wrong or report.wrong not in update.html


def test_it_is_live_only_while_it_moves() -> None:
    moves = moving.turns()
    next(moves)
    while_it_moved = story().status

    moves.close()

    assert (while_it_moved, story().status) == ("live", "ended")


def test_it_goes_on_where_it_rested() -> None:
    moves = moving.turns()
    list(islice(moves, 4))
    moves.close()

    said = list(islice(moving.turns(), 2))

    assert said[1] == "Update 2 posted"
    assert story().status == "ended"


def test_it_goes_on_when_an_editor_was_faster() -> None:
    moves = moving.turns()
    list(islice(moves, 2))
    updates.retract(Update.objects.get(number=1), by=None, note="Withdrawn by hand.")

    refused, restored = next(moves), next(moves)

    assert refused.startswith("“The Moon touches the Sun” not retracted: ")
    assert restored == "Update 1 restored"


def test_an_update_of_somebody_else_is_left_alone() -> None:
    moves = moving.turns()
    list(islice(moves, 4))
    mine = updates.post(story(), UpdateText(body="<p>Mine.</p>"), by=author("mara"))

    said = list(islice(moves, 100))

    assert not [line for line in said if line.startswith("Update 2 ")]
    assert Update.objects.get(pk=mine.pk).body == "<p>Mine.</p>"


def test_where_the_story_was_withdrawn_a_fresh_one_begins() -> None:
    moves = moving.turns()
    next(moves)
    lifecycle.retract(story(), by=None, note="Withdrawn.")
    moves.close()

    said = list(islice(moving.turns(), 2))

    assert said[0].endswith("-2/ moves")
    assert Incident.objects.public().count() == 1


def test_the_command_ends_cleanly_when_it_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_seconds: float) -> None:
        if story().version_number > 3:
            signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("time.sleep", interrupted)
    out = StringIO()
    call_command("demo", "--live", "--every", "3", stdout=out)

    assert out.getvalue().splitlines()[-1] == "The story rests."
    assert "One thing every 3 s" in out.getvalue()
    assert story().status == "ended"
