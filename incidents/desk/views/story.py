"""One story: its screen, its own text, and what it would look like."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from incidents.actions.stories import editing
from incidents.desk.answers import carried_out, page, posted, say, say_merged, to_story
from incidents.desk.forms.correcting import suggestions
from incidents.desk.forms.fields import time_zones
from incidents.desk.forms.story import StoryTextForm
from incidents.desk.forms.update import PostForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown import preview, stories
from incidents.desk.shown.standing import choice, locked_story, since
from incidents.models import Draft, Incident, Right, Version

PIECES = ("about", "headline", "lead", "notice", "status", "topic_line")
"""What the page of the story's own text changes."""


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
        form = PostForm(incident=incident, sources=shown.sources)
    return page(
        request, "desk/story/screen.html", form, screen=shown, incident=incident, draft=draft
    )


@editors_only("GET", "POST", right=Right.WRITE)
def text(request: EditorRequest, pk: int) -> HttpResponse:
    """Headline, initial report and what stands around them."""
    incident = get_object_or_404(Incident, pk=pk)
    form = StoryTextForm(posted(request), incident=incident, initial=suggestions(request.GET))
    if form.is_valid() and carried_out(form, lambda: _rewrite(request, incident, form)):
        return to_story(incident)
    return page(
        request,
        "desk/story/text.html",
        form,
        incident=incident,
        choice=choice(form, incident, PIECES),
        time_zones=time_zones(),
    )


def _rewrite(request: EditorRequest, incident: Incident, form: StoryTextForm) -> None:
    given, row = form.cleaned_data, locked_story(incident)
    edit, merged = form.merged(row)
    others = since(row, given.get("base"), PIECES) if merged else ()
    saved = editing.edit(
        row,
        edit,
        by=request.user,
        kind=given.get("kind", ""),
        note=given.get("note", ""),
        base=row.version_number,
        particulars=form.particulars(),
    )
    left = form.accept_report(request.user, made_by(saved, after=row.version_number))
    done = f"Saved{left}"
    say_merged(request, done, saved, others) if merged else say(request, done, *_view(saved))


def made_by(saved: Incident, *, after: int) -> Version | None:
    """The version that an act made, if it made one."""
    return Version.objects.filter(incident=saved, number__gt=after).first()


def _view(incident: Incident) -> tuple[tuple[str, str], ...]:
    words = "View" if incident.is_published else "Preview"
    return ((words, incident.get_absolute_url()),)


@editors_only("GET")
def show(request: EditorRequest, pk: int) -> HttpResponse:
    """What the story would look like, with its drafts; nothing of it is public."""
    incident = get_object_or_404(Incident, pk=pk)
    return page(request, "desk/story/preview.html", incident=incident, article=preview.of(incident))
