"""Updates and stories, found by what is asked, and taken along as a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase

from incidents.desk.answers import page
from incidents.desk.forms.fields import numbers_in
from incidents.desk.house.finding import tables
from incidents.desk.house.finding.filters import Finding, StoryFinding, UpdateFinding
from incidents.desk.house.spreadsheets import as_csv
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Citation, Incident, Right, Topic, Update

ROWS_ON_PAGE = 50
MOST_SUGGESTED = 500


@dataclass(frozen=True, slots=True)
class Noun:
    """What is looked for: how it is asked for, shown and written as a table."""

    name: str
    filters: type[Finding]
    rows: Callable[[], QuerySet[Any]]
    order: str
    columns: tuple[str, ...]
    as_rows: Callable[[QuerySet[Any]], Iterator[tuple[object, ...]]]


def _updates() -> QuerySet[Update]:
    """Numbered updates, each with its story and what it rests on."""
    rests_on = Prefetch("citations", Citation.objects.select_related("source"))
    return Update.objects.select_related("incident", "created_by").prefetch_related(rests_on)


NOUNS = {
    "updates": Noun(
        "updates", UpdateFinding, _updates, "-at", tables.UPDATE_COLUMNS, tables.update_rows
    ),
    "stories": Noun(
        "stories",
        StoryFinding,
        lambda: Incident.objects.select_related("created_by"),
        "-position",
        tables.STORY_COLUMNS,
        tables.story_rows,
    ),
}


def noun_of(data: QueryDict) -> Noun:
    """What a request looks for; updates, where it does not say."""
    return NOUNS.get(data.get("of", ""), NOUNS["updates"])


def wanted(noun: Noun, data: QueryDict) -> tuple[Finding, QuerySet[Any]]:
    """The filled-in filters, and what they let through; nothing, where one of them is wrong."""
    finding = noun.filters(data, queryset=noun.rows())
    rows = finding.qs if finding.is_valid() else finding.queryset.none()
    return finding, rows.order_by(*(rows.query.order_by or (noun.order,)), "-pk")


def chosen(noun: Noun, data: QueryDict) -> QuerySet[Any]:
    """The rows that were ticked."""
    keys = numbers_in(data.getlist("row"))
    return noun.rows().filter(pk__in=keys[:ROWS_ON_PAGE]).order_by("-pk")


@editors_only("GET", right=Right.READ)
def find(request: EditorRequest) -> HttpResponse:
    """What was asked for, a page of it at a time."""
    noun = noun_of(request.GET)
    finding, rows = wanted(noun, request.GET)
    shown = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("page", "1"))
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["of"] = noun.name
    filled = {name for name in finding.filters if finding.form[name].value()}
    return page(
        request,
        "desk/house/find.html",
        finding.form,
        noun=noun.name,
        shown=shown,
        asked=asked.urlencode(),
        narrowed=bool(filled - {"q", "order"}),
        asked_anything=bool(filled - {"order"}),
        suggested=Topic.objects.values_list("name", flat=True)[:MOST_SUGGESTED],
    )


@editors_only("GET", "POST", right=Right.READ)
def export(request: EditorRequest) -> HttpResponseBase:
    """Everything that was asked for as a table; by POST, what was ticked."""
    noun = noun_of(request.GET if request.method == "GET" else request.POST)
    if request.method == "POST":
        rows = chosen(noun, request.POST)
    else:
        finding, rows = wanted(noun, request.GET)
        if not finding.is_valid():
            raise Http404("Nothing can be found by that")
    return as_csv(noun.columns, noun.as_rows(rows), noun.name)
