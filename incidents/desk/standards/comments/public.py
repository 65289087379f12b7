"""For readers: the form, the look at what is about to be sent, and what became of it. No cookie."""

import uuid
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from incidents import record
from incidents.actions.readers import comments
from incidents.actions.readers.bans import Banned
from incidents.actions.readers.limits import TooMany
from incidents.actions.refusals import Refused
from incidents.desk.standards.comments import started
from incidents.desk.standards.comments.forms import CommentForm
from incidents.desk.standards.comments.origins import network
from incidents.desk.standards.letters.answering import FROM_ELSEWHERE, page, see
from incidents.desk.standards.letters.origin import is_ours
from incidents.desk.standards.letters.pieces import headline, public_story
from incidents.desk.standards.letters.senders import senders
from incidents.models import Comment, House, Incident
from incidents.models.readers.comment import takes_comments
from incidents.record.printing import moment_printed
from incidents.text.addresses.stories import story_path

STATUS = "letters/comments/status.html"
TOO_FAST = _("That was very fast. Please look it over once more, and send it again.")


@sensitive_post_parameters("email", "name", "text")
@csrf_exempt  # there is no session to be abused; where the form comes from is asked instead
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """The form for a comment; sent from a page that caches keep, it is shown once more first."""
    incident = public_story(request.GET.get("story", ""))
    if not takes_comments(incident, House.current()):
        return page("letters/comments/closed.html", _about(incident), HTTPStatus.FORBIDDEN)
    if request.method != "POST":
        return _form(incident, CommentForm())
    return _posted(request, incident, CommentForm(request.POST))


def _posted(request: HttpRequest, incident: Incident, form: CommentForm) -> HttpResponse:
    """What was filled in: sent, or shown once more where it came without a look or too fast."""
    if not is_ours(request):
        form.add_error(None, FROM_ELSEWHERE)
        return _form(incident, form, status=HTTPStatus.FORBIDDEN)
    if not form.is_valid():
        return _form(incident, form)
    mark = request.POST.get("started", "")
    if not started.is_good(mark, incident):
        return _form(incident, form, look=True)
    if started.is_too_fast(mark):
        form.add_error(None, TOO_FAST)
        return _form(incident, form, mark=mark)
    return _send(request, incident, form, mark)


def _send(request: HttpRequest, incident: Incident, form: CommentForm, mark: str) -> HttpResponse:
    try:
        sent = comments.send(
            incident, form.words(), senders=senders(request), network=network(request)
        )
    except TooMany as refused:
        form.add_error(None, str(refused))
        response = _form(incident, form, mark=mark, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(refused.seconds)
        return response
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        status = HTTPStatus.FORBIDDEN if isinstance(refused, Banned) else HTTPStatus.OK
        return _form(incident, form, mark=mark, status=status)
    return see(reverse("comments:sent", args=[sent.key]))


def _form(
    incident: Incident,
    form: CommentForm,
    *,
    look: bool = False,
    mark: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The form; with `look`, above it the comment as it is going to stand."""
    context = {**_about(incident), "form": form, "started": mark or started.begun(incident)}
    if look:
        context["words"] = form.words().settled() if _settles(form) else None
    return page("letters/comments/write.html", context, status)


def _settles(form: CommentForm) -> bool:
    """Whether what was written can stand as it is; else the form says why not."""
    try:
        form.words().settled()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True


@require_safe
def sent(_request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Thanks, and the address under which the reader sees what becomes of it."""
    return _secret(get_object_or_404(Comment, key=key), "letters/comments/sent.html")


@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What became of a comment, and the way to withdraw it."""
    row = get_object_or_404(Comment, key=key)
    if request.method == "POST" and "withdraw" in request.POST:
        if not is_ours(request):
            return _secret(
                row, "letters/comments/status.html", HTTPStatus.FORBIDDEN, str(FROM_ELSEWHERE)
            )
        comments.withdraw(row)
        return see(reverse("comments:status", args=[key]))
    return _secret(row, STATUS)


def _secret(
    row: Comment, template: str, status: int = HTTPStatus.OK, refusal: str = ""
) -> HttpResponse:
    """A page that only the sender knows; its address is told to nobody."""
    zone, approved = row.incident.time_zone, row.state == Comment.State.APPROVED
    context = {
        **_about(row.incident),
        "comment": row,
        "refusal": refusal,
        "shown": approved and bool(record.beside(story_path(row.incident.path)).comments),
        "sent": moment_printed(row.sent_at, zone),
        "decided": moment_printed(row.decided_at, zone) if row.decided_at else "",
    }
    response = page(template, context, status)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _about(incident: Incident) -> dict[str, object]:
    """What every page says: of which story, and how long what is kept."""
    return {
        "story": incident,
        "headline": headline(incident),
        "site": settings.SITE_URL,
        "days": settings.COMMENT_EMAIL_DAYS,
    }
