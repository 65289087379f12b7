"""Notes, hints and suggestions in a real browser, by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from incidents.actions.house import topics
from incidents.actions.stories import notes
from incidents.models import Editor, Mention, Note, Update
from tests import factories
from tests.accessibility import findings_in_both_themes
from tests.desk.prose_box import prose_box

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_colleague_is_named_in_a_note_by_keyboard(page: Page, editor: Editor) -> None:
    factories.editor("boris", first_name="Boris")
    story = factories.story()

    page.goto(f"/desk/{story.pk}/notes/")
    expect(page.get_by_role("textbox", name="Note")).to_be_focused(timeout=5000)
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


def test_hints_come_after_a_pause_show_their_words_and_are_put_away(page: Page) -> None:
    story = factories.story(lead="<p>The ministry said that the bridge was shelled at night.</p>")

    page.goto(f"/desk/{story.pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.keyboard.type("The ministry said that the bridge was shelled at night.")
    page.keyboard.press("Enter")
    page.keyboard.type("He said “we saw it all")
    hints = page.get_by_label("Hints on the text")
    expect(hints.locator(".hints-said")).to_contain_text("3 hints")
    expect(hints).to_contain_text("already said in the initial report")
    assert findings_in_both_themes(page) == []
    hints.get_by_role("button", name="The ministry said that").focus()
    page.keyboard.press("Enter")
    expect(prose_box(page, "What has happened")).to_be_focused()
    chosen = page.evaluate("getSelection().toString()")
    assert chosen.startswith("The ministry said that the bridge")
    hints.get_by_role("button", name="Put away").first.focus()
    page.keyboard.press("Enter")

    expect(hints.locator(".hints-said")).to_contain_text("2 hints.")
    expect(hints.get_by_role("button", name="Put away").first).to_be_focused()
    assert not Update.objects.exists()


def test_a_hint_put_away_stays_away_while_the_text_is_written(page: Page) -> None:
    story = factories.story()

    page.goto(f"/desk/{story.pk}/")
    page.get_by_label("Who says so").fill("Agency")
    expect(prose_box(page, "What has happened")).to_be_visible()
    prose_box(page, "What has happened").focus()
    page.keyboard.type("He said “we saw it all")
    hints = page.get_by_label("Hints on the text")
    hints.get_by_role("button", name="Put away").click()
    expect(prose_box(page, "What has happened")).to_be_focused()
    with page.expect_response(lambda answer: "/hints/" in answer.url):
        page.keyboard.type(". The the man came back.")

    expect(hints.get_by_role("listitem")).to_have_count(1)
    expect(hints).to_contain_text("stands here twice")


def test_a_story_is_found_by_arrows_and_set_beside(page: Page) -> None:
    border = factories.topic("Border")
    story = factories.story(topics=[border])
    other = factories.story("Bridge closed", topics=[border])
    factories.story("Bridge open")

    page.goto(f"/desk/{story.pk}/related/")
    field = page.get_by_role("combobox", name="Words in the headline")
    field.focus()
    page.keyboard.type("bridge")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("shares: Border")
    assert findings_in_both_themes(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Bridge closed")).to_be_checked()
    expect(field).to_be_focused()
    page.keyboard.type("road")
    expect(page.locator(".suggestions:visible")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_label("Note for readers").fill("The same bridge.")
    page.get_by_role("button", name="Save related stories").click()

    expect(page.get_by_role("status").first).to_contain_text("Saved")
    assert [link.story_id for link in story.related_links.all()] == [other.pk]


def test_topics_are_chosen_by_another_name_or_made(page: Page) -> None:
    topics.edit(factories.topic("Border"), by=None, note="", aliases=["Frontier"])
    story = factories.draft()

    page.goto(f"/desk/{story.pk}/topics/")
    first, second = (page.get_by_role("combobox", name="Topic").nth(place) for place in (0, 1))
    first.focus()
    page.keyboard.type("front")
    expect(page.get_by_role("option").first).to_contain_text("also Frontier")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(first).to_have_value("Border")
    second.focus()
    page.keyboard.type("Bridge")
    expect(page.get_by_role("option")).to_contain_text("Make the topic “Bridge”")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save the topics").click()

    expect(page.get_by_role("status").first).to_contain_text("Saved")
    assert [link.topic.name for link in story.topic_links.all()] == ["Border", "Bridge"]


def test_two_topics_are_merged_by_keyboard_on_pages_open_to_everybody(page: Page) -> None:
    border, frontier = factories.topic("Border"), factories.topic("Frontier")
    factories.story(topics=[border])

    for address in ("/desk/topics/", f"/desk/topics/{border.pk}/"):
        page.goto(address)
        assert findings_in_both_themes(page) == []
    page.get_by_role("link", name="Merge into another topic").click()
    page.get_by_role("combobox", name="Merge into").focus()
    page.keyboard.type("fro")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 public story gets a version")).to_be_visible()
    assert findings_in_both_themes(page) == []
    page.get_by_label("Note for readers").fill("They are one.")
    page.get_by_role("button", name="Merge the two topics").click()

    expect(page.get_by_role("status").first).to_contain_text("“Border” is “Frontier” now")
    assert frontier.incident_links.count() == 1


def test_a_link_to_a_topic_is_put_below_the_paragraph_by_keyboard(page: Page) -> None:
    factories.topic("Border", public_name="The border", qualifier="disputed")
    story = factories.story()

    page.goto(f"/desk/{story.pk}/")
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.keyboard.type("Two villages report shots.")
    page.get_by_text("Link to a topic").press("Enter")
    expect(page.get_by_role("combobox", name="Topic to read more on")).to_be_focused()
    page.keyboard.type("bor")
    offered = page.get_by_role("listbox", name="Topics").get_by_role("option")
    expect(offered).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(prose_box(page, "What has happened")).to_be_focused()
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("status").first).to_contain_text("Update 1 published")
    first, second = Update.objects.get().body.split("\n")
    assert first == "<p>Two villages report shots.</p>"
    assert second.startswith('<p>Read more on the topic: <a href="http')
    assert second.endswith('/topics/the-border/">disputed The border</a></p>')
