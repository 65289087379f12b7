"""The notes of a story: read, written, settled, and told to those whom they name."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from incidents.actions.stories import notes as actions
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.forms.fields import numbers_in
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown import notes as shown
from incidents.models import Incident, Note, Right

ACTS: dict[str, tuple[Callable[[Note, EditorRequest], object], str]] = {
    "resolve": (lambda note, asked: actions.resolve(note, by=asked.user), "Dealt with"),
    "reopen": (lambda note, asked: actions.reopen(note, by=asked.user), "Open again"),
    "pin": (lambda note, asked: actions.pin(note, by=asked.user), "Pinned as the handover"),
    "unpin": (
        lambda note, asked: actions.pin(note, by=asked.user, pinned=False),
        "No longer the handover",
    ),
    "remove": (lambda note, asked: actions.remove(note, by=asked.user), "The note is gone"),
}
"""What a button on a note does, and what is said of it."""


class NoteForm(forms.Form):
    """A note, and whether it is the handover."""

    text = forms.CharField(
        label="Note",
        required=False,
        widget=forms.Textarea({"rows": 3, "data-mentions": ""}),
        help_text="Only the newsroom sees it. Write @ and a name to tell a colleague.",
    )
    pinned = forms.BooleanField(label="Handover: pin it above the other notes", required=False)


@editors_only("GET", "POST", to_post=Right.WRITE)
def notes(request: EditorRequest, pk: int) -> HttpResponse:
    """All notes of a story, and a form for another; who is named in them has seen them now."""
    incident = get_object_or_404(Incident, pk=pk)
    form = NoteForm(posted(request))
    form.fields["text"].widget.attrs["autofocus"] = True
    if form.is_valid() and carried_out(form, lambda: _written(request, incident, form)):
        say(request, "The note is written")
        return _back(request, incident)
    held = shown.notes_of(incident)
    actions.seen(request.user, shown.unseen(held, request.user))
    return page(
        request,
        "desk/story/notes/notes.html",
        form,
        incident=incident,
        notes=[note for note in held if note.is_open],
        resolved=[note for note in held if not note.is_open],
    )


def _written(request: EditorRequest, incident: Incident, form: NoteForm) -> None:
    given = form.cleaned_data
    actions.write(incident, given["text"], by=request.user, pinned=given["pinned"])


def _back(request: EditorRequest, incident: Incident) -> HttpResponse:
    """To the page whose button was pressed: the story's screen, or the list of notes."""
    if "to-story" in request.POST:
        return redirect(f"{reverse('desk:story', args=[incident.pk])}#notes")
    return redirect("desk:notes", incident.pk)


@editors_only("GET", "POST", right=Right.WRITE)
def note(request: EditorRequest, pk: int, note: int) -> HttpResponse:
    """Change one's own note; or do with a note what the pressed button says."""
    rows = Note.objects.select_related("incident", "author")
    row = get_object_or_404(rows, pk=note, incident_id=pk)
    form = NoteForm(posted(request), initial={"text": row.text})
    del form.fields["pinned"]
    pressed = next((name for name in ACTS if name in request.POST), "")
    if form.is_valid() and carried_out(form, lambda: _done(request, row, form, pressed)):
        say(request, ACTS[pressed][1] if pressed else "The note is changed")
        return _back(request, row.incident)
    return page(request, "desk/story/notes/note.html", form, incident=row.incident, note=row)


def _done(request: EditorRequest, row: Note, form: NoteForm, pressed: str) -> None:
    if pressed:
        ACTS[pressed][0](row, request)
    else:
        actions.rewrite(row, form.cleaned_data["text"], by=request.user)


@editors_only("POST")
def mentions_seen(request: EditorRequest) -> HttpResponse:
    """Put away what the desk's first page says of notes that name somebody."""
    keys = numbers_in(request.POST.getlist("mention"))
    actions.seen(request.user, [row for row in shown.mentions(request.user) if row.pk in keys])
    return redirect("desk:home")


@editors_only("GET")
def colleagues(request: EditorRequest) -> HttpResponse:
    """Who may be named in a note, by the beginning of a name; answered as JSON."""
    found = shown.colleagues(request.GET.get("q", "")[:150])
    return JsonResponse(
        {"found": [{"value": person.username, "label": str(person)} for person in found]}
    )
