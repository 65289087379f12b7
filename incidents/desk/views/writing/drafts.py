"""Acts on texts in the making: handed in, looked over, let out now or at their time, stopped."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from incidents.actions.drafts import keeping, outgoing, releasing, reviewing
from incidents.actions.drafts.applying import rehearse
from incidents.actions.drafts.proposal import Proposal
from incidents.actions.drafts.rules import rules_of
from incidents.actions.refusals import AlreadyDone, Conflicted, Refused
from incidents.desk.answers import carried_out, page, posted, say, say_published, to_story
from incidents.desk.forms.drafting import ApproveForm, PublishForm, ReleaseForm, RemarkForm
from incidents.desk.forms.fields import keep_typed
from incidents.desk.forms.returning import Prospect, prospect
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Draft, Editor, Right

Given = dict[str, Any]
SOON = timedelta(minutes=30)
"""What is offered as the time of release."""


def draft_of(pk: int, key: uuid.UUID) -> Draft:
    """A draft of a story, with what its pages show of it."""
    rows = Draft.objects.select_related("incident", "update__incident", "saved_by", "approved_by")
    return get_object_or_404(rows, incident_id=pk, key=key)


@dataclass(frozen=True, slots=True)
class Act:
    """One act on a draft: what its page says, whom it takes, and what it does."""

    title: str
    button: str
    done: str
    right: Right
    run: Callable[[Draft, Editor, Given], object]
    form: type[forms.Form] = forms.Form
    grave: bool = False
    foresees: bool = False


ACTS = {
    "submit": Act(
        "Hand in for a second pair of eyes",
        "Hand in",
        "Handed in: a chief editor can approve it",
        Right.WRITE,
        lambda draft, by, _given: reviewing.submit(draft, by=by),
        foresees=True,
    ),
    "approve": Act(
        "Approve",
        "Approve",
        "Approved: it can be published now",
        Right.APPROVE,
        lambda draft, by, given: reviewing.approve(draft, by=by, seen=given["seen"]),
        ApproveForm,
        foresees=True,
    ),
    "send-back": Act(
        "Send back",
        "Send back",
        "Sent back to its authors",
        Right.PUBLISH,
        lambda draft, by, given: reviewing.send_back(draft, by=by, remark=given["remark"]),
        RemarkForm,
    ),
    "publish": Act(
        "Publish",
        "Publish",
        "Published",
        Right.PUBLISH,
        lambda draft, by, given: outgoing.publish(
            draft, by=by, emergency=given.get("emergency", False)
        ),
        PublishForm,
        foresees=True,
    ),
    "schedule": Act(
        "Let it go out by itself",
        "Schedule",
        "Scheduled: it goes out by itself",
        Right.PUBLISH,
        lambda draft, by, given: releasing.schedule(draft, given["moment"], by=by),
        ReleaseForm,
        foresees=True,
    ),
    "stop": Act(
        "Stop",
        "Stop",
        "Stopped: it is a draft again",
        Right.WRITE,
        lambda draft, by, _given: releasing.stop(draft, by=by),
    ),
    "release": Act(
        "Let this text out",
        "Let it out",
        "Its time has come",
        Right.WRITE,
        lambda draft, by, _given: releasing.release(draft, by=by),
    ),
    "discard": Act(
        "Throw this draft away",
        "Throw away",
        "The draft is thrown away",
        Right.WRITE,
        lambda draft, by, _given: keeping.discard(draft, by=by),
        grave=True,
    ),
    "recover": Act(
        "Take this draft back",
        "Take back",
        "The draft is back",
        Right.WRITE,
        lambda draft, by, _given: keeping.take_back(draft, by=by),
    ),
}


LOOK = Act(
    "Waits to be looked at",
    "",
    "",
    Right.READ,
    lambda draft, _by, _given: draft,
    foresees=True,
)


def act(name: str) -> Callable[..., HttpResponseBase]:
    """The page of one act on a draft: asks what it must, and does it."""
    chosen = ACTS[name]

    @editors_only("GET", "POST", right=chosen.right)
    def view(request: EditorRequest, pk: int, key: uuid.UUID) -> HttpResponse:
        draft = draft_of(pk, key)
        form = _form(chosen, draft, posted(request))
        if form.is_bound and form.is_valid() and _done(request, chosen, draft, form):
            return to_story(draft.incident)
        if form.is_bound and isinstance(form, ApproveForm):
            draft = draft_of(pk, key)
            keep_typed(form, seen=_sight(draft))
        return _page(request, chosen, draft, form)

    return view


def look(request: EditorRequest, draft: Draft) -> HttpResponse:
    """The page of an act that waits: what it would change, and what may be done with it."""
    return _page(request, LOOK, draft, forms.Form())


def _page(request: EditorRequest, chosen: Act, draft: Draft, form: forms.Form) -> HttpResponse:
    seen, refused = _seen(draft) if chosen.foresees else (None, None)
    return page(
        request,
        "desk/story/drafts/act.html",
        form,
        act=chosen,
        draft=draft,
        incident=draft.incident,
        choice=seen,
        refused=refused,
        to_choose=isinstance(refused, Conflicted) and draft.is_text,
    )


def _seen(draft: Draft) -> tuple[Prospect | None, Refused | None]:
    """What would change for readers, or why nothing can; of a new text that is the text itself."""
    if draft.target == Draft.Target.UPDATE and draft.update is None:
        return None, None
    try:
        return prospect(rehearse(draft, by=None).foreseen, {}), None
    except Refused as refused:
        return None, refused


def _form(chosen: Act, draft: Draft, data: Any) -> forms.Form:
    if issubclass(chosen.form, ReleaseForm):
        return chosen.form(data, zone=draft.incident.time_zone, at=timezone.now() + SOON)
    if issubclass(chosen.form, ApproveForm):
        return chosen.form(data, initial={"seen": _sight(draft)})
    form = chosen.form(data)
    if not rules_of(draft.incident).second_pair or draft.approved_by is not None:
        form.fields.pop("emergency", None)
    return form


def _sight(draft: Draft) -> str:
    """What stands for a draft as its page shows it; "" where the page says why nothing can be."""
    try:
        return reviewing.sight(draft)
    except Refused:
        return ""


def _done(request: EditorRequest, chosen: Act, draft: Draft, form: forms.Form) -> bool:
    def run() -> None:
        with suppress(AlreadyDone):
            chosen.run(draft, request.user, form.cleaned_data)

    if not carried_out(form, run):
        return False
    told(request, draft_of(draft.incident_id, draft.key), chosen.done)
    return True


def told(request: EditorRequest, draft: Draft, done: str) -> None:
    """Say what became of a draft: "Update 6 published - View - Correct", or what was done."""
    if draft.state == Draft.State.PUBLISHED and draft.update is not None and draft.is_text:
        if "particulars" in (draft.proposal or {}):  # only a change says more of itself
            address = draft.update.get_absolute_url()
            say(request, f"{draft.update} saved", ("View", address))
        else:
            say_published(request, draft.update)
    elif draft.state == Draft.State.HELD:
        say(request, "It goes out in a moment: until then it can be stopped")
    else:
        say(request, done)


def hand_in(request: EditorRequest, key: uuid.UUID, place: keeping.Place, given: Proposal) -> None:
    """Hand an act in instead of doing it: a colleague looks at it, and publishes it."""
    typed = {"note": [given.note], **{name: [side] for name, side in given.choices.items()}}
    if given.summary:
        typed["lead"] = ["".join(f"<p>{line.words}</p>" for line in given.summary)]
    draft = Draft.objects.filter(key=key).first()
    if draft is None or draft.state in (Draft.State.DRAFT, Draft.State.SENT_BACK):
        draft = keeping.keep(key, place, typed, by=request.user, proposal=given).draft
        reviewing.submit(draft, by=request.user)
    say(request, ACTS["submit"].done)
