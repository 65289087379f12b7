"""What may happen to a reader's report of an error: sent, answered, accepted, declined."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy as _lazy

from incidents.actions.ledger.change import write_event
from incidents.actions.readers.limits import DAY, Limit, Limits, forget_senders
from incidents.actions.refusals import NothingWritten, Refused, TooLong, WrongValue
from incidents.models import Editor, Incident, Report, Right, Version
from incidents.record.printing import number_printed
from incidents.text.sanitise import line

LONGEST_MESSAGE = 2000
LONGEST_SENTENCE = 1000
LONGEST_ANSWER = 2000

SHORT_LIMIT, DAY_LIMIT, STORY_LIMIT = 5, 20, 30
"""How many reports one sender may send in ten minutes and in a day, and a story get in an hour."""

LIMITS = Limits(
    of_sender=(
        Limit(timedelta(minutes=10), SHORT_LIMIT, _lazy("You have sent several reports already.")),
        Limit(DAY, DAY_LIMIT, _lazy("You have sent many reports today.")),
    ),
    of_story=Limit(
        timedelta(hours=1), STORY_LIMIT, _lazy("Many readers write about this story right now.")
    ),
    locks=(7001, 7002),
)

State = Report.State


class AlreadyClosed(Refused):
    """The report has been dealt with before."""


def send(
    incident: Incident,
    *,
    piece: str,
    version: int,
    message: str,
    selected: str = "",
    senders: Sequence[str],
) -> Report:
    """Take in what a reader reports about a piece as it stood at a version.

    `senders` are the hashes that stand for the reader today and stood yesterday; hashes are
    forgotten after a day. Raises NothingWritten, TooLong, TooMany.
    """
    said, sentence = paragraphs(message), line(selected)
    _check_length(said, LONGEST_MESSAGE, "message")
    _check_length(sentence, LONGEST_SENTENCE, "sentence")
    if not said:
        raise NothingWritten(_("Say what is wrong."), field="message")
    with transaction.atomic():
        forget_senders(Report.objects.all())
        LIMITS.hold(Report.objects.all(), incident, senders)
        report = Report.objects.create(
            incident=incident,
            piece=piece,
            version=version,
            selected=sentence,
            message=said,
            sender=senders[0],
        )
        write_event("report.received", by=None, subject=_subject(report), incident=incident)
    return report


def answer(report: Report, *, by: Editor | None, text: str) -> Report:
    """Tell the reader something and close the report. Raises NothingWritten, AlreadyClosed."""
    return _close_with_words(report, State.ANSWERED, by, text, "Write what the reader shall read.")


def decline(report: Report, *, by: Editor | None, reason: str) -> Report:
    """Tell the reader why nothing is corrected. Raises NothingWritten, AlreadyClosed."""
    return _close_with_words(report, State.DECLINED, by, reason, "Tell the reader why not.")


def accept(report: Report, *, by: Editor | None, correction: Version | None) -> Report:
    """Say that the reader was right; `correction` is the version that puts it right.

    Whatever was answered before, the reader now sees the correction. A report that was accepted
    before stays as it is. Raises WrongValue for a correction of another story.
    """
    if correction is not None and correction.incident_id != report.incident_id:
        raise WrongValue("This correction belongs to another story than the report.")
    with transaction.atomic():
        row = Report.objects.select_for_update().get(pk=report.pk)
        if row.state != State.ACCEPTED:
            row.correction = correction
            _close(row, State.ACCEPTED, by)
    return row


def too_long(length: int, most: int) -> str:
    """What is said of a text with more characters than fit."""
    words = _("This is %(length)s characters long; at most %(most)s fit. Shorten it.")
    return words % {"length": number_printed(length), "most": number_printed(most)}


def paragraphs(text: str) -> str:
    """A text of several lines, each cleaned as plain text; at most one blank line in a row."""
    cleaned = [line(part) for part in text.replace("\r\n", "\n").split("\n")]
    kept = [part for place, part in enumerate(cleaned) if part or (place and cleaned[place - 1])]
    return "\n".join(kept).strip("\n")


def _close_with_words(
    report: Report, state: str, by: Editor | None, text: str, needed: str
) -> Report:
    said = paragraphs(text)
    if not said:
        raise NothingWritten(needed, field="text")
    _check_length(said, LONGEST_ANSWER, "text")
    with transaction.atomic():
        row = Report.objects.select_for_update().get(pk=report.pk)
        if row.state != State.OPEN:
            raise AlreadyClosed(f"This report was {row.get_state_display().lower()} already.")
        row.answer = said
        _close(row, state, by)
    return row


def _close(row: Report, state: str, by: Editor | None) -> None:
    row.state = state
    row.closed_at = timezone.now()
    row.closed_by = by
    row.save(update_fields=["state", "answer", "closed_at", "closed_by", "correction"])
    write_event(
        f"report.{state}",
        by=by,
        subject=_subject(row),
        incident=row.incident,
        needs=Right.PUBLISH,
    )


def _subject(report: Report) -> str:
    return f"report-{report.pk}"


def _check_length(text: str, most: int, field: str) -> None:
    if len(text) > most:
        raise TooLong(too_long(len(text), most), field=field)
