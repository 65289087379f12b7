"""What the desk shows of readers' comments beside other things."""

from dataclasses import dataclass

from django.db.models import Count, Q

from incidents.models import Comment, House, Incident
from incidents.models.readers.comment import comment_mode, takes_comments


@dataclass(frozen=True, slots=True)
class OnStory:
    """The comments of one story in numbers; `mode` is how it takes them."""

    mode: str
    open: bool
    waiting: int
    approved: int


def on_story(incident: Incident, house: House) -> OnStory:
    """How a story takes comments, and how many there are; one query."""
    counts = Comment.objects.filter(incident=incident).aggregate(
        waiting=Count("pk", filter=Q(state=Comment.State.WAITING)),
        approved=Count("pk", filter=Q(state=Comment.State.APPROVED)),
    )
    mode, takes = comment_mode(incident, house), takes_comments(incident, house)
    return OnStory(mode, takes, counts["waiting"], counts["approved"])


def waiting() -> int:
    """How many comments wait for an editor, on all stories."""
    return Comment.objects.filter(state=Comment.State.WAITING).count()
