"""The pages on which text is written: opened, kept every few seconds, sent, and taken up again."""

import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from incidents.actions.refusals import Refused
from incidents.desk.answers import posted, say, to_story
from incidents.desk.forms.drafting import is_empty, typed_in
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.views.writing.drafts import draft_of, look
from incidents.desk.views.writing.flow import keep_typed_in, send
from incidents.desk.views.writing.sheets import (
    PostSheet,
    Sheet,
    TextSheet,
    sheet_named,
    sheet_of,
    suggested,
    update_sheet,
)
from incidents.models import Draft, Incident, Right


@editors_only("GET")
def one(request: EditorRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """A draft on the page where it is written; an act that waits, as it would be carried out."""
    draft = draft_of(pk, key)
    if not draft.is_open:
        became = draft.get_state_display().lower()
        if not draft.incident.is_published and draft.state == Draft.State.PUBLISHED:
            became = "saved in the story"
        say(request, f"This text is no draft any more: it is {became}.")
        return to_story(draft.incident)
    if not draft.is_text:
        return look(request, draft)
    sheet = sheet_of(draft)
    return sheet.show(request, sheet.continued(draft), draft)


@editors_only("GET", "POST", right=Right.WRITE)
def post(request: EditorRequest, pk: int) -> HttpResponse:
    """Post what stands in the write box, hand it in, or keep it as a draft."""
    incident = get_object_or_404(Incident, pk=pk)
    return to_story(incident) if posted(request) is None else send(request, PostSheet(incident))


@editors_only("GET", "POST", right=Right.WRITE)
def update(request: EditorRequest, pk: int, update: int) -> HttpResponse:
    """Correct what is published, and say what kind of change it is."""
    return _written(request, update_sheet(pk, update))


@editors_only("GET", "POST", right=Right.WRITE)
def text(request: EditorRequest, pk: int) -> HttpResponse:
    """Headline, initial report and what stands around them."""
    return _written(request, TextSheet(get_object_or_404(Incident, pk=pk)))


def _written(request: EditorRequest, sheet: Sheet) -> HttpResponse:
    if posted(request) is not None:
        return send(request, sheet)
    return sheet.show(request, sheet.form(**suggested(request)), None)


@editors_only("POST", right=Right.WRITE)
def keep(request: EditorRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Keep what stands on a sheet, whatever is still wrong in it; answered as JSON.

    `of` names the sheet, where it is not the write box.
    """
    incident = get_object_or_404(Incident, pk=pk)
    begun = Draft.objects.select_related("incident").filter(key=key, incident=incident).first()
    sheet = sheet_of(begun) if begun else sheet_named(incident, request.GET.get("of", ""))
    form = sheet.form(request.POST)
    if begun is None and is_empty(typed_in(form, request.POST), form):
        return JsonResponse({"state": "empty"})
    try:
        kept = keep_typed_in(request, sheet, form, key)
    except Refused as refused:
        return JsonResponse({"state": "refused", "message": str(refused)}, status=409)
    return JsonResponse(
        {
            "state": "apart" if kept.apart else "merged" if kept.merged else "kept",
            "key": str(kept.draft.key),
            "revision": kept.draft.revision,
            "saved_at": kept.draft.saved_at.isoformat(),
            "typed": kept.draft.typed if kept.merged else None,
        }
    )
