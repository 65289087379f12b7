"""What a correction says of its error, and the reader who reported it."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.actions.readers import reports
from incidents.models import Report, Update, Version
from incidents.record.ledger import standing
from incidents.record.reading import corrections
from tests import factories
from tests.desk.filled import filled, text

BODY = "<p>Seven were hurt. The road is closed.</p>"


@pytest.fixture
def update(desk: Client) -> Update:
    return factories.update(factories.story(), BODY)


def page_of(update: Update) -> str:
    return reverse("desk:update", args=[update.incident_id, update.pk])


def report(update: Update) -> Report:
    return reports.send(
        update.incident, piece="update-1", version=2, message="It was nine.", senders=["a" * 64]
    )


def test_a_report_opens_the_form_filled_in_and_is_accepted_with_the_correction(
    desk: Client, update: Update
) -> None:
    sent = report(update)
    link = f"{page_of(update)}?kind=correction&noticed=reader&wrong=Seven&report={sent.pk}"
    typed = filled(desk, link, body=BODY.replace("Seven", "Nine"), note="A reader saw it.")

    desk.post(page_of(update), typed)

    sent.refresh_from_db()
    made = Version.objects.latest("position")
    error = corrections(standing(update.incident_id, keys=["correction"])["correction"].value)[0]
    assert (sent.state, sent.correction) == ("accepted", made)
    assert (error.noticed, error.wrong, error.entered) == ("reader", "Seven", 2)
    assert error.right == "Nine were hurt."


def test_what_the_reader_wrote_stands_above_the_form(desk: Client, update: Update) -> None:
    sent = report(update)

    page = text(desk.get(f"{page_of(update)}?kind=correction&report={sent.pk}").content)
    of_another = text(desk.get(f"{page_of(update)}?report={sent.pk + 1}").content)

    assert "A reader reports It was nine." in page
    assert "A reader reports" not in of_another


def test_a_report_stays_open_where_nothing_was_changed(desk: Client, update: Update) -> None:
    sent = report(update)

    desk.post(page_of(update), filled(desk, f"{page_of(update)}?report={sent.pk}"))

    sent.refresh_from_db()
    assert sent.state == "open"


@pytest.mark.parametrize(
    ("kind", "state"),
    [("typo", "open"), ("addition", "open"), ("clarification", "accepted")],
)
def test_only_what_puts_right_or_clears_up_accepts_a_report(
    desk: Client, update: Update, kind: str, state: str
) -> None:
    sent = report(update)
    body = BODY.replace("closed", "closed again")
    typed = {"body": body, "kind": kind, "note": "Said more.", "confirmed": "on"}

    answer = desk.post(
        page_of(update),
        filled(desk, f"{page_of(update)}?report={sent.pk}", **typed),
        follow=True,
    )

    sent.refresh_from_db()
    assert Version.objects.latest("position").kind == kind
    assert sent.state == state
    assert ("report stays open" in text(answer.content)) == (state == "open")


def test_a_report_of_another_story_is_left_alone(desk: Client, update: Update) -> None:
    other = report(factories.update(factories.story("Another")))
    typed = {"body": BODY.replace("Seven", "Nine"), "kind": "correction", "note": "New."}

    desk.post(page_of(update), filled(desk, f"{page_of(update)}?report={other.pk}", **typed))

    other.refresh_from_db()
    assert Version.objects.latest("position").kind == "correction"
    assert other.state == "open"


@pytest.mark.parametrize(("entered", "known"), [("2", True), ("9", False), ("0", False)])
def test_the_error_came_in_with_a_version_that_there_is(
    desk: Client, update: Update, entered: str, known: bool
) -> None:
    typed = {"body": BODY.replace("Seven", "Nine"), "kind": "correction", "note": "New."}

    answer = desk.post(page_of(update), filled(desk, page_of(update), entered=entered, **typed))

    assert (answer.status_code == 302) == known
    assert (Version.objects.count() == 3) == known


def test_a_note_that_admits_an_error_is_asked_about_and_nothing_is_lost(
    desk: Client, update: Update
) -> None:
    body = BODY.replace("closed", "closed at the bridge")
    note = "We wrongly said that all of it was closed."
    typed = filled(desk, page_of(update), body=body, kind="clarification", note=note)

    asked = desk.post(page_of(update), typed)
    desk.post(page_of(update), typed | {"confirmed": "on"})

    assert "an error put right is called a correction" in text(asked.content)
    assert "Yes, it is only a clarification" in text(asked.content)
    assert asked.context["form"]["note"].value() == note
    assert Update.objects.get().body == body
    assert Version.objects.latest("position").kind == "clarification"


def test_the_confirmation_is_not_offered_before_it_is_needed(desk: Client, update: Update) -> None:
    assert "Yes, it is" not in text(desk.get(page_of(update)).content)


@pytest.mark.parametrize("entered", ["x", "-1", "99999999999999999999"])
def test_what_a_link_fills_in_may_be_nonsense(desk: Client, update: Update, entered: str) -> None:
    answer = desk.get(f"{page_of(update)}?entered={entered}&report={entered}&kind={entered}")

    assert answer.status_code == 200
