"""Updates: posted, kept as drafts, corrected, retracted and restored."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from incidents.actions.stories import updates
from incidents.desk.answers import (
    carried_out,
    page,
    posted,
    say,
    say_merged,
    to_story,
)
from incidents.desk.forms.acts import ActForm
from incidents.desk.forms.correcting import suggestions
from incidents.desk.forms.fields import time_zones
from incidents.desk.forms.lists import source_rows
from incidents.desk.forms.update import RewriteForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown.standing import choice, locked_update, since
from incidents.desk.views.story import made_by
from incidents.models import Right, Update

RETRACTED = "Its text leaves the page; its number stays, with your reason. It can be restored."
RESTORED = "It stands on the page again, under its number, and says that it was retracted."


def _update(pk: int, update: int) -> Update:
    rows = Update.objects.select_related("incident").prefetch_related("citations")
    return get_object_or_404(rows, pk=update, incident_id=pk)


@editors_only("GET", "POST", right=Right.PUBLISH)
def edit(request: EditorRequest, pk: int, update: int) -> HttpResponse:
    """Correct what is published, and say what kind of change it is."""
    row = _update(pk, update)
    initial = suggestions(request.GET)
    form = RewriteForm(
        posted(request), update=row, sources=source_rows(row.incident), initial=initial
    )
    if form.is_valid() and carried_out(form, lambda: _rewrite(request, row, form)):
        return to_story(row.incident)
    to_choose = choice(form, row.incident, [row.piece_key])
    context = {"incident": row.incident, "update": row, "choice": to_choose}
    return page(request, "desk/story/update.html", form, time_zones=time_zones(), **context)


def _rewrite(request: EditorRequest, update: Update, form: RewriteForm) -> None:
    row = locked_update(update)
    text, merged = form.merged(row)
    given, base = form.cleaned_data, row.incident.version_number
    others = since(row.incident, given["base"], [row.piece_key]) if merged else ()
    saved = updates.edit(
        row,
        text,
        by=request.user,
        kind=given["kind"],
        note=given["note"],
        base=base,
        particulars=form.particulars(),
    )
    left = form.accept_report(request.user, made_by(saved.incident, after=base))
    words = f"Update {saved.number} saved{left}"
    if merged:
        say_merged(request, words, saved.incident, others)
    else:
        say(request, words, _at(saved))


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
    """Bring a retracted update back under its old number."""
    row = _update(pk, update)
    form = ActForm(posted(request), needs_note=True)
    if form.is_valid():
        note = form.cleaned_data["note"]
        if carried_out(form, lambda: updates.restore(row, by=request.user, note=note)):
            say(request, f"{row} stands again", _at(row))
            return to_story(row.incident)
    return _ask(request, row, form, "Restore", f"Restore {row}", RESTORED)


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
    return page(
        request, "desk/act.html", form, title=f"{title} {update}".strip(), button=button, **context
    )
