"""The versions of a story at the desk: listed, undone, restored."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from incidents.actions.drafts.keeping import Place
from incidents.actions.drafts.proposal import Proposal
from incidents.actions.drafts.rules import rules_of
from incidents.actions.parts.undoing import Choices
from incidents.actions.refusals import AlreadyDone, Refused
from incidents.actions.stories import versions as acts
from incidents.actions.stories.versions import Foreseen
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.choosing import questions_of, sides_of
from incidents.desk.forms.drafting import choices_in
from incidents.desk.forms.fields import keep_typed
from incidents.desk.forms.returning import Prospect, ReturnForm, prospect
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.views.writing.drafts import hand_in
from incidents.models import Draft, Editor, Incident, Right
from incidents.record import versions
from incidents.text.addresses.stories import comparison_path, story_path
from incidents.text.lineage.merging import Merge

VERSIONS_ON_PAGE = 50


@dataclass(frozen=True, slots=True)
class Return:
    """One way to bring something back: what its page says and what it does."""

    title: str
    words: str
    button: str
    done: str
    yours: str
    target: str
    foresee: Callable[[Incident, int, Editor, Choices], Foreseen]
    run: Callable[[Incident, int, Editor, ReturnForm, Choices], Incident]


UNDO = Return(
    "Undo version {}",
    "What version {} changed is taken back; what was changed later stays. It becomes a version "
    "of its own, which says that it undoes version {}.",
    "Undo version {}",
    "Version {} is undone",
    "As it was before version {}",
    Draft.Target.UNDOING,
    lambda story, number, by, choices: acts.foresee_undo(story, number, by=by, choices=choices),
    lambda story, number, by, form, choices: acts.undo(
        story,
        number,
        by=by,
        note=form.cleaned_data["note"],
        choices=choices,
        base=form.cleaned_data["base"],
        request_key=form.cleaned_data["request_key"],
        emergency=form.cleaned_data["emergency"],
    ),
)
RESTORE = Return(
    "Restore version {}",
    "The whole page will say again what it said at version {}. Updates posted later are retracted, "
    "with your note as the reason, and keep their numbers. It becomes a version of its own, which "
    "says that it restores version {}.",
    "Restore version {}",
    "The page stands again as at version {}",
    "",
    Draft.Target.RETURNING,
    lambda story, number, by, _choices: acts.foresee_restore(story, number, by=by),
    lambda story, number, by, form, _choices: acts.restore(
        story,
        number,
        by=by,
        note=form.cleaned_data["note"],
        base=form.cleaned_data["base"],
        request_key=form.cleaned_data["request_key"],
        emergency=form.cleaned_data["emergency"],
    ),
)


@editors_only("GET")
def changes(request: EditorRequest, pk: int) -> HttpResponse:
    """Every version of a story, newest first, each with what can be done about it."""
    incident = get_object_or_404(Incident, pk=pk)
    numbers = range(incident.version_number, 0, -1)
    shown = Paginator(numbers, VERSIONS_ON_PAGE).get_page(request.GET.get("page", "1"))
    rows = reversed(versions.some(incident, list(shown.object_list)))
    return page(
        request,
        "desk/story/versions/list.html",
        incident=incident,
        shown=shown,
        changes=tuple(rows),
    )


@editors_only("GET", "POST", right=Right.PUBLISH)
def undo(request: EditorRequest, pk: int, number: int) -> HttpResponse:
    """Take back what one version changed."""
    return _bring_back(request, pk, number, UNDO)


@editors_only("GET", "POST", right=Right.PUBLISH)
def restore(request: EditorRequest, pk: int, number: int) -> HttpResponse:
    """Bring back the page as it stood at a version."""
    return _bring_back(request, pk, number, RESTORE)


def _bring_back(request: EditorRequest, pk: int, number: int, way: Return) -> HttpResponse:
    """Show what would change, ask why, then do it; what cannot be done is said instead."""
    incident = get_object_or_404(Incident, pk=pk)
    rows = versions.some(incident, [number])
    if not rows:
        raise Http404("The story has no such version.")
    form = ReturnForm(posted(request))
    rules = rules_of(incident)
    if form.is_valid() and _done(request, incident, number, way, form):
        return to_story(incident)
    seen, refused = _seen(request, incident, number, way)
    if seen is not None:
        form.initial["base"] = seen.base
        if form.is_bound:
            keep_typed(form, base=seen.base)
    context = {
        name: getattr(way, name).format(number, number)
        for name in ("title", "words", "button", "yours")
    }
    return page(
        request,
        "desk/story/versions/confirm.html",
        form,
        incident=incident,
        change=rows[0],
        previous=number - 1,
        choice=seen,
        refused=refused,
        rules=rules,
        **context,
    )


def _seen(
    request: EditorRequest, incident: Incident, number: int, way: Return
) -> tuple[Prospect | None, str]:
    """What would change, with the choices made so far; or why nothing can."""
    try:
        seen = prospect(way.foresee(incident, number, request.user, {}), request.POST)
    except Refused as refused:
        return None, str(refused)
    if not seen.choices:
        return seen, ""
    try:
        chosen = prospect(way.foresee(incident, number, request.user, seen.choices), request.POST)
    except Refused:  # these choices leave nothing to do: others may
        return seen, ""
    return replace(chosen, questions=seen.questions, choices=seen.choices), ""


def _done(
    request: EditorRequest, incident: Incident, number: int, way: Return, form: ReturnForm
) -> bool:
    def act() -> None:
        if "submit" in request.POST:
            _hand_in(request, incident, number, way, form)
            return
        try:
            way.run(incident, number, request.user, form, {})
        except acts.Undecided as undecided:
            choices = _choices(undecided.conflicts, request.POST)
            if not choices:
                raise
            way.run(incident, number, request.user, form, choices)
        except AlreadyDone:
            return

    if not carried_out(form, act):
        return False
    if "submit" in request.POST:
        return True
    now = Incident.objects.get(pk=incident.pk)
    address, newest = now.get_absolute_url(), now.version_number
    compared = f"{comparison_path(story_path(now.path), newest - 1, newest)}/"
    say(request, way.done.format(number), ("See what changed", compared), ("View", address))
    return True


def _hand_in(
    request: EditorRequest, incident: Incident, number: int, way: Return, form: ReturnForm
) -> None:
    given = form.cleaned_data
    newest = incident.version_number
    base = newest if given["base"] is None else min(given["base"], newest)
    place = Place(incident, way.target, base=base, version=number)
    proposal = Proposal(note=given["note"], choices=choices_in(request.POST))
    hand_in(request, given["request_key"] or uuid.uuid4(), place, proposal)


def _choices(conflicts: Mapping[str, Merge], posted: Mapping[str, str]) -> Choices:
    """The conflicts that the editor settled, each with the sides chosen."""
    asked = {
        place: sides_of(questions_of({place: (place, found)}, posted))
        for place, found in conflicts.items()
    }
    return {place: sides for place, sides in asked.items() if sides is not None}
