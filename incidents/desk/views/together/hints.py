"""Hints on a text while it is being written, asked for by the page in which it stands."""

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown.surroundings import Written, found
from incidents.models import Incident, Right

LONGEST_NUMBER = 9


@editors_only("POST", right=Right.WRITE)
def hints(request: EditorRequest, pk: int) -> HttpResponse:
    """Answer with the places of a form's text that are worth a look, as JSON; keep nothing.

    `update` in the address is the number of the update that is being changed, `report` stands
    there for the initial report.
    """
    incident = get_object_or_404(Incident, pk=pk)
    given = request.POST
    number = request.GET.get("update", "")
    is_report = "report" in request.GET
    written = Written(
        text=given.get("lead" if is_report else "body", ""),
        at=given.get("at", ""),
        fold=given.get("fold", ""),
        zone=given.get("time_zone", "") if not is_report else "",
        day=given.get("date", ""),
        cites=bool(given.getlist("cites") or given.get("source_outlet")),
        is_report=is_report,
        update=int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else None,
    )
    return JsonResponse({"hints": [asdict(hint) for hint in found(written, incident)]})
