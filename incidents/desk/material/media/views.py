"""The page of a story's pictures, quoted posts and videos."""

from dataclasses import replace
from typing import TypedDict

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from incidents.actions.house.fetching.keeping import look_up
from incidents.actions.refusals import Refused
from incidents.actions.stories import media
from incidents.actions.stories.pictures import keeping
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.forms.fields import keep_typed
from incidents.desk.forms.lists import media_rows, thumbnail
from incidents.desk.forms.moments import written
from incidents.desk.material.media.forms import ChangeMediumForm, LeadMediaForm, MediumForm
from incidents.desk.material.media.shown import of_story
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Incident, Medium, Rendition, Right
from incidents.text.fragments.media import EXTENSIONS

Kind = Medium.Kind

POLICY = "default-src 'none'; sandbox"


@editors_only("GET", "POST", right=Right.READ, to_post=Right.WRITE)
def listed(request: EditorRequest, pk: int) -> HttpResponse:
    """Everything on the list, and forms for one more."""
    incident = get_object_or_404(Incident, pk=pk)
    forms = {kind: MediumForm(kind=kind, incident=incident) for kind in Kind.values}
    kind = request.POST.get("kind", "")
    if kind in forms:
        form = MediumForm(request.POST, request.FILES, kind=kind, incident=incident)
        if _added(request, incident, form):
            return redirect("desk:media", pk)
        forms[kind] = form
    return _page(request, incident, forms, forms.get(kind))


def _added(request: EditorRequest, incident: Incident, form: MediumForm) -> bool:
    if "look-up" in request.POST:
        _look_up(request, incident, form)
        return False
    form.keep_picture(request.user)
    if not form.is_valid():
        return False
    text = form.medium()
    if not carried_out(form, lambda: media.add(incident, text, by=request.user)):
        return False
    say(
        request,
        "It is on the list, and only editors see it. Show it with an update or with the report",
        ("Write an update", reverse("desk:story", args=[incident.pk])),
    )
    return True


def _look_up(request: EditorRequest, incident: Incident, form: MediumForm) -> None:
    """Fill the form of a quoted post in with what its page says."""
    try:
        found = look_up(str(form["url"].value() or ""), by=request.user)
    except Refused as refused:
        form.is_valid()
        form.errors.clear()
        form.add_error("url", f"{refused} Type in what it says.")
        return
    read, told = found.reading, found.reading.post
    given = {
        "url": told.link if told else read.canonical,
        "text": told.text if told else read.description or read.title,
        "author": told.author if told else ", ".join(read.authors),
        "handle": told.handle if told else "",
        "platform": told.platform if told else read.outlet,
    }
    if read.published is not None and read.published.at is not None:
        given["at"] = written(read.published.at, incident.time_zone)
    keep_typed(form, **given)
    form.is_valid()
    form.errors.clear()
    say(request, "This is what the page says. Look it over, then add it")


def _page(
    request: EditorRequest,
    incident: Incident,
    forms: dict[str, MediumForm],
    wrong: MediumForm | None,
    lead: LeadMediaForm | None = None,
) -> HttpResponse:
    rows = of_story(incident, whole=True)
    shown = lead or LeadMediaForm(incident=incident, rows=[row.medium for row in rows])
    return page(
        request,
        "desk/material/media/list.html",
        lead or wrong,
        incident=incident,
        rows=rows,
        lead=shown,
        image=forms[Kind.IMAGE],
        post=forms[Kind.POST],
        video=forms[Kind.VIDEO],
        opened=wrong.kind if wrong else Kind.IMAGE,
    )


@editors_only("GET", "POST", right=Right.READ, to_post=Right.WRITE)
def lead(request: EditorRequest, pk: int) -> HttpResponse:
    """What the initial report shows."""
    incident = get_object_or_404(Incident, pk=pk)
    if request.method != "POST":
        return redirect("desk:media", pk)
    form = LeadMediaForm(request.POST, incident=incident, rows=media_rows(incident))
    if form.is_valid():
        shown, act = form.cleaned_data["pictures"], told(form)
        if carried_out(
            form, lambda: media.show_with_report(incident, shown, by=request.user, **act)
        ):
            say(request, "Saved", ("View", incident.get_absolute_url()))
            return redirect("desk:media", pk)
    forms = {kind: MediumForm(kind=kind, incident=incident) for kind in Kind.values}
    return _page(request, incident, forms, None, form)


class Told(TypedDict):
    """What a form says of a change of published media."""

    note: str
    base: int | None
    emergency: bool


def told(form: LeadMediaForm | ChangeMediumForm) -> Told:
    """The note, the version that the page was opened at, and whether it goes out alone."""
    given = form.cleaned_data
    return Told(
        note=given.get("note", ""),
        base=given["base"],
        emergency=bool(given.get("emergency")),
    )


@editors_only("GET", "POST", right=Right.WRITE)
def one(request: EditorRequest, pk: int, number: int) -> HttpResponse:
    """Change what is said of one, or its picture."""
    row = _medium(pk, number)
    form = ChangeMediumForm(posted(request), request.FILES or None, row=row)
    if request.method == "POST":
        form.keep_picture(request.user)
    if form.is_valid():
        text = form.medium()
        if text.picture is None:
            text = replace(text, picture=row.picture)
        act = told(form)
        if carried_out(form, lambda: media.edit(row, text, by=request.user, **act)):
            say(request, f"{row} saved")
            return redirect("desk:media", pk)
    shown = of_story(row.incident, whole=True)
    return page(
        request,
        "desk/material/media/one.html",
        form,
        incident=row.incident,
        row=next(each for each in shown if each.medium.pk == row.pk),
    )


@editors_only("POST", right=Right.WRITE)
def remove(request: EditorRequest, pk: int, number: int) -> HttpResponse:
    """Take off the list what readers have never seen."""
    row = _medium(pk, number)
    form = LeadMediaForm({}, incident=row.incident, rows=[])
    if carried_out(form, lambda: media.remove(row, by=request.user)):
        say(request, f"{row} is off the list")
    else:
        say(request, str(form.non_field_errors()[0]))
    return redirect("desk:media", pk)


@editors_only("POST", right=Right.WRITE)
def upload(request: EditorRequest, pk: int) -> JsonResponse:
    """Keep a picture that was dropped or pasted; answered as JSON."""
    get_object_or_404(Incident, pk=pk)
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"problem": "No picture arrived. Drop it again."}, status=400)
    try:
        picture = keeping.keep(file.read(), by=request.user)
    except Refused as refused:
        return JsonResponse({"problem": str(refused)}, status=422)
    size = f"{picture.width} x {picture.height}"
    return JsonResponse(
        {"kept": picture.digest, "thumbnail": thumbnail(picture), "size": size}, status=201
    )


@editors_only("GET")
def picture(request: EditorRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """A file of a picture, whether readers may have it or not."""
    digest, _, extension = name.partition(".")
    rows = Rendition.objects.filter(digest=digest)
    row = next((each for each in rows if EXTENSIONS[each.media_type] == extension), None)
    if row is None or not default_storage.exists(row.name):
        raise Http404("No such picture")
    with default_storage.open(row.name) as file:
        response = HttpResponse(file.read(), content_type=row.media_type)
    response["Content-Security-Policy"] = POLICY
    return response


def _medium(pk: int, number: int) -> Medium:
    rows = Medium.objects.select_related("incident", "picture")
    return get_object_or_404(rows, incident_id=pk, number=number)
