"""Sources, related stories and topics of a story: whole lists, saved as one change each."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from incidents.actions.house import topics as topic_actions
from incidents.actions.inputs import RelatedChoice, StoryEdit
from incidents.actions.stories import editing
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.fields import keep_typed, numbers_in
from incidents.desk.forms.lists import (
    NoteForm,
    PlacedForm,
    RelatedForm,
    RelatedFormSet,
    SourceForm,
    SourceFormSet,
    TopicFormSet,
    as_shown,
    in_order,
    related_initial,
    source_initial,
    source_rows,
)
from incidents.desk.material import looking_up
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown import finding, stories
from incidents.desk.shown.finding import Suggested
from incidents.models import Incident, Related, Right, Topic
from incidents.text.sanitise import line

MOST_SUGGESTED = 500


@editors_only("GET", "POST", right=Right.WRITE)
def sources(request: EditorRequest, pk: int) -> HttpResponse:
    """The numbered list of sources: added, rewritten, put in order, taken off."""
    incident = get_object_or_404(Incident, pk=pk)
    rows = source_rows(incident)
    data, looked_up = looking_up.in_list(request, incident)
    initial = [source_initial(row, incident.time_zone) for row in rows]
    formset = SourceFormSet(
        data,
        prefix="sources",
        initial=as_shown(data, "sources", initial),
        form_kwargs={"zone": incident.time_zone, "held": {row.pk: row for row in rows}},
    )
    return _list(
        request,
        incident,
        formset,
        "desk/story/lists/sources.html",
        lambda: _sources(formset),
        lambda: [": ".join(filter(None, (str(row), row.title))) for row in source_rows(incident)],
        looked_up=looked_up,
        looked_up_at=request.POST.get("look-up"),
    )


def _sources(formset: forms.BaseFormSet[SourceForm]) -> StoryEdit:
    placed = in_order(cast(list[PlacedForm], formset.forms))
    return StoryEdit(sources=[cast(SourceForm, row).text() for row in placed])


@editors_only("GET", "POST", right=Right.WRITE)
def related(request: EditorRequest, pk: int) -> HttpResponse:
    """The related stories that the editor chose; more are found by a search."""
    incident = get_object_or_404(Incident, pk=pk)
    rows = list(Related.objects.filter(incident=incident).select_related("story"))
    data = posted(request)
    initial = [related_initial(row, place) for place, row in enumerate(rows, start=1)]
    formset = RelatedFormSet(data, prefix="related", initial=as_shown(data, "related", initial))
    sought = line(request.POST.get("sought", ""))[:200]
    offered = finding.suggested_stories(incident, [row.story_id for row in rows if row.story_id])
    return _list(
        request,
        incident,
        formset,
        "desk/story/lists/related.html",
        lambda: _related(request, formset),
        lambda: [str(row) for row in Related.objects.filter(incident=incident)],
        ours={row.story_id: row.story for row in rows if row.story},
        sought=sought,
        found=finding.stories(sought, beside=incident) if sought else [],
        added=_ticked(request),
        offered=offered,
    )


def _ticked(request: EditorRequest) -> list[Incident]:
    """Stories that were ticked in the list of what was found, which may show others by now."""
    keys = numbers_in(request.POST.getlist("add"))
    return list(Incident.objects.public().filter(pk__in=keys))


def _related(request: EditorRequest, formset: forms.BaseFormSet[RelatedForm]) -> StoryEdit:
    placed = [cast(RelatedForm, row) for row in in_order(cast(list[PlacedForm], formset.forms))]
    asked = [*request.POST.getlist("add"), request.POST.get("add-one", "")]
    added = numbers_in(asked)
    kept = [row.cleaned_data["story"] for row in placed]
    ours = Incident.objects.in_bulk([*filter(None, kept), *added])
    choices = [row.choice(ours) for row in placed]
    new = [ours[key] for key in dict.fromkeys(added) if key in ours and key not in kept]
    return StoryEdit(related=[*choices, *(RelatedChoice(story=story) for story in new)])


@editors_only("GET", "POST", right=Right.WRITE)
def topics(request: EditorRequest, pk: int) -> HttpResponse:
    """What the story is about, by name; names nobody has used yet are made."""
    incident = get_object_or_404(Incident, pk=pk)
    names = [{"name": topic.name} for topic in stories.topics_of(incident)]
    formset = TopicFormSet(posted(request), prefix="topics", initial=names)
    offered = finding.suggested_topics(incident)
    pressed = _pressed(request, offered)

    def edit() -> StoryEdit:
        typed = [row.cleaned_data.get("name", "") for row in formset.forms]
        typed += [pressed.name] if pressed else []
        return StoryEdit(topics=topic_actions.named(typed, by=request.user))

    suggested = Topic.objects.values_list("name", flat=True)[:MOST_SUGGESTED]

    def now() -> list[str]:
        return [topic.name for topic in stories.topics_of(incident)]

    template = "desk/story/lists/topics.html"
    return _list(
        request, incident, formset, template, edit, now, offered=offered, suggested=suggested
    )


def _pressed(request: EditorRequest, offered: Iterable[Suggested]) -> Suggested | None:
    """What is offered and was added by a button of its own."""
    key = request.POST.get("add-one", "")
    return next((one for one in offered if str(one.key) == key), None)


def _list(
    request: EditorRequest,
    incident: Incident,
    formset: forms.BaseFormSet[Any],
    template: str,
    edit: Callable[[], StoryEdit],
    now: Callable[[], list[str]],
    *,
    offered: Sequence[Suggested] = (),
    **context: object,
) -> HttpResponse:
    """Show a list, or save it as one change of the story with its note.

    Where somebody else was faster, what the list says `now` is shown beside what was typed. What
    is `offered` is added by one press, with a note of its own where nothing else was changed.
    """
    form = NoteForm(posted(request), initial={"base": incident.version_number})
    asks = {"search", "look-up"} & request.POST.keys()
    valid = form.is_valid() and formset.is_valid() and not asks
    pressed = _pressed(request, offered)
    note = pressed.note if pressed and not formset.has_changed() else ""
    if valid and carried_out(form, lambda: _save(request, incident, form, edit(), note)):
        say(request, "Saved", ("View", incident.get_absolute_url()))
        return redirect(request.path) if pressed else to_story(incident)
    standing: list[str] = []
    if stale := getattr(form, "stale", None):
        keep_typed(form, base=stale.standing)
        standing = now()
    context |= {"formset": formset, "incident": incident, "standing": standing, "offered": offered}
    return page(request, template, form, **context)


def _save(
    request: EditorRequest, incident: Incident, form: NoteForm, edit: StoryEdit, note: str
) -> None:
    given = form.cleaned_data
    editing.edit(incident, edit, by=request.user, note=given["note"] or note, base=given["base"])
