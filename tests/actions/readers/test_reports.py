"""A reader's report: taken in within limits, and dealt with once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from incidents.actions.inputs import UpdateText
from incidents.actions.readers import reports
from incidents.actions.readers.limits import TooMany
from incidents.actions.refusals import NothingWritten, Refused, TooLong, WrongValue
from incidents.actions.stories import updates
from incidents.models import Event, Incident, Report, Version
from tests import factories

pytestmark = pytest.mark.django_db

SENDERS = ("today", "yesterday")


def sent(incident: Incident, message: str = "The number is wrong.", **given: object) -> Report:
    values: dict[str, object] = {"piece": "lead", "version": 1, "senders": SENDERS}
    return reports.send(incident, message=message, **(values | given))  # type: ignore[arg-type]


def test_a_report_is_kept_as_plain_text_in_its_lines() -> None:
    story = factories.story()

    report = sent(story, "Nine, not\x00 seven.\r\n\r\n\r\n\r\n  See the <b>ministry</b>.  ")

    assert report.message == "Nine, not seven.\n\nSee the <b>ministry</b>."
    assert report.state == Report.State.OPEN


def test_no_word_of_a_report_stands_in_its_event() -> None:
    report = sent(factories.story(), "A secret word")

    event = Event.objects.get(verb="report.received")

    assert event.subject == f"report-{report.pk}"


@pytest.mark.parametrize("message", ["", "  \n \x00"])
def test_a_report_says_something(message: str) -> None:
    story = factories.story()

    with pytest.raises(NothingWritten):
        sent(story, message)


@pytest.mark.parametrize("given", [{"message": "x" * 2001}, {"selected": "x" * 1001}])
def test_a_report_has_an_end(given: dict[str, str]) -> None:
    story = factories.story()

    with pytest.raises(TooLong):
        sent(story, **{"message": "wrong", **given})


def test_the_sixth_report_in_ten_minutes_has_to_wait() -> None:
    story = factories.story()
    for _ in range(reports.SHORT_LIMIT):
        sent(story)

    with pytest.raises(TooMany) as refused:
        sent(factories.story("Another"))

    assert 590 < refused.value.seconds <= 601
    assert sent(story, senders=("somebody else", "else")).pk


def test_what_was_sent_before_midnight_still_counts() -> None:
    story = factories.story()
    for _ in range(reports.SHORT_LIMIT):
        sent(story, senders=("yesterday", "the day before"))

    with pytest.raises(TooMany):
        sent(story, senders=("today", "yesterday"))


def test_twenty_reports_a_day_are_enough() -> None:
    story = factories.story()
    for _ in range(reports.DAY_LIMIT):
        report = sent(story)
        Report.objects.filter(pk=report.pk).update(sent_at=timezone.now() - timedelta(hours=2))

    with pytest.raises(TooMany, match="in 22 hours"):
        sent(story)


def test_a_story_gets_no_more_than_it_can_read_in_an_hour() -> None:
    story = factories.story()
    for number in range(reports.STORY_LIMIT):
        sent(story, senders=(f"reader {number}", "-"))

    with pytest.raises(TooMany, match="Many readers"):
        sent(story, senders=("one more", "-"))


def test_who_sent_a_report_is_forgotten_after_a_day() -> None:
    story = factories.story()
    report = sent(story)
    Report.objects.filter(pk=report.pk).update(sent_at=timezone.now() - timedelta(hours=25))

    sent(story)

    report.refresh_from_db()
    assert report.sender == ""


def test_a_report_is_answered_once() -> None:
    report = sent(factories.story())

    answered = reports.answer(report, by=factories.editor(), text=" It was <seven>. ")

    assert (answered.state, answered.answer) == ("answered", "It was <seven>.")
    with pytest.raises(reports.AlreadyClosed):
        reports.decline(report, by=None, reason="No.")


def test_declining_needs_a_reason() -> None:
    report = sent(factories.story())

    with pytest.raises(NothingWritten):
        reports.decline(report, by=None, reason="  ")


def test_an_accepted_report_names_its_correction() -> None:
    story = factories.story()
    report = sent(story)
    anna = factories.editor()
    factories.update(story)
    correction = Version.objects.get(incident=story, number=2)

    accepted = reports.accept(report, by=anna, correction=correction)

    assert accepted.state == Report.State.ACCEPTED
    assert accepted.correction == correction
    assert accepted.closed_by == anna


def test_accepting_twice_changes_nothing() -> None:
    story = factories.story()
    report = sent(story)
    first = reports.accept(report, by=None, correction=None)

    again = reports.accept(report, by=None, correction=Version.objects.get(incident=story))

    assert again.correction is None
    assert again.closed_at == first.closed_at
    assert Event.objects.filter(verb="report.accepted").count() == 1


def test_a_correction_found_later_takes_the_place_of_an_answer() -> None:
    report = sent(factories.story())
    reports.decline(report, by=None, reason="We think not.")

    accepted = reports.accept(report, by=None, correction=None)

    assert accepted.state == Report.State.ACCEPTED


def test_a_correction_of_another_story_is_refused() -> None:
    report = sent(factories.story())
    other = factories.story("Another story")

    with pytest.raises(WrongValue):
        reports.accept(report, by=None, correction=Version.objects.get(incident=other))


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_for_reports_sent_at_once() -> None:
    story = factories.story()

    def send(number: int) -> bool:
        try:
            sent(story, f"Report {number}")
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(send, range(12)))

    assert sum(taken) == Report.objects.count() == reports.SHORT_LIMIT


def test_a_report_may_be_accepted_in_the_transaction_of_its_correction() -> None:
    story = factories.story()
    row = factories.update(story)
    report = sent(story, piece="update-1", version=2)

    updates.edit(row, UpdateText(body="<p>No.</p>"), by=None, kind="correction", note="It did not.")
    done = reports.accept(report, by=None, correction=Version.objects.latest("position"))

    assert done.correction is not None
    assert done.correction.kind == "correction"
