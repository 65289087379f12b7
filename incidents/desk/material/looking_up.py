"""Addresses in the list of sources, looked up by a press of a button without script."""

import re

from django.http import QueryDict

from incidents.desk.material.details import NAMES, LookedUp, filled, look_up
from incidents.desk.permissions import EditorRequest
from incidents.models import Incident

ROW = re.compile("sources-[0-9]{1,4}")


def in_list(request: EditorRequest, incident: Incident) -> tuple[QueryDict | None, LookedUp | None]:
    """What was sent of a list of sources; where one of its buttons asked, with what was found."""
    data = request.POST if request.method == "POST" else None
    prefix = request.POST.get("look-up", "")
    if data is None or not ROW.fullmatch(prefix):
        return data, None
    parts = {part: data.get(f"{prefix}-{part}", "") for part in ("url", *NAMES)}
    beside = data.get(f"{prefix}-id", "")
    found = look_up(incident, parts["url"], by=request.user, beside=beside)
    told = data.copy()
    for part, value in filled(parts, found).items():
        told[f"{prefix}-{part}"] = value
    return told, found
