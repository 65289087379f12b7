"""A pasted address is looked up, in place or by a press of a button without script."""

import re
from collections.abc import Mapping

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404

from incidents.actions.house.fetching.visiting import OPEN_WEB
from incidents.desk.forms.drafting import typed_in
from incidents.desk.forms.lists import source_rows
from incidents.desk.forms.update import PostForm
from incidents.desk.material.details import NAMES, LookedUp, filled, look_up
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.views.state import key_of
from incidents.desk.views.story import screen
from incidents.models import Draft, Incident, Right

WAY = OPEN_WEB
"""How pages are reached; only tests go another way."""

ROW = re.compile("sources-[0-9]{1,4}")

FIELDS = {name: f"source_{name}" for name in ("url", *NAMES)}
"""The fields of the write box that say what a source is."""


@editors_only("POST", right=Right.WRITE)
def in_place(request: EditorRequest, pk: int) -> HttpResponse:
    """Look up the address in `url`, answered as JSON for a page with script.

    A page without script sends its whole write box and gets the screen of the story back, with
    everything in it as it was typed.
    """
    incident = get_object_or_404(Incident, pk=pk)
    if "url" in request.POST:
        beside = request.POST.get("beside", "")
        found = look_up(incident, request.POST["url"], by=request.user, beside=beside, way=WAY)
        return JsonResponse(_answer(found), status=422 if found.refusal else 200)
    return _box(request, incident)


def in_list(request: EditorRequest, incident: Incident) -> tuple[QueryDict | None, LookedUp | None]:
    """What was sent of a list of sources; where one of its buttons asked, with what was found."""
    data = request.POST if request.method == "POST" else None
    prefix = request.POST.get("look-up", "")
    if data is None or not ROW.fullmatch(prefix):
        return data, None
    parts = {part: data.get(f"{prefix}-{part}", "") for part in ("url", *NAMES)}
    beside = data.get(f"{prefix}-id", "")
    found = look_up(incident, parts["url"], by=request.user, beside=beside, way=WAY)
    told = data.copy()
    for part, value in filled(parts, found).items():
        told[f"{prefix}-{part}"] = value
    return told, found


def _answer(found: LookedUp) -> dict[str, object]:
    already = found.already
    return {
        "state": "refused" if found.refusal else "already" if already else "found",
        "fields": dict(found.fields),
        "words": found.words,
        "source": already.pk if already else None,
        "number": already.number if already else None,
    }


def _box(request: EditorRequest, incident: Incident) -> HttpResponse:
    """The write box again, with what the page says of itself in the fields that were empty."""
    sources = source_rows(incident)
    sent = PostForm(request.POST, incident=incident, sources=sources)
    typed = typed_in(sent, request.POST)
    parts = {part: request.POST.get(name, "") for part, name in FIELDS.items()}
    found = look_up(incident, parts["url"], by=request.user, way=WAY)
    values = {name: values[0] for name, values in typed.items() if name != "cites"}
    values |= _parts(parts, found)
    cites = typed.get("cites", [])
    if found.already is not None:
        cites = [*dict.fromkeys([*cites, str(found.already.pk)])]
    key = key_of(request.POST.get("request_key"))
    form = PostForm(
        incident=incident,
        sources=sources,
        initial={**values, "cites": cites, **({"request_key": key} if key else {})},
    )
    form.looked_up = found
    draft = Draft.objects.filter(key=key).first() if key else None
    return screen(request, incident, form, draft=draft)


def _parts(parts: Mapping[str, str], found: LookedUp) -> dict[str, str]:
    """The parts of the new source; none where the story has it, and nothing else was typed."""
    typed = [name for name in ("outlet", "title", "author", "published_at") if parts[name]]
    if found.already is not None and not typed:
        return {FIELDS["url"]: ""}
    return {FIELDS[part]: value for part, value in filled(parts, found).items()}
