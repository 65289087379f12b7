"""Notes, hints and suggestions in a real browser, by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from incidents.actions.stories import notes
from incidents.models import Editor, Mention, Note
from tests import factories
from tests.accessibility import findings_in_both_themes

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_colleague_is_named_in_a_note_by_keyboard(page: Page, editor: Editor) -> None:
    factories.editor("boris", first_name="Boris")
    story = factories.story()

    page.goto(f"/desk/{story.pk}/notes/")
    page.get_by_role("textbox", name="Note").focus()
    page.keyboard.type("Please ring the mayor, @bo")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("before noon.")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("status").first).to_contain_text("The note is written")
    assert Note.objects.get().text == "Please ring the mayor, @boris before noon."
    assert Mention.objects.get().editor.username == "boris"


def test_the_notes_of_a_story_are_open_to_everybody(page: Page, editor: Editor) -> None:
    story = factories.story()
    notes.write(story, "Ring the mayor, @boris.", by=editor, pinned=True)
    notes.resolve(notes.write(story, "Done: https://example.org/", by=editor), by=editor)
    notes.write(story, "Look, @anna.", by=factories.editor("boris"))

    page.goto("/desk/")
    assert findings_in_both_themes(page) == []
    page.goto(f"/desk/{story.pk}/notes/")
    assert findings_in_both_themes(page) == []
