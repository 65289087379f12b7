"""The top of the front page: put in order, looked at beforehand, and put back as it once was."""

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect

from incidents import record
from incidents.actions.house import front as actions
from incidents.actions.house.front import Place
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.forms.fields import keep_typed, number_in, numbers_in
from incidents.desk.house.front.forms import (
    PREFIX,
    FrontForm,
    PlaceFormSet,
    name_rows,
    places,
    shown_rows,
    with_added,
)
from incidents.desk.house.matching import with_words
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Arrangement, Incident, Placement, Right
from incidents.record.pages import FrontPage
from incidents.text.sanitise import line

MOST_FOUND = 12
EARLIER_SHOWN = 10
NEWS = ("View", "/")


@editors_only("GET", "POST", right=Right.READ, to_post=Right.PUBLISH)
def front(request: EditorRequest) -> HttpResponse:
    """What stands on top: added by a search, put in order, shown beforehand, saved."""
    data = posted(request)
    if data is not None:
        data = with_added(data, _chosen(data))
    rows = list(Placement.objects.standing())
    formset = PlaceFormSet(data, prefix=PREFIX, initial=None if data else shown_rows(rows))
    form = FrontForm(data, initial={"base": actions.number()})
    ours = _ours(formset)
    name_rows(formset, ours)
    right = form.is_valid() and formset.is_valid()
    chosen = places(formset, ours) if data is not None and right else None
    if chosen is not None and "save" in request.POST and _saved(request, form, chosen):
        return redirect("desk:front")
    return _shown(request, form, formset, chosen)


def _saved(request: EditorRequest, form: FrontForm, chosen: list[Place]) -> bool:
    def act() -> None:
        base = form.cleaned_data["base"] or 0
        made = actions.arrange(chosen, by=request.user, base=base)
        say(request, "The front page is arranged" if made else "Nothing was different", NEWS)

    return carried_out(form, act)


def _shown(
    request: EditorRequest,
    form: FrontForm,
    formset: forms.BaseFormSet[Any],
    chosen: list[Place] | None,
) -> HttpResponse:
    sought = line(request.POST.get("sought", ""))[:200]
    standing: list[str] = []
    if stale := getattr(form, "stale", None):
        keep_typed(form, base=stale.standing)
        standing = [str(row.incident) for row in Placement.objects.standing()]
    return page(
        request,
        "desk/house/front.html",
        form,
        formset=formset,
        standing=standing,
        sought=sought,
        found=_found(sought) if sought else [],
        looked_at=chosen is not None,
        **_readers(chosen),
        **_earlier(request),
    )


def _readers(chosen: list[Place] | None) -> dict[str, FrontPage]:
    """The front page as readers would see it, or see it now."""
    stories = None
    if chosen is not None:
        public = Incident.objects.public().in_bulk([place.story.pk for place in chosen])
        stories = [public[place.story.pk] for place in chosen if place.story.pk in public]
        stories = list(dict.fromkeys(stories))
    return {"readers": record.front(stories)}


def _chosen(data: QueryDict) -> list[int]:
    return numbers_in(data.getlist("add"))


def _ours(formset: forms.BaseFormSet[Any]) -> dict[int, Incident]:
    """The stories of the rows, whether readers may see them or not."""
    keys = [str(row["story"].value() or "") for row in formset.forms]
    return Incident.objects.in_bulk(numbers_in(keys))


def _found(sought: str) -> QuerySet[Incident]:
    """Public stories with all these words, the latest change first."""
    words = with_words(sought, "headline", "topic_line", "path")
    return Incident.objects.public().filter(words).order_by("-position")[:MOST_FOUND]


def _earlier(request: HttpRequest) -> dict[str, object]:
    """The orders that there were, newest first, and where the list goes on."""
    before = number_in(request.GET.get("before", ""))
    rows = arrangements()
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows[: EARLIER_SHOWN + 1])
    more = found[EARLIER_SHOWN - 1].number if len(found) > EARLIER_SHOWN else None
    return {"earlier": found[:EARLIER_SHOWN], "more": more}


def arrangements() -> QuerySet[Arrangement]:
    """Every order of the front page, each with its stories and who gave it."""
    placed = Prefetch("placements", Placement.objects.select_related("incident").order_by("place"))
    return Arrangement.objects.select_related("by").prefetch_related(placed)


@editors_only("GET", "POST", right=Right.READ, to_post=Right.PUBLISH)
def arrangement(request: EditorRequest, number: int) -> HttpResponse:
    """One order that the front page had, and the button that puts it back."""
    row = get_object_or_404(arrangements(), number=number)
    newest = actions.number()
    form = FrontForm(posted(request), initial={"base": newest})
    if form.is_valid() and _put_back(request, form, row):
        return redirect("desk:front")
    return page(request, "desk/house/arrangement.html", form, row=row, stands=row.number == newest)


def _put_back(request: EditorRequest, form: FrontForm, row: Arrangement) -> bool:
    def act() -> None:
        base = form.cleaned_data["base"] or 0
        made = actions.put_back(row, by=request.user, base=base)
        if made is None:
            say(request, "What it held stands on top already", NEWS)
            return
        left = row.places - made.places
        words = f"Order {row.number} stands again, as order {made.number}"
        say(request, f"{words}, without {left} that ended or went" if left else words, NEWS)

    return carried_out(form, act)
