"""What moves at a story while its page is open: who is here, what waits, what is new."""

import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from incidents.actions.drafts import presence, releasing
from incidents.desk.answers import say, to_story
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown import stories
from incidents.models import Draft, Incident, Right


@editors_only("GET")
def state(request: EditorRequest, pk: int) -> HttpResponse:
    """What moves at a story, for open pages: who is here, its drafts, its newest version."""
    incident = get_object_or_404(Incident, pk=pk)
    opened, written = key_of(request.GET.get("page")), key_of(request.GET.get("draft"))
    if opened is not None:
        presence.seen(opened, incident, by=request.user, draft=written)
    here = presence.here(incident, beside=opened)
    return JsonResponse(
        {
            "version": incident.version_number,
            "now": releasing.now().isoformat(),
            "stopped": incident.releases_stopped,
            "here": sorted({str(one.editor) for one in here if one.editor_id != request.user.pk}),
            "drafts": [_told(draft) for draft in stories.drafts_of(incident)],
        }
    )


def _told(draft: Draft) -> dict[str, object]:
    return {
        "key": str(draft.key),
        "state": draft.state,
        "revision": draft.revision,
        "release_at": draft.release_at.isoformat() if draft.release_at else None,
    }


def key_of(text: str | None) -> uuid.UUID | None:
    """A key as a page sends it, if it is one."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


@editors_only("POST", right=Right.PUBLISH)
def stop_everything(request: EditorRequest, pk: int) -> HttpResponse:
    """Let nothing of the story go out by itself; or let it go on."""
    incident = get_object_or_404(Incident, pk=pk)
    if "go-on" in request.POST:
        releasing.go_on(incident, by=request.user)
        say(request, "The texts that wait go out at their time again")
    else:
        releasing.stop_everything(incident, by=request.user)
        say(request, "Everything is stopped: nothing of this story goes out by itself")
    return to_story(incident)
