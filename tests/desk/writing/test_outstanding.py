"""Bylines, warnings, pins, key events and the summary, as editors set them at the desk."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.house.rules import set_rules_of
from incidents.actions.inputs import SummaryLine
from incidents.actions.stories import highlighting, updates
from incidents.models import Draft, Editor, Incident, Update, Version
from incidents.record.ledger import standing
from tests import factories
from tests.desk.boxes import address, done
from tests.desk.filled import filled, text

LINES = [SummaryLine("The bridge is closed.", (1,)), SummaryLine("Nobody is hurt.", (1, 2))]


@pytest.fixture
def story(desk: Client) -> Incident:
    story = factories.story()
    factories.update(story, "<p>The bridge is closed.</p>")
    factories.update(story, "<p>Nobody is hurt.</p>")
    return Incident.objects.get()


def summary(story: Incident) -> str:
    return reverse("desk:summary", args=[story.pk])


def lines() -> list[tuple[str, list[int]]]:
    return [(line["words"], line["updates"]) for line in Incident.objects.get().summary]


def mark(desk: Client, update: Update, what: str) -> None:
    desk.post(reverse("desk:mark-update", args=[update.incident_id, update.pk]), {"mark": what})


def test_a_summary_is_written_line_by_line(desk: Client, story: Incident) -> None:
    typed = filled(
        desk,
        summary(story),
        **{
            "lines-0-words": "The bridge is closed.",
            "lines-0-updates": "1",
            "lines-0-place": "2",
            "lines-1-words": "Nobody is hurt.",
            "lines-1-updates": "1, 2",
            "lines-1-place": "1",
        },
    )

    desk.post(summary(story), typed)

    assert lines() == [("Nobody is hurt.", [1, 2]), ("The bridge is closed.", [1])]
    assert Version.objects.latest("number").kind == "presentation"
    assert b"What we know so far" in desk.get(Incident.objects.get().get_absolute_url()).content


@pytest.mark.parametrize(("typed", "said"), [("one", "such as 3, 5"), ("9", "no Update 9")])
def test_numbers_of_updates_that_do_not_exist_are_refused(
    desk: Client, story: Incident, typed: str, said: str
) -> None:
    rows = {"lines-0-words": "It rains.", "lines-0-updates": typed}

    answer = desk.post(summary(story), filled(desk, summary(story), **rows))

    assert said in text(answer.content)
    assert lines() == []


def test_lines_are_taken_off(desk: Client, story: Incident) -> None:
    highlighting.summarise(story, LINES, by=None)

    desk.post(summary(story), filled(desk, summary(story), **{"lines-0-remove": "on"}))

    assert lines() == [("Nobody is hurt.", [1, 2])]


def test_a_correction_of_the_summary_asks_for_a_note(desk: Client, story: Incident) -> None:
    highlighting.summarise(story, LINES, by=None)
    typed = filled(
        desk, summary(story), kind="correction", **{"lines-0-words": "The bridge is open."}
    )

    refused = desk.post(summary(story), typed)
    desk.post(summary(story), typed | {"note": "It was open all the time."})

    assert "Tell readers why" in text(refused.content)
    assert Version.objects.latest("number").kind == "correction"


def test_a_stale_summary_is_shown_beside_what_stands(desk: Client, story: Incident) -> None:
    highlighting.summarise(story, LINES, by=None)
    typed = filled(desk, summary(story), **{"lines-0-words": "The road is closed."})
    highlighting.summarise(story, LINES[1:], by=None)

    answer = desk.post(summary(story), typed)

    said = text(answer.content)
    assert "What the list says now" in said
    assert "Nobody is hurt. (Update 1, Update 2)" in said
    assert lines() == [("Nobody is hurt.", [1, 2])]
    assert b"The road is closed." in answer.content


def test_lines_whose_updates_changed_since_are_named(desk: Client, story: Incident) -> None:
    highlighting.summarise(story, LINES, by=None)
    updates.retract(Update.objects.get(number=2), by=None, note="It was another bridge.")

    said = text(desk.get(summary(story)).content)

    assert "Line 2: Update 2 was retracted since. Look at this line." in said
    assert "Line 1" not in said


def test_a_summary_that_still_holds_is_confirmed_by_saving_it(
    desk: Client, story: Incident
) -> None:
    highlighting.summarise(story, LINES, by=None)
    updates.retract(Update.objects.get(number=2), by=None, note="It was another bridge.")

    desk.post(summary(story), filled(desk, summary(story)))

    assert "Look at this line" not in text(desk.get(summary(story)).content)


def test_new_words_alone_are_refused_where_two_have_to_agree(desk: Client, story: Incident) -> None:
    chief = factories.editor("chief", role=Editor.Role.CHIEF)
    set_rules_of(story, second_pair=True, hold_seconds=None, by=chief)
    typed = filled(desk, summary(story), **{"lines-0-words": "It rains.", "lines-0-updates": "1"})

    refused = desk.post(summary(story), typed)
    desk.post(summary(story), typed | {"emergency": "on"})

    assert "second pair of eyes" in text(refused.content)
    assert lines() == [("It rains.", [1])]


@pytest.mark.parametrize(
    ("press", "field", "value"),
    [
        ("pin", "pinned", True),
        ("unpin", "pinned", False),
        ("key-event", "key_event", True),
        ("no-key-event", "key_event", False),
    ],
)
def test_a_button_in_the_row_of_an_update_does_what_it_says(
    desk: Client, story: Incident, press: str, field: str, value: bool
) -> None:
    update = Update.objects.get(number=1)
    if not value:
        highlighting.pin(update, by=None)
        highlighting.mark_key_event(update, by=None)

    mark(desk, update, press)

    assert getattr(Update.objects.get(number=1), field) is value


def test_what_cannot_stand_out_is_said_in_words(desk: Client, story: Incident) -> None:
    update = Update.objects.get(number=1)
    updates.retract(update, by=None, note="It was another bridge.")

    mark(desk, update, "pin")
    answer = desk.get(reverse("desk:story", args=[story.pk]))

    assert "restore it before it can stand out" in answer.content.decode()


def test_a_button_nobody_offered_changes_nothing(desk: Client, story: Incident) -> None:
    before = Incident.objects.get().version_number

    mark(desk, Update.objects.get(number=1), "praise")

    assert Incident.objects.get().version_number == before


def test_byline_and_warning_are_typed_with_an_update(desk: Client, story: Incident) -> None:
    box = reverse("desk:story", args=[story.pk])
    typed = filled(
        desk,
        box,
        form=reverse("desk:post", args=[story.pk]),
        body="<p>Three are hurt.</p>",
        authors="Jane Doe; Ali Veli in Baku",
        warning="Injuries.",
        post="1",
    )

    desk.post(reverse("desk:post", args=[story.pk]), typed)

    value = standing(story.pk)["update-3"].value or {}
    assert (value["authors"], value["warning"]) == ("Jane Doe; Ali Veli in Baku", "Injuries.")


def test_byline_and_dateline_are_typed_with_the_text_of_the_story(
    desk: Client, story: Incident
) -> None:
    address = reverse("desk:text", args=[story.pk])
    typed = filled(
        desk, address, authors="Jane Doe", dateline="BAKU", kind="addition", note="Who wrote it."
    )

    desk.post(address, typed | {"save": "1"})

    assert standing(story.pk)["credits"].value == {"authors": "Jane Doe", "dateline": "BAKU"}


def test_a_summary_is_handed_in_and_a_colleague_publishes_it(
    desk: Client, anna: Editor, story: Incident
) -> None:
    chief = factories.editor("chief", role=Editor.Role.CHIEF)
    set_rules_of(story, second_pair=True, hold_seconds=None, by=chief)
    words = {"lines-0-words": "The bridge is closed.", "lines-0-updates": "1"}
    typed = filled(desk, summary(story), **words) | {"submit": "1"}

    for _ in range(2):
        desk.post(summary(story), typed)
    draft, still = Draft.objects.get(), lines()
    waits = draft.state
    desk.force_login(chief)
    shown = desk.get(address("approve-draft", story.pk, draft.key))
    done(desk, "approve", draft)
    done(desk, "publish", draft)

    assert (waits, still, draft.state) == ("submitted", [], "published")
    assert "The bridge is closed." in text(shown.content)
    assert lines() == [("The bridge is closed.", [1])]
    version = Version.objects.latest("position")
    assert (version.author, version.approver) == (anna, chief)


def test_a_summary_that_was_overtaken_is_not_published_over_the_other(
    desk: Client, anna: Editor, story: Incident
) -> None:
    chief = factories.editor("chief", role=Editor.Role.CHIEF)
    typed = filled(desk, summary(story), **{"lines-0-words": "Ours."}) | {"submit": "1"}
    desk.post(summary(story), typed)
    highlighting.summarise(story, LINES, by=None)
    draft = Draft.objects.get()
    desk.force_login(chief)

    said = text(desk.get(address("publish-draft", story.pk, draft.key)).content)
    desk.post(address("publish-draft", story.pk, draft.key))

    assert "changed" in said
    assert len(lines()) == 2
    assert Draft.objects.get().state == "submitted"


def test_a_contributor_hands_a_summary_in_and_cannot_save_it(
    client: Client, story: Incident
) -> None:
    client.force_login(factories.editor("newcomer", role=Editor.Role.CONTRIBUTOR))
    page = text(client.get(summary(story)).content)
    typed = filled(client, summary(story), **{"lines-0-words": "Ours."})

    client.post(summary(story), typed | {"save": "1"})
    client.post(summary(story), typed | {"submit": "1"})

    assert ("Hand in" in page, "Save the summary" in page) == (True, False)
    assert lines() == []
    assert Draft.objects.get().state == "submitted"
