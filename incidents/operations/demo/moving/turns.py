"""Letting a demo story move: posted, corrected, withdrawn and brought back, turn by turn."""

from collections.abc import Callable, Generator, Iterator

from django.utils import timezone

from incidents.actions.inputs import StoryEdit, UpdateText
from incidents.actions.ledger.touches import Particulars
from incidents.actions.refusals import NotPublished, Refused
from incidents.actions.stories import highlighting, lifecycle, updates
from incidents.models import Incident, Update, Version
from incidents.operations.demo.moving import eclipse_2017 as told
from incidents.operations.demo.moving.eclipse_2017 import Report
from incidents.operations.demo.people import author
from incidents.operations.demo.playing import held
from incidents.text.addresses.stories import kept_path

SAMPLE = Version.Origin.SAMPLE
WITHDRAWN = "A sample: withdrawn to show what that looks like. Nothing was wrong with it."
BACK = "A sample: it stands again, unchanged."
REWORDED = "A sample: said in other words, the facts are the same."
ALTOGETHER = 3
"""Every third update is withdrawn and brought back while the story grows."""

Step = tuple[str, Callable[[Incident, Report], Update]]
"""What is done to an update, and how."""


def turns() -> Generator[str]:
    """Do one thing at each turn, and say what was done; without end.

    Each day has one story with as many updates as there are reports. Once all are there, they are
    reworded, withdrawn and brought back in turn, so that the page does not grow. When this is
    closed, or the day is over, the story ends. What is refused, because an editor was at work on
    the same update, is told, and the story goes on.
    """
    while True:
        story = _awake()
        try:
            yield f"{story.get_absolute_url()} moves"
            for report, (done, act) in _steps(story):
                yield _tried(story, report, done, act)
                if story.date != timezone.localdate():
                    break
        finally:
            _rest(story)


def _awake() -> Incident:
    """Today's story, opened or opened again."""
    path = kept_path(timezone.localdate(), told.SLUG)
    story = held(path)
    if story is None or story.retracted_at is not None:
        return _open(path)
    if story.status == Incident.Status.ENDED:
        story = lifecycle.reopen(story, by=author("desk"), status_line=told.MOVES)
    return story


def _open(path: str) -> Incident:
    by = author("desk")
    edit = StoryEdit(
        headline=told.HEADLINE,
        topic_line=told.TOPIC_LINE,
        lead=told.LEAD,
        status_line=told.MOVES,
        sources=told.SOURCES,
    )
    story = lifecycle.open_incident(edit, by=by)
    return lifecycle.publish(story, by=by, origin=SAMPLE, address=path)


def _rest(story: Incident) -> None:
    """Say that the story is over for now, unless an editor has said so already."""
    now = Incident.objects.get(pk=story.pk)
    if now.status == Incident.Status.LIVE and now.retracted_at is None:
        lifecycle.end(now, by=author("desk"), status_line=told.RESTS, origin=SAMPLE)


def _tried(
    story: Incident, report: Report, done: str, act: Callable[[Incident, Report], Update]
) -> str:
    try:
        return f"{act(story, report)} {done}"
    except Refused as refusal:
        return f"“{report.headline}” not {done}: {refusal}"


def _steps(story: Incident) -> Iterator[tuple[Report, Step]]:
    """Each report that is not posted yet with what becomes of it, then the rounds, without end."""
    for place, report in enumerate(told.REPORTS):
        if not Update.objects.filter(incident=story, headline=report.headline).exists():
            yield report, ("posted", _post)
            if report.wrong:
                yield report, ("corrected", _correct)
            if report.key_event:
                yield report, ("listed as a key event", _list)
            if place % ALTOGETHER == 0:
                yield from _away_and_back(report)
    while True:
        for report in told.REPORTS:
            yield report, ("reworded", _reword)
            yield from _away_and_back(report)


def _away_and_back(report: Report) -> Iterator[tuple[Report, Step]]:
    yield report, ("retracted", _retract)
    yield report, ("restored", _restore)


def _post(story: Incident, report: Report) -> Update:
    body = report.body.format(report.wrong or report.right)
    text = UpdateText(headline=report.headline, body=body)
    return updates.post(story, text, by=author("desk"), origin=SAMPLE)


def _correct(story: Incident, report: Report) -> Update:
    update, by = _told(story, report), author("desk")
    text = UpdateText(body=update.body.replace(report.wrong, report.right))
    return updates.edit(update, text, by=by, kind="correction", note=report.why, origin=SAMPLE)


def _list(story: Incident, report: Report) -> Update:
    update = _told(story, report)
    return highlighting.mark_key_event(update, by=author("desk"), origin=SAMPLE)


def _retract(story: Incident, report: Report) -> Update:
    update = _told(story, report)
    return updates.retract(update, by=author("desk"), note=WITHDRAWN, origin=SAMPLE)


def _restore(story: Incident, report: Report) -> Update:
    update = _told(story, report)
    return updates.restore(update, by=author("desk"), note=BACK, origin=SAMPLE)


def _reword(story: Incident, report: Report) -> Update:
    """Say the same in the other words of the report; what an editor wrote over it stays."""
    update = _told(story, report)
    old, new = report.right, report.otherwise
    if old not in update.body:
        old, new = new, old
    return updates.edit(
        update,
        UpdateText(body=update.body.replace(old, new)),
        by=author("desk"),
        kind="clarification",
        note=REWORDED,
        origin=SAMPLE,
        particulars=Particulars(confirmed=True),
    )


def _told(story: Incident, report: Report) -> Update:
    """The update of a report, by its headline: editors may post others in between."""
    rows = Update.objects.filter(incident=story, headline=report.headline)
    found = rows.select_related("incident").first()
    if found is None:
        raise NotPublished("It is not on the story any more.")
    return found
