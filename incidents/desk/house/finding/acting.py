"""The same act on everything that was ticked: asked once, done row by row, and told row by row."""

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from incidents.actions.stories import many
from incidents.actions.stories.many import Outcome
from incidents.desk.answers import page
from incidents.desk.forms.fields import note_field
from incidents.desk.house.finding.views import MOST_SUGGESTED, Noun, chosen, noun_of
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Incident, Right, Topic

TITLES = {
    "retract": "Retract what is ticked",
    "put": "Put a topic on what is ticked",
    "take": "Take a topic off what is ticked",
}
BUTTONS = {"retract": "Retract all of these", "put": "Put it on", "take": "Take it off"}
FOR_STORIES = ("put", "take")


class ManyForm(forms.Form):
    """One reason for all, and the topic that is put on or taken off."""

    topic = forms.ModelChoiceField(
        label="Topic",
        queryset=Topic.objects.all(),
        to_field_name="name",
        widget=forms.TextInput({"list": "topics", "autocomplete": "off"}),
        error_messages={"invalid_choice": "There is no topic of this name. Make it first."},
    )
    note = note_field()

    def __init__(self, *args: Any, act: str, needs_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if act not in FOR_STORIES:
            del self.fields["topic"]
        self.fields["note"].required = needs_note
        if needs_note:
            self.fields["note"].label = "Reason, for readers"
            self.fields["note"].help_text = "It stands in the public history of each of them."


@editors_only("GET", "POST", right=Right.READ, to_post=Right.PUBLISH)
def act(request: EditorRequest) -> HttpResponse:
    """Ask for the reason, then carry it out for each row by itself and tell what came of it."""
    noun, wanted = noun_of(request.POST), request.POST.get("act", "")
    rows = list(chosen(noun, request.POST)) if request.method == "POST" else []
    if wanted not in TITLES or (wanted in FOR_STORIES and noun.name != "stories") or not rows:
        return redirect(f"{reverse('desk:find')}?{_asked(request)}")
    public = noun.name == "updates" or any(row.is_published for row in rows)
    data = request.POST if "confirmed" in request.POST else None
    form = ManyForm(data, act=wanted, needs_note=public)
    if form.is_valid():
        outcomes = _carry_out(request, noun, wanted, rows, form.cleaned_data)
        return _told(request, noun, outcomes)
    return page(
        request,
        "desk/house/find_act.html",
        form,
        noun=noun.name,
        act=wanted,
        title=TITLES[wanted],
        button=BUTTONS[wanted],
        rows=rows,
        asked=_asked(request),
        suggested=Topic.objects.values_list("name", flat=True)[:MOST_SUGGESTED],
    )


def _carry_out(
    request: EditorRequest, noun: Noun, wanted: str, rows: list[Any], given: dict[str, Any]
) -> list[Outcome[Any]]:
    by, note = request.user, given["note"]
    if wanted == "put":
        return list(many.put_topic_on(rows, given["topic"], by=by, note=note))
    if wanted == "take":
        return list(many.take_topic_off(rows, given["topic"], by=by, note=note))
    if noun.name == "stories":
        return list(many.retract_stories(rows, by=by, note=note))
    return list(many.retract_updates(rows, by=by, note=note))


def _told(request: EditorRequest, noun: Noun, outcomes: list[Outcome[Any]]) -> HttpResponse:
    """What was done and what was refused, each with its story as it stands now."""
    stories = [row if isinstance(row, Incident) else row.incident for row in _rows(outcomes)]
    held = Incident.objects.in_bulk([story.pk for story in stories])
    told = [(outcome, held.get(story.pk)) for outcome, story in zip(outcomes, stories, strict=True)]
    done = [(outcome.row, story) for outcome, story in told if not outcome.refused]
    refused = [(outcome.row, story, outcome.refused) for outcome, story in told if outcome.refused]
    return page(
        request,
        "desk/house/find_done.html",
        noun=noun.name,
        done=done,
        refused=refused,
        asked=_asked(request),
    )


def _rows(outcomes: list[Outcome[Any]]) -> list[Any]:
    return [outcome.row for outcome in outcomes]


def _asked(request: EditorRequest) -> str:
    """What had been asked for on the page of finding, to go back to it."""
    return QueryDict(request.POST.get("asked", "")[:2000]).urlencode()
