"""For readers: the form, the thanks, and what became of a report. No account, no cookie."""

import uuid
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from incidents.actions.readers import reports
from incidents.actions.readers.limits import TooMany
from incidents.actions.refusals import Refused
from incidents.desk.standards.letters import pieces
from incidents.desk.standards.letters.answering import FROM_ELSEWHERE, page, see
from incidents.desk.standards.letters.forms import ReportForm
from incidents.desk.standards.letters.origin import is_ours
from incidents.desk.standards.letters.pieces import Subject
from incidents.desk.standards.letters.senders import senders
from incidents.models import Report
from incidents.record.history.reversed import taken_back_in
from incidents.record.printing import moment_printed


@csrf_exempt  # there is no session to be abused; where the form comes from is asked instead
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form in which a reader says what is wrong with a piece of a story."""
    asked = (request.GET.get(name, "") for name in ("story", "piece", "version"))
    subject = pieces.subject(*asked)
    if request.method != "POST":
        return _form(subject, ReportForm())
    form = ReportForm(request.POST)
    if not is_ours(request):
        form.add_error(None, FROM_ELSEWHERE)
        return _form(subject, form, HTTPStatus.FORBIDDEN)
    if not form.is_valid():
        return _form(subject, form)
    return _send(request, subject, form)


def _send(request: HttpRequest, subject: Subject, form: ReportForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        sent = reports.send(
            subject.incident,
            piece=subject.piece,
            version=subject.version,
            message=given["message"],
            selected=given["selected"],
            senders=senders(request),
        )
    except TooMany as refused:
        form.add_error(None, str(refused))
        response = _form(subject, form, HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(refused.seconds)
        return response
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _form(subject, form)
    return see(reverse("letters:sent", args=[sent.key]))


def _form(subject: Subject, form: ReportForm, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"subject": subject, "form": form, "headline": subject.headline}
    return page("letters/report.html", context, status)


@require_safe
def sent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Thanks, and the address under which the reader sees what becomes of it."""
    return _secret(request, key, "letters/sent.html")


@require_safe
def status(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What became of a report."""
    return _secret(request, key, "letters/status.html")


def _secret(_request: HttpRequest, key: uuid.UUID, template: str) -> HttpResponse:
    """A page that only the sender knows; its address is told to nobody."""
    rows = Report.objects.select_related("incident", "correction")
    row = get_object_or_404(rows, key=key)
    zone = row.incident.time_zone
    put_right = row.correction.number if row.correction else 0
    context = {
        "report": row,
        "taken_back": taken_back_in(row.incident, put_right) if put_right else 0,
        "piece": pieces.name_of(row.piece),
        "headline": pieces.headline(row.incident),
        "sent": moment_printed(row.sent_at, zone),
        "closed": moment_printed(row.closed_at, zone) if row.closed_at else "",
        "site": settings.SITE_URL,
    }
    response = page(template, context)
    response["Referrer-Policy"] = "no-referrer"
    return response
