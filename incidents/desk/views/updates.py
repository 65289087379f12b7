"""Updates that stand: retracted and restored."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from incidents.actions.drafts.keeping import Place
from incidents.actions.drafts.proposal import Proposal
from incidents.actions.drafts.rules import rules_of
from incidents.actions.stories import updates
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.acts import ActForm, ShownForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.views.writing.drafts import hand_in
from incidents.models import Draft, Right, Update

RETRACTED = "Its text leaves the page; its number stays, with your reason. It can be restored."
RESTORED = "It stands on the page again, under its number, and says that it was retracted."


def _update(pk: int, update: int) -> Update:
    rows = Update.objects.select_related("incident").prefetch_related("citations")
    return get_object_or_404(rows, pk=update, incident_id=pk)


@editors_only("GET", "POST", right=Right.PUBLISH)
def retract(request: EditorRequest, pk: int, update: int) -> HttpResponse:
    """Withdraw an update: its number stays, with the reason in its place."""
    row = _update(pk, update)
    form = ActForm(posted(request), needs_note=True)
    if form.is_valid():
        note = form.cleaned_data["note"]
        if carried_out(form, lambda: updates.retract(row, by=request.user, note=note)):
            say(request, f"{row} is retracted; its number stays, with the reason", _at(row))
            return to_story(row.incident)
    return _ask(request, row, form, "Retract", f"Retract {row}", RETRACTED, grave=True)


@editors_only("GET", "POST", right=Right.PUBLISH)
def restore(request: EditorRequest, pk: int, update: int) -> HttpResponse:
    """Bring a retracted update back under its old number, or hand that in."""
    row = _update(pk, update)
    form = ShownForm(posted(request), needs_note=True)
    if form.is_valid() and carried_out(form, lambda: _restored(request, row, form)):
        return to_story(row.incident)
    return _ask(request, row, form, "Restore", f"Restore {row}", RESTORED)


def _restored(request: EditorRequest, row: Update, form: ShownForm) -> None:
    given, note = form.cleaned_data, form.cleaned_data["note"]
    if "submit" in request.POST:
        base = row.incident.version_number
        place = Place(row.incident, Draft.Target.RESTORING, update=row, base=base)
        hand_in(request, given["request_key"] or uuid.uuid4(), place, Proposal(note=note))
        return
    updates.restore(row, by=request.user, note=note, emergency=given["emergency"])
    say(request, f"{row} stands again", _at(row))


def _at(update: Update) -> tuple[str, str]:
    return ("View", f"{update.incident.get_absolute_url()}#update-{update.number}")


def _ask(
    request: EditorRequest,
    update: Update,
    form: ActForm,
    title: str,
    button: str,
    words: str = "",
    *,
    grave: bool = False,
) -> HttpResponse:
    context = {"incident": update.incident, "update": update, "words": words, "grave": grave}
    if isinstance(form, ShownForm):
        context["rules"] = rules_of(update.incident)
    return page(
        request, "desk/act.html", form, title=f"{title} {update}".strip(), button=button, **context
    )
