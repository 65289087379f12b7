"""What stands around one story in numbers and rules, all of it asked at once."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from incidents.models import Comment, House, Incident, Report, Topic
from incidents.models.readers.comment import comment_mode, takes_comments

RULES = ("second_pair", "hold_seconds", "comment_mode")
NAMES = ("id", "name", "public_name", "slug")


@dataclass(frozen=True, slots=True)
class FromReaders:
    """Open reports, and comments by state; `mode` is how the story takes comments."""

    reports: int
    mode: str
    open: bool
    waiting: int
    approved: int


@dataclass(frozen=True, slots=True)
class Around:
    """The newsroom's rules, the topics by their names alone, and what readers sent."""

    house: House
    topics: list[Topic]
    readers: FromReaders


def around(incident: Incident) -> Around:
    """Everything small about one story, in one query."""
    comments = Comment.objects.filter(incident=OuterRef("pk"))
    found = (
        Incident.objects.filter(pk=incident.pk)
        .annotate(
            open_reports=_number(
                Report.objects.filter(incident=OuterRef("pk"), state=Report.State.OPEN)
            ),
            waiting=_number(comments.filter(state=Comment.State.WAITING)),
            approved=_number(comments.filter(state=Comment.State.APPROVED)),
            named=ArraySubquery(_topics()),
            **{
                f"house_{name}": Subquery(House.objects.filter(pk=1).values(name)) for name in RULES
            },
        )
        .values(
            "open_reports", "waiting", "approved", "named", *(f"house_{name}" for name in RULES)
        )
        .get()
    )
    stored = {name: found[f"house_{name}"] for name in RULES}
    house = House(**{name: value for name, value in stored.items() if value is not None})
    mode, takes = comment_mode(incident, house), takes_comments(incident, house)
    sent = FromReaders(found["open_reports"], mode, takes, found["waiting"], found["approved"])
    return Around(house, [Topic(**row) for row in found["named"]], sent)


def _topics() -> QuerySet[Topic, object]:
    rows = Topic.objects.filter(incident_links__incident=OuterRef("pk"))
    ordered = rows.order_by("incident_links__order", "incident_links__id")
    return ordered.values_list(JSONObject(**{name: F(name) for name in NAMES}))


def _number(rows: QuerySet[Report] | QuerySet[Comment]) -> Coalesce:
    counted = rows.order_by().values("incident").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
