"""What readers see below a story: approved comments, while it has any, and an appeal."""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from incidents.models import Comment, CommentMode, House, Incident
from incidents.models.readers.comment import comment_mode, comments_close_at, takes_comments
from incidents.record.beside.campaign import CHOSEN, NEXT_TURN, Meter, campaign
from incidents.record.pages import shown as showing
from incidents.record.pages.comments import CommentEntry, CommentsPage
from incidents.record.printing import moment_printed
from incidents.text.addresses.stories import comments_path, story_path, within_news

ON_PAGE = 50

DECIDING = ("id", "comment_mode", "version_number", "version_at", "retracted_at")
"""What of a story decides whether it takes comments, in the order of its fields."""

BELOW = f"""
SELECT {", ".join(DECIDING)}, (
    SELECT count(*) FROM incidents_comment
    WHERE incident_id = story.id AND state = 'approved'
), (SELECT comment_mode FROM incidents_house), {CHOSEN}, {NEXT_TURN}
FROM incidents_incident AS story
WHERE path = %(path)s AND version_number > 0 AND retracted_at IS NULL
"""  # noqa: S608 - the names above


@dataclass(frozen=True, slots=True)
class CommentsLine:
    """What the story's own page says of its comments."""

    path: str
    count: int
    open: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands below a story and is no part of it."""

    comments: CommentsLine | None = None
    campaign: Meter | None = None


@showing.told
def beside(path: str) -> Beside:
    """What stands below the story at a path: one query, and one more where there is an appeal."""
    with connection.cursor() as cursor:
        cursor.execute(BELOW, {"path": within_news(path), "now": timezone.now()})
        row = cursor.fetchone()
    if row is None:
        return Beside()
    story = Incident.from_db(connection.alias, DECIDING, row[:-4])
    count, rule, appeal, turn = row[-4:]
    showing.until(turn)
    _show(story)
    house = House(comment_mode=rule or CommentMode.OFF)
    return Beside(_line(path, story, count, house), campaign(appeal))


def _line(path: str, story: Incident, count: int, house: House) -> CommentsLine | None:
    """None where the story has no comments and takes none."""
    if comment_mode(story, house) == CommentMode.OFF:
        return None
    line = CommentsLine(comments_path(path), count, takes_comments(story, house))
    return line if line.count or line.open else None


@showing.told
def comments(path: str, number: int = 1) -> CommentsPage | None:
    """A page of the comments on the story at a path; None where it has no comments.

    Pages are counted from 1.
    """
    incident = Incident.objects.published().filter(path=within_news(path)).first()
    house = House.current()
    if incident is None or comment_mode(incident, house) == CommentMode.OFF:
        return None
    _show(incident)
    retracted = incident.retracted_at is not None
    rows = Comment.objects.filter(incident=incident, state=Comment.State.APPROVED).order_by("id")
    count = 0 if retracted else rows.count()
    pages = max(1, -(-count // ON_PAGE))
    if not 1 <= number <= pages:
        return None
    start = (number - 1) * ON_PAGE
    shown = rows[start : start + ON_PAGE] if count else rows.none()
    return CommentsPage(
        story_path=story_path(incident.path),
        printed_headline=incident.printed_headline,
        language=incident.language,
        comments=tuple(_entry(row, incident) for row in shown),
        count=count,
        open=takes_comments(incident, house),
        moderated=comment_mode(incident, house) == CommentMode.MODERATED,
        number=number,
        pages=pages,
        retracted=retracted,
        retraction_reason=incident.retraction_reason,
    )


def _show(incident: Incident) -> None:
    """Say what stands below a story: its comments, and for how long it takes more."""
    showing.shows(showing.story(incident.pk), showing.comments(incident.pk))
    closes = comments_close_at(incident)
    if closes is not None and closes > timezone.now():
        showing.until(closes)


def _entry(row: Comment, incident: Incident) -> CommentEntry:
    return CommentEntry(
        number=row.pk,
        name=row.name,
        at=row.sent_at,
        printed=moment_printed(row.sent_at, incident.time_zone),
        text=row.text,
    )
