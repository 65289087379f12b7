"""The page of the summary, and the buttons that pin an update or call it a key event."""

import uuid
from collections.abc import Callable
from typing import cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from incidents.actions.drafts.keeping import Place
from incidents.actions.drafts.proposal import Proposal
from incidents.actions.drafts.rules import rules_of
from incidents.actions.inputs import SummaryLine
from incidents.actions.parts.highlights import concerns
from incidents.actions.refusals import Refused
from incidents.actions.stories import highlighting
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.fields import keep_typed
from incidents.desk.forms.lists import PlacedForm, as_shown, in_order
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.views.outstanding.forms import (
    LineForm,
    LineFormSet,
    SummaryForm,
    line_initial,
)
from incidents.desk.views.outstanding.shown import concerns_of, lines_now
from incidents.desk.views.writing.drafts import hand_in
from incidents.models import Draft, Editor, Incident, Right, Update

Act = Callable[[Update, Editor], Update]

ACTS: dict[str, tuple[str, Act]] = {
    "pin": ("{} is pinned at the top", lambda row, by: highlighting.pin(row, by=by)),
    "unpin": ("{} is not pinned any more", lambda row, by: highlighting.unpin(row, by=by)),
    "key-event": (
        "{} is a key event",
        lambda row, by: highlighting.mark_key_event(row, by=by),
    ),
    "no-key-event": (
        "{} is no key event any more",
        lambda row, by: highlighting.mark_key_event(row, by=by, key_event=False),
    ),
}
"""What the buttons in the row of an update do, by their names."""


@editors_only("POST", right=Right.PUBLISH)
def mark(request: EditorRequest, pk: int, update: int) -> HttpResponse:
    """Pin an update, call it a key event, or take either back."""
    row = get_object_or_404(Update.objects.select_related("incident"), pk=update, incident_id=pk)
    named = ACTS.get(request.POST.get("mark", ""))
    if named is None:
        say(request, "Choose what to do with the update: nothing was changed")
        return to_story(row.incident)
    words, act = named
    try:
        act(row, request.user)
    except Refused as refused:
        say(request, str(refused))
    else:
        say(request, words.format(row), ("View", row.incident.get_absolute_url()))
    return to_story(row.incident)


@editors_only("GET", "POST", right=Right.WRITE)
def summary(request: EditorRequest, pk: int) -> HttpResponse:
    """What is known so far: lines written, put in order, taken off, and what each rests on."""
    incident = get_object_or_404(Incident, pk=pk)
    data = posted(request)
    initial = [line_initial(line, place) for place, line in enumerate(incident.summary, start=1)]
    formset = LineFormSet(data, prefix="lines", initial=as_shown(data, "lines", initial))
    form = SummaryForm(data, incident=incident, initial={"base": incident.version_number})
    if (
        form.is_valid()
        and formset.is_valid()
        and carried_out(form, lambda: _save(request, incident, form, formset.forms))
    ):
        return to_story(incident)
    standing: list[str] = []
    if stale := getattr(form, "stale", None):
        keep_typed(form, base=stale.standing)
        standing = lines_now(incident)
    return page(
        request,
        "desk/story/lists/summary.html",
        form,
        formset=formset,
        incident=incident,
        standing=standing,
        concerns=concerns_of(incident),
        rules=rules_of(incident),
    )


def _save(
    request: EditorRequest, incident: Incident, form: SummaryForm, rows: list[LineForm]
) -> None:
    given = form.cleaned_data
    placed = in_order(cast(list[PlacedForm], rows))
    lines = [cast(LineForm, row).line() for row in placed]
    if "submit" in request.POST:
        _hand_in(request, incident, form, lines)
        return
    before = incident.version_number
    looked_over = bool(concerns(incident))
    saved = highlighting.summarise(
        incident,
        lines,
        by=request.user,
        kind=given.get("kind", ""),
        note=given.get("note", ""),
        base=given.get("base"),
        particulars=form.particulars(),
        emergency=given.get("emergency", False),
    )
    told = "The summary is saved"
    if saved.is_published and saved.version_number == before:
        told = "Nothing was changed: the summary stands as it did"
    elif looked_over:
        told = "The summary is saved, as of now"
    say(request, told, ("View", saved.get_absolute_url()))


def _hand_in(
    request: EditorRequest, incident: Incident, form: SummaryForm, lines: list[SummaryLine]
) -> None:
    """Let a colleague look at the lines, and publish them."""
    given = form.cleaned_data
    proposal = Proposal(
        summary=lines,
        kind=given.get("kind", ""),
        note=given.get("note", ""),
        particulars=form.particulars(),
    )
    place = Place(incident, Draft.Target.SUMMARY, base=given.get("base") or 0)
    hand_in(request, given["request_key"] or uuid.uuid4(), place, proposal)
