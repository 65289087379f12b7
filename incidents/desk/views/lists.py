"""Sources, related stories and topics of a story: whole lists, saved as one change each."""

import re
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from incidents.actions.house import topics as topic_actions
from incidents.actions.inputs import RelatedChoice, StoryEdit
from incidents.actions.stories import editing
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.fields import keep_typed
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
from incidents.desk.shown import stories
from incidents.models import Incident, Related, Right, Topic
from incidents.text.sanitise import line

MOST_SUGGESTED = 500
KEY = re.compile("[0-9]{1,18}")


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
        "desk/lists/sources.html",
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
    return _list(
        request,
        incident,
        formset,
        "desk/lists/related.html",
        lambda: _related(request, formset),
        lambda: [str(row) for row in Related.objects.filter(incident=incident)],
        ours={row.story_id: row.story for row in rows if row.story},
        sought=sought,
        found=list(stories.found(sought, beside=incident)) if sought else [],
        added=set(request.POST.getlist("add")),
    )


def _related(request: EditorRequest, formset: forms.BaseFormSet[RelatedForm]) -> StoryEdit:
    placed = [cast(RelatedForm, row) for row in in_order(cast(list[PlacedForm], formset.forms))]
    added = [int(key) for key in request.POST.getlist("add") if KEY.fullmatch(key)]
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

    def edit() -> StoryEdit:
        typed = [row.cleaned_data.get("name", "") for row in formset.forms]
        return StoryEdit(topics=topic_actions.named(typed, by=request.user))

    suggested = Topic.objects.values_list("name", flat=True)[:MOST_SUGGESTED]

    def now() -> list[str]:
        return [topic.name for topic in stories.topics_of(incident)]

    template = "desk/lists/topics.html"
    return _list(request, incident, formset, template, edit, now, suggested=suggested)


def _list(
    request: EditorRequest,
    incident: Incident,
    formset: forms.BaseFormSet[Any],
    template: str,
    edit: Callable[[], StoryEdit],
    now: Callable[[], list[str]],
    **context: object,
) -> HttpResponse:
    """Show a list, or save it as one change of the story with its note.

    Where somebody else was faster, what the list says `now` is shown beside what was typed.
    """
    form = NoteForm(posted(request), initial={"base": incident.version_number})
    asks = {"search", "look-up"} & request.POST.keys()
    valid = form.is_valid() and formset.is_valid() and not asks
    if valid and carried_out(form, lambda: _save(request, incident, form, edit())):
        say(request, "Saved", ("View", incident.get_absolute_url()))
        return to_story(incident)
    standing: list[str] = []
    if stale := getattr(form, "stale", None):
        keep_typed(form, base=stale.standing)
        standing = now()
    context |= {"formset": formset, "incident": incident, "standing": standing}
    return page(request, template, form, **context)


def _save(request: EditorRequest, incident: Incident, form: NoteForm, edit: StoryEdit) -> None:
    given = form.cleaned_data
    editing.edit(incident, edit, by=request.user, note=given["note"], base=given["base"])
