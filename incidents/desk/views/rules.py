"""The rules under which texts go out, of the newsroom and of one story; how often pages ask."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from incidents.actions.house import rules
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.rules import LiveIntervalForm, RulesForm, StoryRulesForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import House, Incident, Right


@editors_only("GET", "POST", right=Right.HOUSE)
def of_house(request: EditorRequest) -> HttpResponse:
    """The rules of the newsroom, which every story follows that has none of its own."""
    form = RulesForm(posted(request), house=House.current())
    if form.is_valid():
        given = form.cleaned_data
        if carried_out(form, lambda: rules.set_rules(**given, by=request.user)):
            say(request, "The rules are changed for every story without its own")
            return redirect("desk:rules")
    title = "Rules for what goes out"
    return page(request, "desk/form.html", form, title=title, button="Save the rules")


@editors_only("GET", "POST", right=Right.PUBLISH)
def live_interval(request: EditorRequest) -> HttpResponse:
    """How often open pages of live stories ask; turned while an event goes on, it holds at once."""
    form = LiveIntervalForm(posted(request), house=House.current())
    if form.is_valid():
        seconds = form.cleaned_data["live_interval"]
        if carried_out(form, lambda: rules.set_live_interval(seconds, by=request.user)):
            say(request, f"Open pages ask every {seconds} seconds from now on")
            return redirect("desk:live-interval")
    title = "How often open pages ask"
    return page(request, "desk/form.html", form, title=title, button="Save the interval")


@editors_only("GET", "POST", right=Right.HOUSE)
def of_story(request: EditorRequest, pk: int) -> HttpResponse:
    """The rules of one story."""
    incident = get_object_or_404(Incident, pk=pk)
    form = StoryRulesForm(posted(request), incident=incident)

    def act() -> Incident:
        return rules.set_rules_of(
            incident,
            second_pair=form.chosen(),
            hold_seconds=form.cleaned_data["hold_seconds"],
            by=request.user,
        )

    if form.is_valid() and carried_out(form, act):
        say(request, "The rules of this story are changed")
        return to_story(incident)
    title = f"Rules for what goes out of “{incident}”"
    return page(request, "desk/form.html", form, title=title, button="Save the rules")
