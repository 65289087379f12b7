"""The list of stories, a new one, and the notice of the house."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from incidents.actions.house import notice as house_notice
from incidents.actions.refusals import AlreadyDone
from incidents.actions.stories import lifecycle
from incidents.desk.answers import carried_out, page, posted, say, to_story
from incidents.desk.forms.acts import NoticeForm
from incidents.desk.forms.fields import time_zones
from incidents.desk.forms.story import NewStoryForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.shown import stories
from incidents.models import Event, House, Incident, Right
from incidents.text.sanitise import line


@editors_only("GET", right=None)
def home(request: EditorRequest) -> HttpResponse:
    """Stories by status, the one last worked on, and the way to a new one."""
    if not request.user.may(Right.READ):
        return redirect("desk:people")
    shelves = stories.shelves()
    sought = line(request.GET.get("q", ""))[:200]
    filled = next((shelf.name for shelf in shelves if shelf.count), "live")
    shelf = request.GET.get("status", filled)
    return page(
        request,
        "desk/home.html",
        shelves=shelves,
        shelf=shelf if shelf in stories.SHELVES else filled,
        sought=sought,
        stories=stories.on_shelf(shelf, sought, request.GET.get("page", "1")),
        last=stories.last_worked_on(request.user),
    )


@editors_only("GET", "POST", right=Right.WRITE)
def new(request: EditorRequest) -> HttpResponse:
    """A new incident: kept as a draft, or published at once."""
    form = NewStoryForm(posted(request))
    if form.is_valid():
        opened: list[Incident] = []
        if carried_out(form, lambda: opened.append(_open(request, form))):
            return to_story(opened[0])
    return page(request, "desk/story/new.html", form, time_zones=time_zones())


def _open(request: EditorRequest, form: NewStoryForm) -> Incident:
    """The story of this request, whether this press opened it or the one before."""
    key = form.cleaned_data["request_key"]
    try:
        with transaction.atomic():
            incident = lifecycle.open_incident(form.edit(), by=request.user, request_key=key)
            if "publish" in request.POST:
                incident = lifecycle.publish(incident, by=request.user)
    except AlreadyDone:
        done = Event.objects.select_related("incident").get(request_key=key)
        if done.incident is None:
            raise
        incident = done.incident
    if incident.is_published:
        say(request, "Published", ("View", incident.get_absolute_url()))
    else:
        say(request, "Saved as a draft: only editors see it")
    return incident


@editors_only("GET", "POST", right=Right.HOUSE)
def notice(request: EditorRequest) -> HttpResponse:
    """The verification notice of the house, which stands on every live story without its own."""
    form = NoticeForm(posted(request), house=House.current())
    if form.is_valid():
        given = form.cleaned_data

        def act() -> object:
            text, note = given["verification_notice"], given["note"]
            return house_notice.set_verification_notice(text, by=request.user, note=note)

        if carried_out(form, act):
            say(request, "The notice is changed on every live story without its own")
            return redirect("desk:notice")
    return page(
        request, "desk/form.html", form, title="Verification notice", button="Save the notice"
    )
