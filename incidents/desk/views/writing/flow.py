"""What happens to a text that was sent: it is kept before anything else, and costs no word."""

import uuid

from django.http import HttpResponse
from django.urls import reverse

from incidents.actions.drafts import keeping, outgoing, releasing, reviewing
from incidents.actions.drafts.rules import rules_of
from incidents.actions.refusals import Refused
from incidents.desk.answers import carried_out, say, say_merged, show, to_story
from incidents.desk.forms.drafting import show_typed, typed_in
from incidents.desk.forms.fields import keep_typed, number_in
from incidents.desk.forms.update import PostForm
from incidents.desk.permissions import EditorRequest
from incidents.desk.shown.standing import since
from incidents.desk.views.state import key_of
from incidents.desk.views.writing.drafts import ACTS, draft_of, told
from incidents.desk.views.writing.sheets import Form, PostSheet, Sheet, fields_of
from incidents.models import Draft, Incident
from incidents.record import versions
from incidents.record.entries import ChangeEntry

WRITABLE = (Draft.State.DRAFT, Draft.State.SUBMITTED, Draft.State.SENT_BACK)
DISCARDED = (
    "This draft was thrown away since. Nothing is saved now: press again, and what stands here is "
    "saved anew."
)
SINCE = (
    "What you sent before from this page is saved; this is not yet, as you changed it since. Press "
    "again to save it too."
)
MERGED = (
    "Somebody else wrote at this draft too: both are put together below. Look at it, then send it."
)
APART = (
    "Somebody else changed the same sentences of this draft meanwhile. Your text is kept as a "
    "draft of its own: compare the two below, then send the one that shall stand."
)


def send(request: EditorRequest, sheet: Sheet) -> HttpResponse:
    """Publish what was written, hand it in, or keep it as a draft."""
    form = sheet.form(request.POST)
    key = key_of(request.POST.get("request_key")) or uuid.uuid4()
    drafts = Draft.objects.select_related("incident", "update__incident", "approved_by")
    before = drafts.filter(key=key).first()
    if before is not None and before.state not in WRITABLE:
        return _pressed_before(request, sheet, form, before)
    if _kept(request, sheet, form, key) and _sent(request, sheet, form, key):
        return to_story(sheet.incident)
    shown = key_of(str(form["request_key"].value()))
    return sheet.show(request, form, drafts.filter(key=shown).first() if shown else None)


def _pressed_before(request: EditorRequest, sheet: Sheet, form: Form, draft: Draft) -> HttpResponse:
    """The same text sent again: nothing is done twice, and nothing typed is lost."""
    discarded = draft.state == Draft.State.DISCARDED
    if discarded or typed_in(form, request.POST) != draft.typed:
        keep_typed(form, request_key=uuid.uuid4())
        form.add_error(None, DISCARDED if discarded else SINCE)
        return sheet.show(request, form, None)
    if draft.state == Draft.State.PUBLISHED and not isinstance(sheet, PostSheet):
        say(request, "This is saved already. Nothing was done twice")
    else:
        told(request, draft, "This text waits for its time already")
    return to_story(sheet.incident)


def _kept(request: EditorRequest, sheet: Sheet, form: Form, key: uuid.UUID) -> bool:
    """Keep the text; whether the page may go on with it as it was sent."""
    try:
        kept = keep_typed_in(request, sheet, form, key)
    except Refused as refused:
        show(form, refused)
        return False
    if kept.apart:
        keep_typed(form, request_key=kept.draft.key)
        form.add_error(None, APART)
    elif kept.merged and _differs(kept.draft, form, request) and "draft" not in request.POST:
        show_typed(form, kept.draft.typed)
        form.add_error(None, MERGED)
    return not (kept.apart or form.non_field_errors())


def _differs(draft: Draft, form: Form, request: EditorRequest) -> bool:
    """Whether somebody else's words are in it; the page's own may have come by two ways."""
    return bool(draft.typed != typed_in(form, request.POST))


def keep_typed_in(request: EditorRequest, sheet: Sheet, form: Form, key: uuid.UUID) -> keeping.Kept:
    """Keep what was typed into a sheet, ready to publish where nothing is wrong in it.

    `revision` and what the page last knew of each field tell whether somebody else wrote too.
    """
    revision, base = request.POST.get("revision", ""), request.POST.get("base", "")
    seen = {
        name: request.POST.getlist(f"seen-{name}")
        for name in fields_of(form)
        if f"seen-{name}" in request.POST
    }
    return keeping.keep(
        key,
        sheet.place(number_in(base)),
        typed_in(form, request.POST),
        by=request.user,
        proposal=form.proposal() if form.is_valid() else None,
        revision=number_in(revision),
        seen=seen,
    )


def _sent(request: EditorRequest, sheet: Sheet, form: Form, key: uuid.UUID) -> bool:
    """Do with a kept text what the pressed button says."""
    draft = draft_of(sheet.incident.pk, key)
    if "draft" in request.POST:
        more = "" if draft.proposal else ". Something is still missing in it"
        words = f"Draft saved: only editors see it{more}"
        address = reverse("desk:draft", args=[sheet.incident.pk, key])
        say(request, words, ("Continue", address))
        return True
    if not form.is_valid():
        return False
    if "submit" in request.POST:
        return _handed_in(request, form, draft)
    return _published(request, sheet, form, draft)


def _handed_in(request: EditorRequest, form: Form, draft: Draft) -> bool:
    done = carried_out(form, lambda: _submit(request, draft))
    if done:
        told(request, draft_of(draft.incident_id, draft.key), ACTS["submit"].done)
    return done


def _submit(request: EditorRequest, draft: Draft) -> None:
    if draft.state != Draft.State.SUBMITTED:
        reviewing.submit(draft, by=request.user)


def _published(request: EditorRequest, sheet: Sheet, form: Form, draft: Draft) -> bool:
    if not sheet.incident.is_published and not isinstance(sheet, PostSheet):
        return _saved(request, form, draft)
    before = Incident.objects.get(pk=sheet.incident.pk).version_number
    if not carried_out(form, lambda: _let_out(request, draft, form.cleaned_data["emergency"])):
        return False
    done = draft_of(sheet.incident.pk, draft.key)
    if isinstance(form, PostForm) or done.state != Draft.State.PUBLISHED:
        told(request, done, ACTS["submit"].done)
    else:
        name = f"{done.update} saved" if done.update else "Saved"
        _tell(request, sheet, done, f"{name}{form.report_left()}", before)
    return True


def _let_out(request: EditorRequest, draft: Draft, emergency: object) -> None:
    seconds = rules_of(draft.incident).hold_seconds
    if seconds and not emergency:
        releasing.hold(draft, seconds, by=request.user)
    else:
        outgoing.publish(draft, by=request.user, emergency=bool(emergency))


def _saved(request: EditorRequest, form: Form, draft: Draft) -> bool:
    """Put a text into a story that is not public yet."""
    merged: list[bool] = []
    if not carried_out(form, lambda: merged.append(outgoing.take_over(draft, by=request.user))):
        return False
    story = draft.incident
    if merged[0]:
        say_merged(request, "Saved", story, ())
    else:
        say(request, "Saved", ("Preview", story.get_absolute_url()))
    return True


def _tell(request: EditorRequest, sheet: Sheet, draft: Draft, words: str, before: int) -> None:
    """Say what became of a change, and of what others changed in the same text meanwhile."""
    story = Incident.objects.get(pk=sheet.incident.pk)
    others = _others(sheet, draft, story, before)
    if others:
        say_merged(request, words, story, others)
        return
    address = story.get_absolute_url()
    number = draft.update.number if draft.update else 0
    say(request, words, ("View", f"{address}#update-{number}" if number else address))


def _others(sheet: Sheet, draft: Draft, story: Incident, before: int) -> tuple[ChangeEntry, ...]:
    """The changes of the same pieces that were made while this one was written."""
    if story.version_number == before:
        return ()
    (made,) = versions.some(story, [story.version_number])
    keys = [key for key in sheet.pieces if key in made.pieces]
    return tuple(change for change in since(story, draft.base, keys) if change.number < made.number)
