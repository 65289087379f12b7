"""For editors: what readers reported, and what is to be done about it."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from incidents.actions.readers import reports
from incidents.desk.answers import carried_out, page, say
from incidents.desk.forms.fields import number_in
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.standards.letters import pieces
from incidents.desk.standards.letters.forms import AnswerForm, CorrectedForm
from incidents.models import Incident, Report, Right

ON_PAGE = 25
OPEN = Q(state=Report.State.OPEN)
SHELVES = {"open": OPEN, "closed": ~OPEN}


@dataclass(frozen=True, slots=True)
class Row:
    """A report in the list, with its piece in words."""

    report: Report
    piece: str


@editors_only("GET")
def queue(request: EditorRequest) -> HttpResponse:
    """Open reports, the oldest first; closed ones, the newest first; of one story or of all."""
    shelf = request.GET.get("state", "open")
    shelf = shelf if shelf in SHELVES else "open"
    story = _story(request.GET)
    rows = Report.objects.filter(incident=story) if story else Report.objects.all()
    found = rows.filter(SHELVES[shelf]).select_related("incident", "closed_by")
    ordered = found.order_by("id" if shelf == "open" else "-id")
    pages: Page[Report] = Paginator(ordered, ON_PAGE).get_page(request.GET.get("page", "1"))
    return page(
        request,
        "desk/standards/letters/queue.html",
        shelf=shelf,
        story=story,
        counts=[(name, rows.filter(held).count()) for name, held in SHELVES.items()],
        pages=pages,
        rows=[Row(report, pieces.name_of(report.piece)) for report in pages],
    )


def _story(query: QueryDict) -> Incident | None:
    return Incident.objects.filter(pk=number_in(query.get("story", "")) or 0).first()


@editors_only("GET", "POST", to_post=Right.PUBLISH)
def one(request: EditorRequest, report: int) -> HttpResponse:
    """One report: what it says, the piece as it stands, and the ways to close it."""
    rows = Report.objects.select_related("incident", "correction", "closed_by")
    row = get_object_or_404(rows, pk=report)
    made = _forms(request, row)
    act = request.POST.get("act", "")
    form = made.get(act)
    if form is not None and form.is_valid() and _closed(request, row, act, form):
        others = ("All reports", reverse("desk:reports"))
        say(request, "The report is closed: the reader can see what became of it", others)
        return redirect("desk:report", row.pk)
    return page(
        request,
        "desk/standards/letters/report.html",
        form,
        report=row,
        incident=row.incident,
        piece=pieces.name_of(row.piece),
        text=pieces.as_it_stands(row),
        correct=pieces.correction_address(row),
        by_itself=pieces.is_closed_by_correcting(row),
        forms=made,
        act=act,
    )


def _forms(request: EditorRequest, report: Report) -> dict[str, forms.Form]:
    """A form for each way to close a report; the one that was sent is filled in."""
    act = request.POST.get("act", "")
    return {
        "answer": AnswerForm(request.POST if act == "answer" else None, prefix="answer"),
        "decline": AnswerForm(request.POST if act == "decline" else None, prefix="decline"),
        "accept": CorrectedForm(
            request.POST if act == "accept" else None, prefix="accept", report=report
        ),
    }


def _closed(request: EditorRequest, report: Report, act: str, form: forms.Form) -> bool:
    return carried_out(form, lambda: _close(request, report, act, form))


def _close(request: EditorRequest, report: Report, act: str, form: forms.Form) -> None:
    given = form.cleaned_data
    if act == "answer":
        reports.answer(report, by=request.user, text=given["text"])
    elif act == "decline":
        reports.decline(report, by=request.user, reason=given["text"])
    else:
        reports.accept(report, by=request.user, correction=given["correction"])
