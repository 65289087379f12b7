"""Undoing and restoring at the desk: pressed twice, and with choices made so far."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.inputs import StoryEdit
from incidents.actions.stories import editing
from incidents.models import Incident, Version
from tests import factories
from tests.desk.filled import filled, found, text, words_around

LEAD = "<p>Seven were hurt. The road is closed. The ministry is silent.</p>"
WHY = "It was right before."


@pytest.fixture
def story(desk: Client) -> Incident:
    """A story of which version 2 rewrote two sentences, and its line of status."""
    story = factories.story(lead=LEAD, status_line="Unfolding")
    rewrite(story, "Seven", "Nine", "closed", "open", status_line="Over")
    return story


def rewrite(story: Incident, *words: str, status_line: str | None = None) -> None:
    """Replace words of the report, each by the one after it; the line of status where given."""
    lead = Incident.objects.get(pk=story.pk).lead
    for old, new in zip(words[::2], words[1::2], strict=True):
        lead = lead.replace(old, new)
    edit = StoryEdit(lead=lead, status_line=status_line)
    editing.edit(story, edit, by=None, kind="correction", note="New figures.")


@pytest.mark.parametrize(("way", "number"), [("undo", 2), ("restore-version", 1)])
def test_a_second_press_changes_nothing_more_and_says_the_same(
    desk: Client, story: Incident, way: str, number: int
) -> None:
    address = reverse(f"desk:{way}", args=[story.pk, number])
    typed = filled(desk, address, note=WHY)

    answers = [desk.post(address, typed, follow=True) for _ in range(2)]

    first, second = (text(answer.content) for answer in answers)
    assert Version.objects.count() == 3
    assert "See what changed" in first
    assert re.findall(r"Version 2 is undone|stands again as at version 1", second)
    assert Incident.objects.get().lead == LEAD


def test_a_second_press_of_an_undoing_with_choices_is_harmless_too(
    desk: Client, story: Incident
) -> None:
    rewrite(story, "Nine", "Eleven")
    address = reverse("desk:undo", args=[story.pk, 2])
    typed = chosen(desk, address, "yours") | {"note": WHY}

    answers = [desk.post(address, typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Version.objects.count() == 4
    assert "Seven" in Incident.objects.get().lead


def test_what_cannot_be_undone_is_said_on_a_press_as_well(desk: Client, story: Incident) -> None:
    address = reverse("desk:undo", args=[story.pk, 2])
    typed = filled(desk, address, note=WHY)
    rewrite(story, "Nine", "Seven", "open", "closed", status_line="Unfolding")

    answer = desk.post(address, typed)

    assert "Nothing would change" in text(answer.content)
    assert Version.objects.count() == 3


@pytest.mark.parametrize(("side", "shown"), [("yours", True), ("theirs", False)])
def test_what_will_change_reflects_the_choices_made_so_far(
    desk: Client, story: Incident, side: str, *, shown: bool
) -> None:
    rewrite(story, "Nine", "Eleven")
    address = reverse("desk:undo", args=[story.pk, 2])
    typed = chosen(desk, address, side) | {"note": ""}

    answer = desk.post(address, typed)

    (changes,) = found(answer.content, "//section[@aria-labelledby='will-change']")
    chosen_side = f"//input[starts-with(@name, 'choice-')][@value='{side}'][@checked]"
    assert ("Seven" in changes.text_content()) == shown
    assert found(answer.content, chosen_side)
    assert Version.objects.count() == 3


def test_a_choice_is_described_by_the_words_before_and_after_it(
    desk: Client, story: Incident
) -> None:
    rewrite(story, "open", "blocked")

    answer = desk.get(reverse("desk:undo", args=[story.pk, 2]))

    (group,) = found(answer.content, "//fieldset[.//input[starts-with(@name, 'choice-')]]")
    assert len(group.findall("legend")) == 1
    assert words_around(group)[1:] == ["The ministry is silent. …"]


def chosen(desk: Client, address: str, side: str) -> dict[str, object]:
    """The form as it stands, with one side chosen at every place."""
    names = re.findall(r'name="(choice-\w+)"', desk.get(address).content.decode())
    assert names
    return filled(desk, address) | dict.fromkeys(names, side)
