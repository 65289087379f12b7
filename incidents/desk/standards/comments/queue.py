"""For editors: what readers wrote below stories, and the decision about it, many at once."""

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode

from incidents.actions.readers import bans, comments
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.forms.fields import number_in, numbers_in
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.standards.comments.forms import BanForm
from incidents.models import Comment, CommentBan, Incident, Right

ON_PAGE = 25
MOST_AT_ONCE = 200
State = Comment.State
SHELVES = (State.WAITING, State.APPROVED, State.REJECTED, State.SPAM)
DONE = {
    State.APPROVED: "approved",
    State.REJECTED: "rejected",
    State.SPAM: "called spam",
    State.DELETED: "deleted for good",
}


@editors_only("GET", "POST", to_post=Right.PUBLISH)
def queue(request: EditorRequest) -> HttpResponse:
    """Comments that wait, the oldest first; the others, the newest first; of one story or all."""
    shelf, story = _shelf(request.GET), _story(request.GET)
    if request.method == "POST":
        return _decide(request, shelf, story)
    rows = Comment.objects.filter(incident=story) if story else Comment.objects.all()
    found = rows.filter(state=shelf).select_related("incident", "decided_by")
    ordered = found.order_by("id" if shelf == State.WAITING else "-id")
    pages: Page[Comment] = Paginator(ordered, ON_PAGE).get_page(request.GET.get("page", "1"))
    return page(
        request,
        "desk/standards/comments/queue.html",
        shelf=shelf,
        story=story,
        counts=[(one, State(one).label, rows.filter(state=one).count()) for one in SHELVES],
        pages=pages,
        states=State,
        bans=CommentBan.objects.count(),
    )


def _decide(request: EditorRequest, shelf: str, story: Incident | None) -> HttpResponse:
    """Carry out what a button says, for its own comment or for those that are ticked."""
    act, _, number = request.POST.get("act", "").partition(" ")
    chosen = [number] if number else request.POST.getlist("chosen")
    known = numbers_in(chosen[:MOST_AT_ONCE])
    if known and act in DONE:
        changed = comments.decide(known, act, by=request.user)
        counted = "1 comment is" if changed == 1 else f"{changed} comments are"
        say(request, f"{counted} {DONE[State(act)]}")
    else:
        say(request, "Tick the comments first, then choose what becomes of them")
    return redirect(_address(shelf, story))


@editors_only("GET", "POST", right=Right.PUBLISH)
def ban(request: EditorRequest, comment: int) -> HttpResponse:
    """Take no comments for a while from where one came from."""
    row = get_object_or_404(Comment.objects.select_related("incident"), pk=comment)
    form = BanForm(posted(request), comment=row)

    def act() -> None:
        given = form.cleaned_data
        bans.ban(
            row, kind=given["kind"], days=given["days"], reason=given["reason"], by=request.user
        )

    if form.is_valid() and carried_out(form, act):
        say(request, "Banned", ("All bans", reverse("desk:comment-bans")))
        return redirect("desk:comments")
    return page(request, "desk/standards/comments/ban.html", form, comment=row)


@editors_only("GET", "POST", to_post=Right.PUBLISH)
def held(request: EditorRequest) -> HttpResponse:
    """The bans that hold, and the way to lift one."""
    if request.method == "POST":
        row = CommentBan.objects.filter(pk=number_in(request.POST.get("lift", "")) or 0).first()
        if row is not None:
            bans.lift(row, by=request.user)
            say(request, "The ban is lifted")
        return redirect("desk:comment-bans")
    rows = CommentBan.objects.select_related("made_by")
    return page(request, "desk/standards/comments/bans.html", bans=rows)


def _shelf(query: QueryDict) -> str:
    asked = query.get("state", "")
    return asked if asked in SHELVES else State.WAITING


def _story(query: QueryDict) -> Incident | None:
    return Incident.objects.filter(pk=number_in(query.get("story", "")) or 0).first()


def _address(shelf: str, story: Incident | None) -> str:
    asked = {"state": shelf if shelf != State.WAITING else "", "story": story.pk if story else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('desk:comments')}?{query}" if query else reverse("desk:comments")
