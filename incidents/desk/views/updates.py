"""Updates: posted, kept as drafts, corrected, retracted and restored."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from incidents.actions.inputs import UpdateText
from incidents.actions.refusals import AlreadyDone, Refused
from incidents.actions.stories import updates
from incidents.desk.answers import (
    carried_out,
    page,
    posted,
    say,
    say_merged,
    say_published,
    to_story,
)
from incidents.desk.forms.acts import ActForm
from incidents.desk.forms.correcting import suggestions
from incidents.desk.forms.fields import keep_typed, time_zones
from incidents.desk.forms.lists import source_rows
from incidents.desk.forms.moments import was_typed
from incidents.desk.forms.update import PostForm, RewriteForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.standing import choice, locked_update, since
from incidents.desk.views.story import made_by, screen
from incidents.models import Incident, Right, Source, Update

RETRACTED = "Its text leaves the page; its number stays, with your reason. It can be restored."
RESTORED = "It stands on the page again, under its number, and says that it was retracted."
THROWN_AWAY = "The draft is gone for good. Nobody but editors ever saw it."
DISCARDED = (
    "This was saved as a draft before, and the draft was discarded since. Nothing is saved now: "
    "press again, and what stands here is saved anew."
)


@editors_only("GET", "POST", right=Right.WRITE)
def post(request: EditorRequest, pk: int) -> HttpResponse:
    """Post what stands in the write box, or keep it as a draft."""
    incident = get_object_or_404(Incident, pk=pk)
    if request.method != "POST":
        return to_story(incident)
    form = PostForm(request.POST, incident=incident, sources=source_rows(incident))
    if form.is_valid() and carried_out(form, lambda: _post(request, incident, form)):
        return to_story(incident)
    return screen(request, incident, form)


def _post(request: EditorRequest, incident: Incident, form: PostForm) -> None:
    given = form.cleaned_data
    key = given["request_key"]
    try:
        if "draft" in request.POST:
            update = updates.draft(incident, form.text(), by=request.user, request_key=key)
        else:
            update = updates.post(
                incident,
                form.text(),
                by=request.user,
                headline=given["story_headline"],
                move=given["move"],
                request_key=key,
            )
    except AlreadyDone as done:
        found = _posted_before(incident, done.subject)
        if found is None:
            keep_typed(form, request_key=uuid.uuid4())
            raise Refused(DISCARDED) from done
        update = found
    _say_saved(request, Update.objects.select_related("incident").get(pk=update.pk))


def _posted_before(incident: Incident, subject: str) -> Update | None:
    """The update that the first press made, or None where it was a draft that is discarded.

    The event of the first press names the update's number, or a draft's key.
    """
    rows = Update.objects.filter(incident=incident)
    number = subject.removeprefix("update-")
    named = rows.filter(number=number) if number.isdigit() else rows.filter(key=subject)
    return named.first()


def _say_saved(request: EditorRequest, update: Update) -> None:
    if update.number:
        say_published(request, update)
        return
    address = reverse("desk:update", args=[update.incident_id, update.pk])
    say(request, "Draft saved: only editors see it", ("Edit", address))


def _update(pk: int, update: int) -> Update:
    rows = Update.objects.select_related("incident").prefetch_related("citations")
    return get_object_or_404(rows, pk=update, incident_id=pk)


def _sources(update: Update) -> list[Source]:
    """What an update may rest on: the story's list, and what this draft alone cites."""
    listed = source_rows(update.incident)
    rows = Source.objects.filter(citations__update=update, number=None)
    return [*listed, *rows]


@editors_only("GET", "POST", right=Right.WRITE)
def edit(request: EditorRequest, pk: int, update: int) -> HttpResponse:
    """Rewrite a draft, or correct what is published and say what kind of change it is."""
    row = _update(pk, update)
    initial = suggestions(request.GET)
    form = RewriteForm(posted(request), update=row, sources=_sources(row), initial=initial)
    if form.is_valid() and carried_out(form, lambda: _rewrite(request, row, form)):
        return to_story(row.incident)
    to_choose = choice(form, row.incident, [row.piece_key])
    context = {"incident": row.incident, "update": row, "choice": to_choose}
    return page(request, "desk/story/update.html", form, time_zones=time_zones(), **context)


def _rewrite(request: EditorRequest, update: Update, form: RewriteForm) -> None:
    row = locked_update(update)
    text, merged = form.merged(row)
    if update.number:
        _correct(request, row, form, text, merged)
        return
    revised = updates.revise(row, text, by=request.user)
    if "publish" in request.POST:
        say_published(request, _publish(request, revised))
    else:
        words = "; merged with what somebody else saved meanwhile" if merged else ""
        say(request, f"Draft saved{words}: only editors see it")


def _correct(
    request: EditorRequest, row: Update, form: RewriteForm, text: UpdateText, merged: list[str]
) -> None:
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


def _publish(request: EditorRequest, draft: Update) -> Update:
    """Publish a draft; the time that nobody chose is the moment of publishing."""
    if draft.number is None and not was_typed(draft.at):
        updates.revise(draft, UpdateText(at=timezone.now()), by=request.user)
    return updates.publish(draft, by=request.user)


@editors_only("POST", right=Right.PUBLISH)
def publish(request: EditorRequest, pk: int, update: int) -> HttpResponse:
    """Publish a draft as it stands."""
    row = _update(pk, update)
    form = ActForm(request.POST, needs_note=False)
    if form.is_valid() and carried_out(form, lambda: _publish(request, row)):
        say_published(request, _update(pk, update))
        return to_story(row.incident)
    return _ask(request, row, form, "Publish", "Publish")


@editors_only("GET", "POST", right=Right.WRITE)
def discard(request: EditorRequest, pk: int, update: int) -> HttpResponse:
    """Throw a draft away."""
    row = _update(pk, update)
    form = ActForm(posted(request), needs_note=False)
    if form.is_valid() and carried_out(form, lambda: updates.discard(row, by=request.user)):
        say(request, "The draft is thrown away")
        return to_story(row.incident)
    del form.fields["note"]
    return _ask(request, row, form, "Throw away", "Throw the draft away", THROWN_AWAY, grave=True)


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
