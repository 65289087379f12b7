"""The comments that readers see on a story: approved ones, while the story has comments."""

from dataclasses import dataclass

from django.db.models import Count, Q, Subquery

from incidents.models import Comment, CommentMode, House, Incident
from incidents.models.readers.comment import comment_mode, takes_comments
from incidents.record.pages.comments import CommentEntry, CommentsPage
from incidents.record.printing import moment_printed

ON_PAGE = 50
PREFIX = "/news/"

DECIDING = ("version_number", "version_at", "retracted_at", "comment_mode")
"""What of a story decides whether it takes comments."""

_SHOWN = Q(comments__state=Comment.State.APPROVED)


@dataclass(frozen=True, slots=True)
class CommentsLine:
    """What the story's own page says of its comments."""

    path: str
    count: int
    open: bool


def comments_line(path: str) -> CommentsLine | None:
    """How many comments the story at a path has; None where it has none and takes none."""
    found = Incident.objects.public().filter(path=path.removeprefix(PREFIX)).only(*DECIDING)
    rule = Subquery(House.objects.values("comment_mode"))
    story = found.annotate(shown=Count("comments", filter=_SHOWN), rule=rule).first()
    house = House(comment_mode=(story and vars(story)["rule"]) or CommentMode.OFF)
    if story is None or comment_mode(story, house) == CommentMode.OFF:
        return None
    line = CommentsLine(f"{path}/comments", vars(story)["shown"], takes_comments(story, house))
    return line if line.count or line.open else None


def comments(path: str, number: int = 1) -> CommentsPage | None:
    """A page of the comments on the story at a path; None where it has no comments.

    Pages are counted from 1.
    """
    incident = Incident.objects.published().filter(path=path.removeprefix(PREFIX)).first()
    house = House.current()
    if incident is None or comment_mode(incident, house) == CommentMode.OFF:
        return None
    retracted = incident.retracted_at is not None
    rows = Comment.objects.filter(incident=incident, state=Comment.State.APPROVED).order_by("id")
    count = 0 if retracted else rows.count()
    pages = max(1, -(-count // ON_PAGE))
    if not 1 <= number <= pages:
        return None
    start = (number - 1) * ON_PAGE
    shown = rows[start : start + ON_PAGE] if count else rows.none()
    return CommentsPage(
        story_path=f"{PREFIX}{incident.path}",
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


def _entry(row: Comment, incident: Incident) -> CommentEntry:
    return CommentEntry(
        number=row.pk,
        name=row.name,
        at=row.sent_at,
        printed=moment_printed(row.sent_at, incident.time_zone),
        text=row.text,
    )
