"""The notes of a story at the desk."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents.actions.stories import notes
from incidents.desk.shown.notes import open_notes
from incidents.models import Editor, Incident, Mention, Note
from tests import factories
from tests.desk.filled import filled, text

SECRET = "canary-7f3a"


@pytest.fixture
def story(db: None) -> Incident:
    return factories.story()


def listed(story: Incident) -> str:
    return reverse("desk:notes", args=[story.pk])


def one(note: Note) -> str:
    return reverse("desk:note", args=[note.incident_id, note.pk])


def test_a_note_is_written_and_stands_on_the_list(desk: Client, story: Incident) -> None:
    typed = filled(desk, listed(story), text="Bridge footage: do not use.")

    answer = desk.post(listed(story), typed, follow=True)

    assert "The note is written" in text(answer.content)
    assert "Bridge footage: do not use." in text(answer.content)


def test_an_empty_note_is_refused_in_words(desk: Client, story: Incident) -> None:
    answer = desk.post(listed(story), filled(desk, listed(story), text=" "))

    assert answer.status_code == 200
    assert "a note cannot be empty" in text(answer.content)


def test_what_is_written_beside_a_story_leads_back_to_it(desk: Client, story: Incident) -> None:
    answer = desk.post(listed(story), {"text": "Ring the mayor.", "to-story": "1"})

    assert answer["Location"] == f"{reverse('desk:story', args=[story.pk])}#notes"


def test_the_handover_stands_on_top(desk: Client, anna: Editor, story: Incident) -> None:
    notes.write(story, "The handover.", by=anna, pinned=True)
    notes.write(story, "Something newer.", by=anna)

    words = text(desk.get(listed(story)).content)

    assert words.index("The handover.") < words.index("Something newer.")


def test_a_note_is_settled_by_a_button_and_opened_again(
    desk: Client, anna: Editor, story: Incident
) -> None:
    note = notes.write(story, "Ring the mayor.", by=anna)

    desk.post(one(note), {"resolve": "1"})
    assert Note.objects.get().resolved_by == anna
    assert open_notes(story) == []
    desk.post(one(note), {"reopen": "1"})

    assert Note.objects.get().is_open


def test_one_s_own_note_is_changed_and_taken_away(
    desk: Client, anna: Editor, story: Incident
) -> None:
    note = notes.write(story, "Ring the mayor.", by=anna)

    desk.post(one(note), filled(desk, one(note), text="Ring the mayor at noon."))
    assert Note.objects.get().text == "Ring the mayor at noon."
    desk.post(one(note), {"remove": "1"})

    assert not Note.objects.exists()


def test_somebody_else_s_note_is_not_changed(desk: Client, story: Incident) -> None:
    note = notes.write(story, "Mine.", by=factories.editor("boris"))

    answer = desk.post(one(note), {"text": "Yours."})

    assert "Only who wrote a note changes it" in text(answer.content)
    assert Note.objects.get().text == "Mine."


def test_an_auditor_reads_notes_and_sees_no_form(client: Client, story: Incident) -> None:
    notes.write(story, "Ring the mayor.", by=factories.editor("boris"))
    client.force_login(factories.editor("auditor", role="auditor"))

    answer = client.get(listed(story))

    assert "Ring the mayor." in text(answer.content)
    assert b"<textarea" not in answer.content
    assert client.post(listed(story), {"text": "Mine."}).status_code == 403


def test_who_is_mentioned_is_told_until_the_note_was_seen(
    desk: Client, anna: Editor, story: Incident
) -> None:
    notes.write(story, "@anna please ring the mayor.", by=factories.editor("boris"))
    home = reverse("desk:home")

    assert "You were mentioned" in text(desk.get(home).content)
    desk.get(listed(story))

    assert "You were mentioned" not in text(desk.get(home).content)


def test_a_mention_is_put_away_by_a_button(desk: Client, anna: Editor, story: Incident) -> None:
    notes.write(story, "@anna please ring the mayor.", by=factories.editor("boris"))

    desk.post(
        reverse("desk:mentions-seen"),
        {"mention": [Mention.objects.get().pk, "x", "\u00b2", "9" * 5000]},
    )

    assert Mention.objects.get().seen_at is not None


def test_a_note_cannot_bring_markup_along(desk: Client, anna: Editor, story: Incident) -> None:
    said = "<script>x()</script> @anna<b> https://example.org/?a=1&b=<i>"
    notes.write(story, said, by=anna)

    content = desk.get(listed(story)).content.decode()

    assert "<script>x()" not in content
    assert "&lt;script&gt;x()&lt;/script&gt;" in content
    assert '<strong class="mention">@anna</strong>&lt;b&gt;' in content
    assert "<i>" not in content


def test_colleagues_are_found_by_the_beginning_of_their_names(desk: Client, anna: Editor) -> None:
    factories.editor("boris", first_name="Anton")
    factories.editor("antje", role="people")

    found = desk.get(reverse("desk:colleagues"), {"q": "an"}).json()["found"]

    assert [row["value"] for row in found] == ["anna", "boris"]


def test_the_notes_of_a_screen_take_one_query(story: Incident, anna: Editor) -> None:
    for number in range(9):
        notes.write(story, f"Note {number}", by=anna)

    with CaptureQueriesContext(connection) as queries:
        shown = [f"{note.author}: {note.text}" for note in open_notes(story)]

    assert len(queries) == 1
    assert len(shown) == 6


def test_nothing_of_a_note_is_public(client: Client, anna: Editor, story: Incident) -> None:
    notes.write(story, f"{SECRET} do not use", by=anna, pinned=True)
    path = story.get_absolute_url()
    addresses = [
        *("/", "/changes/", "/corrections/", "/topics/", "/news/2017/02/25/", path),
        *(f"{path}{rest}" for rest in ("changes/", "changes/1/", "changes/1/proof/", "timemap/")),
        f"{path}changes/after/0",
        *(f"{path.rstrip('/')}.{suffix}" for suffix in ("json", "xml", "md")),
        *(f"/api/v1/{name}/" for name in ("incidents", "versions", "updates", "changes")),
        f"/api/v1/incidents/{story.key}/",
    ]

    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SECRET.encode() not in answer.content, address
