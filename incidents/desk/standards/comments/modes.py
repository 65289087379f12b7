"""How stories take comments: the newsroom's rule, and one story's own."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from incidents.actions.readers import commenting
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.standards.comments.forms import ModeForm, StoryModeForm
from incidents.models import House, Incident, Right


@editors_only("GET", "POST", right=Right.HOUSE)
def of_house(request: EditorRequest) -> HttpResponse:
    """The rule of the newsroom, which every story follows that has none of its own."""
    form = ModeForm(posted(request), house=House.current())

    def act() -> House:
        return commenting.set_comment_mode(form.cleaned_data["mode"], by=request.user)

    if form.is_valid() and carried_out(form, act):
        say(request, "The rule is changed for every story without its own")
        return redirect("desk:comments")
    title = "Comments of readers on every story"
    return page(request, "desk/form.html", form, title=title, button="Save the rule")


@editors_only("GET", "POST", right=Right.PUBLISH)
def of_story(request: EditorRequest, pk: int) -> HttpResponse:
    """The rule of one story."""
    incident = get_object_or_404(Incident, pk=pk)
    form = StoryModeForm(posted(request), incident=incident, house=House.current())

    def act() -> Incident:
        mode = form.cleaned_data["mode"]
        return commenting.set_comment_mode_of(incident, mode, by=request.user)

    if form.is_valid() and carried_out(form, act):
        say(request, "How this story takes comments is changed")
        return to_story(incident)
    title = f"Comments on “{incident}”"
    return page(request, "desk/form.html", form, title=title, button="Save the rule")
