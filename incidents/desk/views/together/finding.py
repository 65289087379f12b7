"""Stories to set beside a story, found while somebody types."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown import finding
from incidents.models import Incident, Right
from incidents.text.sanitise import line
from incidents.text.times import printed_date

LONGEST = 200


@editors_only("GET", right=Right.WRITE)
def find_stories(request: EditorRequest, pk: int) -> HttpResponse:
    """Public stories that have the words, with their date and the topics they share, as JSON."""
    incident = get_object_or_404(Incident, pk=pk)
    sought = line(request.GET.get("q", ""))[:LONGEST]
    rows = finding.stories(sought, beside=incident) if sought else []
    shared = finding.reasons(incident, rows)
    return JsonResponse(
        {
            "found": [
                {
                    "value": story.pk,
                    "label": story.printed_headline,
                    "detail": " · ".join(
                        filter(None, (printed_date(story.date), shared.get(story.pk, "")))
                    ),
                }
                for story in rows
            ]
        }
    )
