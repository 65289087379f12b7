"""Acts on a whole story: published, ended, reopened, retracted, restored, thrown away."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from incidents.actions.drafts.keeping import Place
from incidents.actions.drafts.proposal import Proposal
from incidents.actions.drafts.rules import rules_of
from incidents.actions.stories import lifecycle
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.acts import ActForm, ShownForm, StatusForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.views.writing.drafts import hand_in
from incidents.models import Draft, Editor, Incident, Right

Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what its page says, and what it does with what was filled in."""

    title: str
    words: str
    button: str
    done: str
    run: Callable[[Incident, Editor, Given], object]
    form: type[ActForm] = ActForm
    needs_note: bool = False
    grave: bool = False
    target: str = ""


PUBLISH = Act(
    "Publish the story",
    "Readers see it from now on, and every later change stands in its public history.",
    "Publish",
    "Published",
    lambda story, by, given: lifecycle.publish(
        story, by=by, note=given["note"], emergency=given["emergency"]
    ),
    ShownForm,
    target=Draft.Target.OPENING,
)
END = Act(
    "End the story",
    "It leaves the top of the front page. It can be reopened at any time.",
    "End the story",
    "The story is ended",
    lambda story, by, given: lifecycle.end(story, by=by, **given),
    StatusForm,
)
REOPEN = Act(
    "Reopen the story",
    "It stands at the top of the front page again.",
    "Reopen",
    "The story is live again",
    lambda story, by, given: lifecycle.reopen(story, by=by, **given),
    StatusForm,
)
RETRACT = Act(
    "Retract the whole story",
    "A page with the reason stays at every address the story had. It can be restored.",
    "Retract the story",
    "The story is retracted",
    lambda story, by, given: lifecycle.retract(story, by=by, **given),
    needs_note=True,
    grave=True,
)
RESTORE = Act(
    "Restore the story",
    "It stands again as it did before it was retracted, and says that it was.",
    "Restore the story",
    "The story stands again",
    lambda story, by, given: lifecycle.restore(
        story, by=by, note=given["note"], emergency=given["emergency"]
    ),
    ShownForm,
    needs_note=True,
    target=Draft.Target.RESTORING,
)


def _carry_out(request: EditorRequest, pk: int, act: Act) -> HttpResponse:
    """Ask, then act or hand it in; a refusal is shown where it was asked."""
    incident = get_object_or_404(Incident, pk=pk)
    initial = {"status_line": incident.status_line}
    form = act.form(posted(request), needs_note=act.needs_note, initial=initial)
    if form.is_valid() and carried_out(form, lambda: _done(request, incident, act, form)):
        return to_story(incident)
    return page(
        request,
        "desk/act.html",
        form,
        incident=incident,
        title=act.title,
        words=act.words,
        button=act.button,
        grave=act.grave,
        rules=rules_of(incident) if act.target else None,
    )


def _done(request: EditorRequest, incident: Incident, act: Act, form: ActForm) -> None:
    given = form.cleaned_data
    if act.target and "submit" in request.POST:
        place = Place(incident, act.target, base=incident.version_number)
        hand_in(request, given["request_key"] or uuid.uuid4(), place, Proposal(note=given["note"]))
        return
    act.run(incident, request.user, given)
    say(request, act.done, ("View", Incident.objects.get(pk=incident.pk).get_absolute_url()))


@editors_only("GET", "POST", right=Right.WRITE)
def publish(request: EditorRequest, pk: int) -> HttpResponse:
    """Publish a draft story, or hand it in."""
    return _carry_out(request, pk, PUBLISH)


@editors_only("GET", "POST", right=Right.PUBLISH)
def end(request: EditorRequest, pk: int) -> HttpResponse:
    """Say that the story is over."""
    return _carry_out(request, pk, END)


@editors_only("GET", "POST", right=Right.PUBLISH)
def reopen(request: EditorRequest, pk: int) -> HttpResponse:
    """Say that it is not over after all."""
    return _carry_out(request, pk, REOPEN)


@editors_only("GET", "POST", right=Right.PUBLISH)
def retract(request: EditorRequest, pk: int) -> HttpResponse:
    """Withdraw the whole story, with the reason in its place."""
    return _carry_out(request, pk, RETRACT)


@editors_only("GET", "POST", right=Right.PUBLISH)
def restore(request: EditorRequest, pk: int) -> HttpResponse:
    """Bring a retracted story back."""
    return _carry_out(request, pk, RESTORE)


@editors_only("GET", "POST", right=Right.WRITE)
def discard(request: EditorRequest, pk: int) -> HttpResponse:
    """Throw a draft story away."""
    incident = get_object_or_404(Incident, pk=pk)
    form = ActForm(posted(request), needs_note=False)
    del form.fields["note"]
    if form.is_valid() and carried_out(form, lambda: lifecycle.discard(incident, by=request.user)):
        say(request, "The draft is thrown away")
        return redirect("desk:home")
    return page(
        request,
        "desk/act.html",
        form,
        incident=incident,
        title="Throw the draft away",
        words="The draft and its updates are gone for good. Nobody but editors ever saw them.",
        button="Throw away",
        grave=True,
    )
