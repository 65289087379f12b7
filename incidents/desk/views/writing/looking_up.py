"""A pasted address is looked up, in place or by a press of a button without script."""

import uuid
from collections.abc import Mapping

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from incidents.desk.forms.drafting import typed_in
from incidents.desk.forms.fields import number_in
from incidents.desk.forms.update import UpdateForm
from incidents.desk.material.details import NAMES, LookedUp, filled, look_up
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.views.state import key_of
from incidents.desk.views.writing.sheets import sheet_named
from incidents.models import Draft, Incident, Right

FIELDS = {name: f"source_{name}" for name in ("url", *NAMES)}
"""The fields beside an update that say what a source is."""


@editors_only("POST", right=Right.WRITE)
def in_place(request: EditorRequest, pk: int) -> HttpResponse:
    """Look up the address in `url`, answered as JSON for a page with script.

    A page without script sends its whole form, and gets itself back with everything in it as it
    was typed; `of` in the address says which page that is.
    """
    incident = get_object_or_404(Incident, pk=pk)
    if "url" in request.POST:
        beside = request.POST.get("beside", "")
        found = look_up(incident, request.POST["url"], by=request.user, beside=beside)
        return JsonResponse(_answer(found))
    return _sheet(request, incident)


def _answer(found: LookedUp) -> dict[str, object]:
    already = found.already
    return {
        "state": "refused" if found.refusal else "already" if already else "found",
        "fields": dict(found.fields),
        "words": found.words,
        "source": already.pk if already else None,
        "number": already.number if already else None,
    }


def _sheet(request: EditorRequest, incident: Incident) -> HttpResponse:
    """The page again, with what the address says of itself in the fields that were empty."""
    sheet = sheet_named(incident, request.GET.get("of", ""))
    typed = typed_in(sheet.form(request.POST), request.POST)
    parts = {part: request.POST.get(name, "") for part, name in FIELDS.items()}
    found = look_up(incident, parts["url"], by=request.user)
    typed |= {name: [value] for name, value in _parts(parts, found).items()}
    if found.already is not None:
        typed["cites"] = [*dict.fromkeys([*typed.get("cites", []), str(found.already.pk)])]
    key = key_of(request.POST.get("request_key")) or uuid.uuid4()
    base = number_in(request.POST.get("base", ""))
    begun = incident.version_number if base is None else base
    form = sheet.continued(Draft(key=key, typed=typed, base=begun))
    if isinstance(form, UpdateForm):
        form.looked_up = found
    return sheet.show(request, form, Draft.objects.filter(key=key).first())


def _parts(parts: Mapping[str, str], found: LookedUp) -> dict[str, str]:
    """The parts of the new source; none where the story has it, and nothing else was typed."""
    typed = [name for name in ("outlet", "title", "author", "published_at") if parts[name]]
    if found.already is not None and not typed:
        return {FIELDS["url"]: ""}
    return {FIELDS[part]: value for part, value in filled(parts, found).items()}
