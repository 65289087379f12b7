"""What readers sent about one story, in numbers."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from incidents.models import Comment, House, Incident, Report
from incidents.models.readers.comment import comment_mode, takes_comments


@dataclass(frozen=True, slots=True)
class FromReaders:
    """Open reports, and comments by state; `mode` is how the story takes comments."""

    reports: int
    mode: str
    open: bool
    waiting: int
    approved: int


def from_readers(incident: Incident, house: House) -> FromReaders:
    """The numbers of one story; one query."""
    comments = Comment.objects.filter(incident=OuterRef("pk"))
    reports, waiting, approved = (
        Incident.objects.filter(pk=incident.pk)
        .values_list(
            _number(Report.objects.filter(incident=OuterRef("pk"), state=Report.State.OPEN)),
            _number(comments.filter(state=Comment.State.WAITING)),
            _number(comments.filter(state=Comment.State.APPROVED)),
        )
        .get()
    )
    mode, takes = comment_mode(incident, house), takes_comments(incident, house)
    return FromReaders(reports, mode, takes, waiting, approved)


def _number(rows: QuerySet[Report] | QuerySet[Comment]) -> Coalesce:
    counted = rows.order_by().values("incident").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
