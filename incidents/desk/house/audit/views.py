"""The trail of acts: searched, paged by its numbers, taken along as a file."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase

from incidents.actions.house import audit as actions
from incidents.desk.answers import page
from incidents.desk.forms.fields import number_in
from incidents.desk.house.audit import files
from incidents.desk.house.audit.asking import AuditForm
from incidents.desk.house.audit.words import in_words
from incidents.desk.house.spreadsheets import as_csv, as_file
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Editor, Event, Right

ROWS_ON_PAGE = 100
PERSON = "editor-"


@dataclass(frozen=True, slots=True)
class Act:
    """One act as the page shows it; `whom` is the account that it is about."""

    event: Event
    words: str
    whom: Editor | None


@editors_only("GET", right=Right.AUDIT)
def audit(request: EditorRequest) -> HttpResponse:
    """The acts that were asked for, the latest first, a hundred a page."""
    form = AuditForm(request.GET)
    found, before = form.found(), number_in(request.GET.get("before", ""))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: ROWS_ON_PAGE + 1])
    asked = request.GET.copy()
    asked.pop("before", None)
    return page(
        request,
        "desk/house/audit.html",
        form,
        acts=_in_words(rows[:ROWS_ON_PAGE]),
        older=rows[ROWS_ON_PAGE - 1].pk if len(rows) > ROWS_ON_PAGE else None,
        continued=bool(before),
        asked=asked.urlencode(),
        narrowed=form.narrowed,
    )


def _in_words(rows: list[Event]) -> list[Act]:
    keys = [row.subject.removeprefix(PERSON) for row in rows if row.subject.startswith(PERSON)]
    people = {str(row.key): row for row in Editor.objects.filter(key__in=map(UUID, keys))}
    return [
        Act(row, in_words(row.verb), people.get(row.subject.removeprefix(PERSON))) for row in rows
    ]


@editors_only("GET", right=Right.AUDIT)
def export(request: EditorRequest, suffix: str) -> HttpResponseBase:
    """Everything that was asked for, as CSV or JSON Lines; that it was taken along is an act."""
    form = AuditForm(request.GET)
    if not form.is_valid():
        raise Http404("Nothing can be found by that")
    found = form.found()
    actions.note_export(by=request.user)
    if suffix == "csv":
        return as_csv(files.COLUMNS, files.as_rows(found), "acts")
    return as_file(files.as_lines(found), "acts.jsonl", "application/jsonl; charset=utf-8")
