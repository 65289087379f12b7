"""One source on a page of its own: where it is cited, what was kept of it, what readers see."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from incidents.actions.house.fetching import keeping, links
from incidents.actions.web.refusals import Unfetched
from incidents.desk.answers import carried_out, page, say
from incidents.desk.material import details
from incidents.desk.material.forms import RELEASED, WITHDRAWN, ArchiveForm, NotedForm
from incidents.desk.material.shown import screen_of
from incidents.desk.permissions import EditorRequest, editors_only, lacking
from incidents.models import Fetched, Right, Source


def source_of(pk: int, source: int) -> Source:
    """A source of a story, or 404."""
    rows = Source.objects.listed().select_related("incident", "link")
    return get_object_or_404(rows, pk=source, incident_id=pk)


@editors_only("GET", "POST", to_post=Right.WRITE)
def one(request: EditorRequest, pk: int, source: int) -> HttpResponseBase:
    """The page of a source; its forms note an archived copy, or keep the page as it is now."""
    row = source_of(pk, source)
    archive = ArchiveForm(request.POST if "archive" in request.POST else None, source=row)
    wrong = ""
    if "archive" in request.POST:
        if row.incident.is_published and not request.user.may(Right.PUBLISH):
            return lacking(request, Right.PUBLISH)
        if archive.is_valid() and carried_out(archive, lambda: _archived(request, row, archive)):
            say(request, "Saved", ("View", _public(row)))
            return _back(row)
    elif "keep" in request.POST:
        wrong = _kept_now(request, row)
        if not wrong:
            say(request, "The page is kept as it is now: only the newsroom sees it")
            return _back(row)
    return page(
        request,
        "desk/material/source.html",
        archive,
        incident=row.incident,
        screen=screen_of(row),
        wrong=wrong,
    )


def _archived(request: EditorRequest, row: Source, form: ArchiveForm) -> None:
    given = form.cleaned_data
    links.note_archived(row, url=given["url"], by=request.user, note=given["note"])


def _kept_now(request: EditorRequest, row: Source) -> str:
    """Fetch the page once more; why that did not work, or nothing."""
    try:
        found = keeping.look_up(row.url, by=request.user, way=details.WAY)
    except Unfetched as refused:
        return refused.what
    keeping.cite(found.fetched, row, by=request.user)
    return ""


@editors_only("GET", "POST", right=Right.PUBLISH)
def release(request: EditorRequest, pk: int, source: int, kept: int) -> HttpResponse:
    """Let readers see what the page said."""
    return _settled(request, source_of(pk, source), kept, "Release", RELEASED, keeping.release)


@editors_only("GET", "POST", right=Right.PUBLISH)
def withdraw(request: EditorRequest, pk: int, source: int, kept: int) -> HttpResponse:
    """Show the text to the newsroom alone again."""
    return _settled(request, source_of(pk, source), kept, "Withdraw", WITHDRAWN, keeping.withdraw)


def _settled(
    request: EditorRequest,
    row: Source,
    kept: int,
    verb: str,
    suggested: str,
    act: Callable[..., Fetched],
) -> HttpResponse:
    """Ask for the reason, then do it: readers see the change and the reason."""
    fetched = get_object_or_404(Fetched, pk=kept, source=row)
    form = NotedForm(request.POST if request.method == "POST" else None, suggested=suggested)
    if form.is_valid() and carried_out(form, lambda: _do(act, fetched, request, form)):
        done = "Readers see the text now" if act is keeping.release else "The text is withdrawn"
        say(request, done, ("View", _public(row)))
        return _back(row)
    return page(
        request,
        "desk/material/release.html",
        form,
        incident=row.incident,
        source=row,
        fetched=fetched,
        verb=verb,
        releases=act is keeping.release,
    )


def _do(
    act: Callable[..., Fetched], fetched: Fetched, request: EditorRequest, form: forms.Form
) -> None:
    act(fetched, by=request.user, note=form.cleaned_data["note"])


def _public(row: Source) -> str:
    return f"{row.incident.get_absolute_url()}#source-{row.number}"


def _back(row: Source) -> HttpResponse:
    return redirect("desk:source", row.incident_id, row.pk)
