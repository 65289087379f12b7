"""The write box: posted, handed in, kept every few seconds, and taken up again."""

import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from incidents.actions.drafts import keeping, outgoing, releasing, reviewing
from incidents.actions.drafts.rules import rules_of
from incidents.actions.refusals import Refused
from incidents.desk.answers import carried_out, say, show, to_story
from incidents.desk.forms.drafting import initial_of, is_empty, show_typed, typed_in
from incidents.desk.forms.fields import keep_typed
from incidents.desk.forms.lists import source_rows
from incidents.desk.forms.update import PostForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.views.drafts import ACTS, draft_of, told
from incidents.desk.views.state import key_of
from incidents.desk.views.story import screen
from incidents.models import Draft, Incident, Right

WRITABLE = (Draft.State.DRAFT, Draft.State.SUBMITTED, Draft.State.SENT_BACK)
DISCARDED = (
    "This draft was thrown away since. Nothing is saved now: press again, and what stands here is "
    "saved anew."
)
MERGED = (
    "Somebody else wrote at this draft too: both are put together below. Look at it, then send it."
)
APART = (
    "Somebody else changed the same sentences of this draft meanwhile. Your text is kept as a "
    "draft of its own: compare the two below, then send the one that shall stand."
)


@editors_only("GET")
def one(request: EditorRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """The screen of the story, with a draft in its write box."""
    draft = draft_of(pk, key)
    if not draft.is_open:
        say(request, f"This text is no draft any more: it is {draft.get_state_display().lower()}.")
        return to_story(draft.incident)
    form = PostForm(
        incident=draft.incident,
        sources=source_rows(draft.incident),
        initial={**initial_of(draft), "request_key": draft.key},
    )
    return screen(request, draft.incident, form, draft=draft)


@editors_only("GET", "POST", right=Right.WRITE)
def post(request: EditorRequest, pk: int) -> HttpResponse:
    """Post what stands in the write box, hand it in, or keep it as a draft.

    The text is kept before anything else is tried, so that a refusal costs no word.
    """
    incident = get_object_or_404(Incident, pk=pk)
    if request.method != "POST":
        return to_story(incident)
    form = PostForm(request.POST, incident=incident, sources=source_rows(incident))
    key = key_of(request.POST.get("request_key")) or uuid.uuid4()
    before = Draft.objects.select_related("incident", "update__incident").filter(key=key).first()
    if before is not None and before.state not in WRITABLE:
        return _pressed_before(request, incident, form, before)
    if _kept(request, incident, form, key) and _sent(request, incident, form, key):
        return to_story(incident)
    shown = key_of(str(form["request_key"].value()))
    kept = Draft.objects.filter(key=shown).first() if shown else None
    return screen(request, incident, form, draft=kept)


def _pressed_before(
    request: EditorRequest, incident: Incident, form: PostForm, draft: Draft
) -> HttpResponse:
    """The same text sent again: nothing is done twice, and nothing typed is lost."""
    if draft.state == Draft.State.DISCARDED:
        keep_typed(form, request_key=uuid.uuid4())
        form.add_error(None, DISCARDED)
        return screen(request, incident, form)
    told(request, draft, "This text waits for its time already")
    return to_story(incident)


def _kept(request: EditorRequest, incident: Incident, form: PostForm, key: uuid.UUID) -> bool:
    """Keep the text; whether the page may go on with it as it was sent."""
    try:
        kept = keep_typed_in(request, incident, form, key, seen=seen_by(form, request))
    except Refused as refused:
        show(form, refused)
        return False
    if kept.apart:
        keep_typed(form, request_key=kept.draft.key)
        form.add_error(None, APART)
    elif kept.merged and "draft" not in request.POST:
        show_typed(form, kept.draft.typed)
        form.add_error(None, MERGED)
    return not (kept.apart or form.non_field_errors())


def _sent(request: EditorRequest, incident: Incident, form: PostForm, key: uuid.UUID) -> bool:
    """Do with a kept text what the pressed button says."""
    draft = draft_of(incident.pk, key)
    if "draft" in request.POST:
        more = "" if draft.proposal else ". Something is still missing in it"
        words = f"Draft saved: only editors see it{more}"
        say(request, words, ("Continue", reverse("desk:draft", args=[incident.pk, key])))
        return True
    if not form.is_valid():
        return False
    if "submit" in request.POST:
        done = carried_out(form, lambda: reviewing.submit(draft, by=request.user))
    else:
        done = carried_out(form, lambda: _let_out(request, draft, form.cleaned_data["emergency"]))
    if done:
        told(request, draft_of(incident.pk, key), ACTS["submit"].done)
    return done


def _let_out(request: EditorRequest, draft: Draft, emergency: object) -> None:
    seconds = rules_of(draft.incident).hold_seconds
    if seconds and not emergency:
        releasing.hold(draft, seconds, by=request.user)
    else:
        outgoing.publish(draft, by=request.user, emergency=bool(emergency))


@editors_only("POST", right=Right.WRITE)
def keep(request: EditorRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Keep what stands in the write box, whatever is still wrong in it; answered as JSON.

    `revision` and `seen` (the fields as the page last knew them) find out whether another page
    has written at the same draft since.
    """
    incident = get_object_or_404(Incident, pk=pk)
    form = PostForm(request.POST, incident=incident, sources=source_rows(incident))
    typed = typed_in(form, request.POST)
    if is_empty(typed, form):
        return JsonResponse({"state": "empty"})
    try:
        kept = keep_typed_in(request, incident, form, key, seen=seen_by(form, request))
    except Refused as refused:
        return JsonResponse({"state": "refused", "message": str(refused)}, status=409)
    return JsonResponse(
        {
            "state": "apart" if kept.apart else "merged" if kept.merged else "kept",
            "key": str(kept.draft.key),
            "revision": kept.draft.revision,
            "saved_at": kept.draft.saved_at.isoformat(),
            "typed": kept.draft.typed if kept.merged else None,
        }
    )


def keep_typed_in(
    request: EditorRequest,
    incident: Incident,
    form: PostForm,
    key: uuid.UUID,
    *,
    seen: dict[str, list[str]] | None = None,
) -> keeping.Kept:
    """Keep what was typed into a write box, ready to publish where nothing is wrong in it."""
    revision = request.POST.get("revision", "")
    return keeping.keep(
        key,
        keeping.Place(incident, base=incident.version_number),
        typed_in(form, request.POST),
        by=request.user,
        proposal=form.proposal() if form.is_valid() else None,
        revision=int(revision) if revision.isdecimal() else None,
        seen=seen,
    )


def seen_by(form: PostForm, request: EditorRequest) -> dict[str, list[str]]:
    """The fields as the page last knew them."""
    return {
        name: request.POST.getlist(f"seen-{name}")
        for name in form.fields
        if f"seen-{name}" in request.POST
    }
