"""The people of the newsroom: who they are, what they may do, and how to let them in or out."""

from collections.abc import Callable
from functools import update_wrapper

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from incidents.actions.house import accounts
from incidents.desk.answers import carried_out, page, posted, say
from incidents.desk.people import sessions
from incidents.desk.people.forms import InviteForm, RoleForm
from incidents.desk.permissions import EditorRequest, address_of, editors_only, lacking, may
from incidents.models import Editor, Event, Right

EVENTS_SHOWN = 20
VERBS = {
    "signed-in": "signed in",
    "signed-out": "signed out",
    "sign-in.failed": "a sign-in failed",
    "session.ended": "a session was ended",
    "sessions.ended": "sessions were ended",
    "editor.invited": "was invited",
    "editor.changed": "account changed",
    "editor.credited": "is credited as an author",
    "editor.byline_chosen": "chose the name that readers see",
    "editor.role_changed": "got another role",
    "editor.deactivated": "account closed",
    "editor.reactivated": "account opened again",
    "second-factor.app_added": "set up an app that shows codes",
    "second-factor.app_removed": "removed the app that shows codes",
    "second-factor.key_added": "added a passkey",
    "second-factor.key_removed": "removed a passkey",
    "second-factor.codes_made": "made recovery codes",
    "second-factor.reset": "second factors were taken away",
    "password.changed": "changed the password",
    "password.set": "set a password",
    "password.reset": "password was reset",
}
"""What an event says, in words."""


def asked_again(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask who sends a form once more for password or passkey, unless that was just done."""

    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "POST" and not did_recently_reauthenticate(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    update_wrapper(asked, view)
    return asked


def people() -> QuerySet[Editor]:
    """Everybody with an account, who works here first, with whether a second factor is set up."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"))
    rows = Editor.objects.annotate(has_second_factor=Exists(factor))
    return rows.order_by("-is_active", "username")


def _sees_people(request: EditorRequest) -> bool:
    return may(request.user, Right.AUDIT) or may(request.user, Right.PEOPLE)


@editors_only("GET", right=None)
def listed(request: EditorRequest) -> HttpResponseBase:
    """Everybody, with role and state."""
    if not _sees_people(request):
        return lacking(request, Right.PEOPLE)
    unsafe = settings.SITE_URL.startswith("https:") and not settings.REQUIRE_SECOND_FACTOR
    return page(request, "desk/people/list.html", people=people(), unsafe=unsafe)


@editors_only("GET", "POST", right=Right.PEOPLE)
@asked_again
def invite(request: EditorRequest) -> HttpResponse:
    """A new account; its owner sets the password through a link that is shown once."""
    form = InviteForm(posted(request), by=request.user)
    made: list[Editor] = []
    if form.is_valid():

        def act() -> None:
            given = form.cleaned_data
            made.append(accounts.invite(by=request.user, address=address_of(request), **given))

        if carried_out(form, act):
            return _shown_link(request, made[0])
    return page(
        request,
        "desk/form.html",
        form,
        title="Invite somebody",
        button="Make the account",
        back=reverse("desk:people"),
    )


def _shown_link(request: EditorRequest, editor: Editor) -> HttpResponse:
    """The link under which somebody sets a password: here once, and nowhere else."""
    key = urlsafe_base64_encode(force_bytes(editor.pk))
    token = default_token_generator.make_token(editor)
    link = request.build_absolute_uri(reverse("welcome", args=[key, token]))
    return page(request, "desk/people/link.html", person=editor, link=link)


@editors_only("GET", right=None)
def one(request: EditorRequest, person: int) -> HttpResponseBase:
    """One person: role, sessions, second factor, and what happened around the account."""
    if not _sees_people(request):
        return lacking(request, Right.PEOPLE)
    return _shown(request, get_object_or_404(people(), pk=person))


def _shown(
    request: EditorRequest, person: Editor, form: forms.BaseForm | None = None
) -> HttpResponse:
    sees_to = request.user.sees_to(person) and person.pk != request.user.pk
    form = form or RoleForm(initial={"role": person.role}, by=request.user)
    audits = may(request.user, Right.AUDIT)
    return page(
        request,
        "desk/people/person.html",
        form,
        person=person,
        sees_to=sees_to,
        places=sessions.places(person, request.session.session_key) if sees_to or audits else [],
        events=_events(person) if audits else [],
    )


def _events(person: Editor) -> list[tuple[Event, str]]:
    rows = Event.objects.filter(subject=f"editor-{person.key}").select_related("by")
    return [(row, VERBS.get(row.verb, row.verb)) for row in rows[:EVENTS_SHOWN]]


@editors_only("POST", right=Right.PEOPLE)
@asked_again
def act(request: EditorRequest, person: int) -> HttpResponse:
    """Carry out what a button of somebody's page asks for."""
    row = get_object_or_404(people(), pk=person)
    form = RoleForm(request.POST, by=request.user)
    wanted = request.POST.get("act", "")
    if wanted == "password":
        by, address = request.user, address_of(request)
        if carried_out(form, lambda: accounts.forget_password(row, by=by, address=address)):
            return _shown_link(request, Editor.objects.get(pk=row.pk))
        return _shown(request, row, form)
    done = _done(request, row, form, wanted)
    if done:
        say(request, done)
        return redirect("desk:person", row.pk)
    return _shown(request, row, form)


def _done(request: EditorRequest, row: Editor, form: RoleForm, wanted: str) -> str:
    """Do it; what was done in words, empty where it was refused."""
    by, address = request.user, address_of(request)
    acts: dict[str, tuple[str, Callable[[], object]]] = {
        "deactivate": (
            "The account is closed",
            lambda: accounts.deactivate(row, by=by, address=address),
        ),
        "reactivate": (
            "The account is open again",
            lambda: accounts.reactivate(row, by=by, address=address),
        ),
        "factor": (
            "The second factors are taken away",
            lambda: accounts.forget_second_factor(row, by=by, address=address),
        ),
        "sessions": ("Signed out", lambda: sessions.end(request, row)),
        "role": (
            "The role is changed",
            lambda: accounts.give_role(row, form.cleaned_data["role"], by=by, address=address),
        ),
    }
    words, carry = acts.get(wanted, ("", None))
    if carry is None or (wanted == "role" and not form.is_valid()):
        return ""
    return words if carried_out(form, carry) else ""
