"""One story: its screen, its own text, and what it would look like."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from incidents.desk.answers import page
from incidents.desk.forms.update import PostForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown import preview, stories
from incidents.models import Draft, Incident


@editors_only("GET")
def story(request: EditorRequest, pk: int) -> HttpResponse:
    """The screen of a story: the write box first, everything else within reach."""
    return screen(request, get_object_or_404(Incident, pk=pk), None)


def screen(
    request: EditorRequest,
    incident: Incident,
    form: PostForm | None,
    *,
    draft: Draft | None = None,
) -> HttpResponse:
    """The screen, with the write box empty, as it was filled in, or with a draft in it."""
    shown = stories.screen(incident, whole="all" in request.GET)
    if form is None:
        form = PostForm(incident=incident, sources=shown.sources, media=shown.media)
    return page(
        request, "desk/story/screen.html", form, screen=shown, incident=incident, draft=draft
    )


@editors_only("GET")
def show(request: EditorRequest, pk: int) -> HttpResponse:
    """What the story would look like, with its drafts; nothing of it is public."""
    incident = get_object_or_404(Incident, pk=pk)
    return page(request, "desk/story/preview.html", incident=incident, article=preview.of(incident))
