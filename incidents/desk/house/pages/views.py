"""The list of pages about the newsroom, a new one, and one of them to be changed."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from incidents import record
from incidents.actions.house import notice as actions
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.forms.fields import keep_typed
from incidents.desk.house.pages.forms import PageForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Right
from incidents.record.pages.standing import StandingPage


@editors_only("GET", right=Right.HOUSE)
def listed(request: EditorRequest) -> HttpResponse:
    """Every page about the newsroom, in its order."""
    return page(request, "desk/standards/pages/list.html", rows=record.standing_pages())


@editors_only("GET", "POST", right=Right.HOUSE)
def new(request: EditorRequest) -> HttpResponse:
    """A page more."""
    form = PageForm(posted(request), standing=None)
    if form.is_valid():

        def act() -> None:
            made = actions.new_page(form.wording(), by=request.user)
            say(request, "The page is public", ("View", f"/about/{made.slug}/"))

        if carried_out(form, act):
            return redirect("desk:site-pages")
    return page(request, "desk/standards/pages/edit.html", form, title="New page")


@editors_only("GET", "POST", right=Right.HOUSE)
def one(request: EditorRequest, page_slug: str) -> HttpResponse:
    """A page with its text; a stale one is shown beside what stands now."""
    standing = record.standing(page_slug, whole=True)
    if standing is None:
        raise Http404("There is no such page")
    form = PageForm(posted(request), standing=standing)
    if form.is_valid() and _changed(request, form, standing):
        return redirect("desk:site-pages")
    stale = standing if getattr(form, "stale", None) else None
    if stale:
        keep_typed(form, base=standing.number)
    shown = {"title": standing.title, "standing": standing, "stale": stale}
    return page(request, "desk/standards/pages/edit.html", form, **shown)


def _changed(request: EditorRequest, form: PageForm, standing: StandingPage) -> bool:
    def act() -> None:
        base = form.cleaned_data["base"] or 0
        given, by = form.wording(), request.user
        made = actions.change_page(standing.slug, given, by=by, base=base)
        words = "The page is changed" if made else "Nothing was different"
        say(request, words, ("View", f"{standing.path}/"), ("All changes", "/about/changes/"))

    return carried_out(form, act)
