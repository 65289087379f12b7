"""Three steps on one address: say what has to go, look at every place, decide and see.

The words are only ever in the body of a request: not in an address, a message, an event or a log.
"""

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from incidents.actions.redactions import planning
from incidents.actions.redactions.redact import MANY, Done, redact as carry_out
from incidents.actions.refusals import Refused
from incidents.desk.answers import page, show
from incidents.desk.forms.fields import number_in
from incidents.desk.permissions import EditorRequest, editors_only
from incidents.desk.standards.redaction import showing
from incidents.desk.standards.redaction.forms import DecideForm, LookForm
from incidents.models import Incident, Right


@editors_only("GET", "POST", right=Right.REDACT)
@sensitive_post_parameters()
def redact(request: EditorRequest) -> HttpResponse:
    """Look for what has to go, or remove it."""
    story = _story(request)
    if request.method != "POST":
        initial = {"story": story.pk if story else ""}
        return _look(request, LookForm(initial=initial, story=story))
    look = LookForm(request.POST, story=story)
    if not look.is_valid() or not look.names_something or "again" in request.POST:
        return _look(request, look)
    decide = DecideForm(request.POST if "remove" in request.POST else None)
    if decide.is_bound and decide.is_valid():
        done = _removed(request, look, decide)
        if done is not None:
            return _end(request, done)
    return _preview(request, look, decide)


def _end(request: EditorRequest, done: Done) -> HttpResponse:
    left = showing.left(done.left)
    return page(request, "desk/standards/redaction/done.html", done=done, left=left, step="done")


def _look(request: EditorRequest, form: LookForm) -> HttpResponse:
    return page(request, "desk/standards/redaction/look.html", form, step="look")


def _story(request: EditorRequest) -> Incident | None:
    given = request.POST if request.method == "POST" else request.GET
    return Incident.objects.filter(pk=number_in(given.get("story", "").strip()) or 0).first()


def _removed(request: EditorRequest, look: LookForm, decide: DecideForm) -> Done | None:
    given = decide.cleaned_data
    try:
        return carry_out(
            look.removal or planning.Removal(),
            category=given["category"],
            note=given["note"],
            by=request.user,
            confirmed=given["confirmed"],
        )
    except Refused as refused:
        show(decide, refused)
    return None


def _preview(request: EditorRequest, look: LookForm, decide: DecideForm) -> HttpResponse:
    removal = look.removal or planning.Removal()
    outlook = showing.outlook(planning.preview(removal), removal.terms)
    return page(
        request,
        "desk/standards/redaction/preview.html",
        decide,
        look=look,
        outlook=outlook,
        many=outlook.count > MANY,
        step="preview",
    )
