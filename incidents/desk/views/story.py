"""One story: its screen, its own text, and what it would look like."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from incidents.actions import editing
from incidents.desk import preview, stories
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.fields import time_zones
from incidents.desk.forms.story import StoryTextForm
from incidents.desk.forms.update import PostForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.standing import beside_form, refuse_overtaken
from incidents.models import Incident


@editors_only("GET")
def story(request: EditorRequest, pk: int) -> HttpResponse:
    """The screen of a story: the write box first, everything else within reach."""
    return screen(request, get_object_or_404(Incident, pk=pk), None)


def screen(request: EditorRequest, incident: Incident, form: PostForm | None) -> HttpResponse:
    """The screen, with the write box empty or as it was filled in."""
    shown = stories.screen(incident, whole="all" in request.GET)
    if form is None:
        form = PostForm(incident=incident, sources=shown.sources)
    return page(request, "desk/story/screen.html", form, screen=shown, incident=incident)


@editors_only("GET", "POST")
def text(request: EditorRequest, pk: int) -> HttpResponse:
    """Headline, initial report and what stands around them."""
    incident = get_object_or_404(Incident, pk=pk)
    form = StoryTextForm(posted(request), incident=incident)
    if form.is_valid() and carried_out(form, lambda: _rewrite(request, incident, form)):
        say(request, "Saved", *_view(incident))
        return to_story(incident)
    return page(
        request,
        "desk/story/text.html",
        form,
        incident=incident,
        standing=beside_form(form, incident),
        time_zones=time_zones(),
    )


def _rewrite(request: EditorRequest, incident: Incident, form: StoryTextForm) -> None:
    given = form.cleaned_data
    if not incident.is_published:
        refuse_overtaken(form, incident)
    editing.edit(
        incident,
        form.edit(),
        by=request.user,
        kind=given.get("kind", ""),
        note=given.get("note", ""),
        base=given.get("base"),
    )


def _view(incident: Incident) -> tuple[tuple[str, str], ...]:
    words = "View" if incident.is_published else "Preview"
    return ((words, Incident.objects.get(pk=incident.pk).get_absolute_url()),)


@editors_only("GET")
def show(request: EditorRequest, pk: int) -> HttpResponse:
    """What the story would look like, with its drafts; nothing of it is public."""
    incident = get_object_or_404(Incident, pk=pk)
    return page(request, "desk/story/preview.html", incident=incident, article=preview.of(incident))
