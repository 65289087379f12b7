"""The pages of all topics, of one, and of merging two."""

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect

from incidents.actions.house import topics as actions
from incidents.actions.house.topics.linking import address_of
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.house.topics import found
from incidents.desk.house.topics.forms import MergeForm, NewTopicForm, TopicForm
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.models import Incident, Right, Topic
from incidents.text.sanitise import line

ON_PAGE = 50
STORIES_SHOWN = 12
LONGEST = 200


@editors_only("GET", "POST", to_post=Right.WRITE)
def every(request: EditorRequest) -> HttpResponse:
    """All topics by name, found by each of their names; and a new one."""
    form = NewTopicForm(posted(request))
    made: list[Topic] = []
    if form.is_valid():
        given = form.cleaned_data
        if carried_out(
            form,
            lambda: made.append(actions.create(given["name"], by=request.user, kind=given["kind"])),
        ):
            return redirect("desk:topic", made[0].pk)
    sought = line(request.GET.get("q", ""))[:LONGEST]
    rows = Paginator(found.topics(sought), ON_PAGE).get_page(request.GET.get("page", "1"))
    return page(request, "desk/house/topics/every.html", form, sought=sought, topics=rows)


@editors_only("GET", "POST", to_post=Right.PUBLISH)
def one(request: EditorRequest, topic: int) -> HttpResponse:
    """One topic: its names, what it is, and the stories that carry it."""
    row = get_object_or_404(Topic, pk=topic)
    form = TopicForm(posted(request), topic=row)
    if form.is_valid() and carried_out(form, lambda: _save(request, row, form)):
        say(request, "The topic is saved", ("View", row.get_absolute_url()))
        return redirect("desk:topic", row.pk)
    stories = Incident.objects.filter(topic_links__topic=row).order_by("-date", "-id")
    return page(
        request,
        "desk/house/topics/one.html",
        form,
        topic=row,
        counts=found.counts(row),
        stories=stories[:STORIES_SHOWN],
        former=row.addresses.values_list("slug", flat=True),
    )


def _save(request: EditorRequest, row: Topic, form: TopicForm) -> None:
    given = form.cleaned_data
    actions.edit(
        row,
        by=request.user,
        note=given["note"],
        aliases=form.other_names(),
        move=given["move"],
        **form.given(),
    )


@editors_only("GET", "POST", right=Right.PUBLISH)
def merge(request: EditorRequest, topic: int) -> HttpResponse:
    """Ask which topic this one becomes, show what will change, and do it story by story."""
    row = get_object_or_404(Topic, pk=topic)
    sent = posted(request)
    asked = sent if sent is not None else request.GET if "into" in request.GET else None
    form = MergeForm(asked, topic=row)
    into = form.target if form.is_valid() else None
    if into is not None and sent is not None and "merge" in sent:
        done: list[actions.Merged] = []
        note = form.cleaned_data["note"]
        if carried_out(
            form, lambda: done.append(actions.merge(row, into, by=request.user, note=note))
        ):
            return _merged(request, row, into, done[0], note)
    return page(
        request,
        "desk/house/topics/merge.html",
        form,
        topic=row,
        into=into,
        counts=found.counts(row),
        both=found.carrying_both(row, into) if into else 0,
    )


def _merged(
    request: EditorRequest, row: Topic, into: Topic, done: actions.Merged, note: str
) -> HttpResponse:
    """To the topic that stays; or the same page again, where stories are left."""
    if not done.left:
        say(request, f"“{row}” is “{into}” now, in every story and for every address")
        return redirect("desk:topic", into.pk)
    form = MergeForm({"into": into.name, "note": note}, topic=row)
    return page(
        request,
        "desk/house/topics/merge.html",
        form,
        topic=row,
        into=into,
        done=done,
        counts=found.counts(row),
        both=found.carrying_both(row, into),
    )


@editors_only("GET", right=Right.WRITE)
def find(request: EditorRequest) -> HttpResponse:
    """Topics to choose from while somebody types, as JSON; `new` offers to make one."""
    sought = line(request.GET.get("q", ""))[:LONGEST]
    beside = request.GET.get("beside", "")
    rows = found.suggested(sought, beside=int(beside) if _is_key(beside) else 0) if sought else []
    offered = [
        {
            "value": topic.name,
            "label": topic.name,
            "detail": found.told(topic, sought),
            "printed": " ".join(filter(None, (topic.qualifier, topic.printed_name))),
            "link": address_of(topic),
        }
        for topic in rows
    ]
    names = {name.casefold() for topic in rows for name in (topic.name, topic.public_name)}
    names |= {alias.name.casefold() for topic in rows for alias in topic.aliases.all()}
    if sought and "new" in request.GET and sought.casefold() not in names:
        offered.append({"value": sought, "label": f"Make the topic “{sought}”", "detail": "new"})
    return JsonResponse({"found": offered})


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
