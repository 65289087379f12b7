"""Hints on a text while it is being written, asked for by the page in which it stands."""

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from incidents.desk.forms.fields import number_in
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown.surroundings import Written, found
from incidents.models import Incident, Right

RESTS_ON = ("cites", "source_outlet", "source_url", "own_reporting")
"""Fields of which one that is filled in says what a text rests on."""


@editors_only("POST", right=Right.WRITE)
def hints(request: EditorRequest, pk: int) -> HttpResponse:
    """Answer with the places of a form's text that are worth a look, as JSON; keep nothing.

    `update` in the address is the number of the update that is being changed, `report` stands
    there for the initial report.
    """
    incident = get_object_or_404(Incident, pk=pk)
    given = request.POST
    given_number = request.GET.get("update", "")
    is_report = "report" in request.GET
    written = Written(
        text=given.get("lead" if is_report else "body", ""),
        at=given.get("at", ""),
        fold=given.get("fold", ""),
        zone=given.get("time_zone", "") if not is_report else "",
        day=given.get("date", ""),
        cites=any(given.get(name) for name in RESTS_ON),
        is_report=is_report,
        update=number_in(given_number),
    )
    return JsonResponse({"hints": [asdict(hint) for hint in found(written, incident)]})
