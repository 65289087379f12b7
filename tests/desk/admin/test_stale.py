"""A form of the administration that was opened before somebody else saved loses nobody's words."""

import re
from typing import Any

import pytest
from django.test import Client

from incidents.actions.inputs import SourceText, StoryEdit, UpdateText
from incidents.actions.stories import editing, updates
from incidents.models import Editor, Incident, Source, Update
from tests import factories
from tests.desk.admin.test_saving import page, place_of
from tests.desk.filled import filled, found, text, words_around

CLEARER: dict[str, Any] = {"kind": "clarification", "note": "Clearer."}


@pytest.fixture
def story(desk: Client) -> Incident:
    """A story with three updates and a source that they cite."""
    return factories.long_story(3)


def test_a_stale_form_keeps_both_texts_and_lets_a_person_choose(
    desk: Client, anna: Editor, story: Incident
) -> None:
    second = Update.objects.get(number=2)
    mine = filled(desk, page("incident", story), lead="<p>Mine.</p>", **CLEARER)
    mine[f"{place_of(mine, second)}-body"] = "<p>My report.</p>"
    edit = StoryEdit(
        lead="<p>Other.</p>", updates={second.pk: UpdateText(body="<p>Another report.</p>")}
    )
    editing.edit(story, edit, by=anna, **CLEARER)

    answer = desk.post(page("incident", story), mine)
    kept = Incident.objects.get().lead
    names = re.findall(r'name="(choice-\w+)"', answer.content.decode())
    desk.post(page("incident", story), mine | dict.fromkeys(names[:1], "yours"))
    still = Incident.objects.get().lead
    desk.post(page("incident", story), mine | dict.fromkeys(names, "yours"))

    assert kept == still == "<p>Other.</p>"
    assert len(set(names)) == 2
    assert "Update 2: Body" in text(answer.content)
    assert "Other." in text(answer.content)
    assert "Mine." in answer.content.decode()
    assert Incident.objects.get().lead == "<p>Mine.</p>"
    assert Update.objects.get(number=2).body == "<p>My report.</p>"


def test_a_choice_is_named_and_described_by_the_words_around_it(
    desk: Client, anna: Editor, story: Incident
) -> None:
    lead = "<p>Seven were hurt. The road is closed. The ministry is silent.</p>"
    editing.edit(story, StoryEdit(lead=lead), by=anna, **CLEARER)
    mine = filled(desk, page("incident", story), lead=lead.replace("closed", "open"), **CLEARER)
    edit = StoryEdit(lead=lead.replace("closed", "blocked"))
    editing.edit(story, edit, by=anna, **CLEARER)

    answer = desk.post(page("incident", story), mine)

    (group,) = found(answer.content, "//fieldset[.//input[starts-with(@name, 'choice-')]]")
    assert [legend.text_content() for legend in group.findall("legend")] == ["Initial report"]
    assert words_around(group) == ["… Seven were hurt.", "The ministry is silent. …"]


def test_a_stale_list_beside_a_changed_text_loses_neither(
    desk: Client, anna: Editor, story: Incident
) -> None:
    lead = "<p>One village. Another village.</p>"
    editing.edit(story, StoryEdit(lead=lead), by=anna, **CLEARER)
    mine = filled(desk, page("incident", story), lead=lead.replace("One", "This"), **CLEARER)
    mine |= {"sources-TOTAL_FORMS": "2", "sources-1-outlet": "Mine", "sources-1-kind": "outlet"}
    held = SourceText(outlet="Agency", id=Source.objects.get().pk)
    theirs = [held, SourceText(outlet="Theirs")]
    edit = StoryEdit(lead=lead.replace("Another", "That"), sources=theirs)
    editing.edit(story, edit, by=anna, **CLEARER)

    answer = desk.post(page("incident", story), mine)
    base = answer.context["adminform"].form["base"].value()
    stood = list(Source.objects.values_list("outlet", flat=True))
    desk.post(page("incident", story), mine | {"base": base})

    assert "What stands now" in text(answer.content)
    assert 'value="Mine"' in answer.content.decode()
    assert stood == ["Agency", "Theirs"]
    assert Incident.objects.get().lead == "<p>This village. That village.</p>"


def test_who_saves_one_row_does_not_undo_another(
    desk: Client, anna: Editor, story: Incident
) -> None:
    first, second = Update.objects.order_by("number")[:2]
    mine = filled(desk, page("incident", story), **CLEARER)
    mine[f"{place_of(mine, first)}-body"] = "<p>Mine.</p>"
    updates.edit(second, UpdateText(body="<p>Other.</p>"), by=anna, **CLEARER)

    desk.post(page("incident", story), mine)

    bodies = Update.objects.order_by("number").values_list("body", flat=True)
    assert list(bodies)[:2] == ["<p>Mine.</p>", "<p>Other.</p>"]
