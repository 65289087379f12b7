"""Where somebody is signed in, in words; and the ways to end it."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from incidents.actions.house import accounts
from incidents.desk.answers import say
from incidents.desk.permissions import EditorRequest, address_of, editors_only, handle
from incidents.models import Editor, Session

BROWSERS = (
    ("Edge", "Edg/"),
    ("Opera", "OPR/"),
    ("Samsung Internet", "SamsungBrowser/"),
    ("Firefox", "Firefox/"),
    ("Firefox", "FxiOS/"),
    ("Chrome", "CriOS/"),
    ("Chrome", "Chrome/"),
    ("Safari", "Safari/"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac", "Mac OS X"),
    ("ChromeOS", "CrOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One browser in which somebody is signed in. `handle` names it without its secret key."""

    handle: str
    browser: str
    address: str
    since: datetime | None
    seen: datetime | None
    here: bool


def places(editor: Editor, here: str | None = None) -> list[Place]:
    """Where somebody is signed in, this browser first, then the one last seen."""
    rows = Session.objects.filter(editor=editor, expire_date__gt=timezone.now())
    found = [
        Place(
            handle=handle(row.session_key),
            browser=in_words(row.browser),
            address=row.address or "",
            since=row.signed_in_at,
            seen=row.seen_at,
            here=row.session_key == here,
        )
        for row in rows
    ]
    return sorted(found, key=lambda place: not place.here)


def in_words(browser: str) -> str:
    """A browser as people call it: "Firefox on Linux"."""
    name = _first(BROWSERS, browser)
    system = _first(SYSTEMS, browser)
    if name and system:
        return f"{name} on {system}"
    program = re.match(r"[\w.-]+", browser)
    return name or system or (program.group() if program else "An unknown browser")


def _first(names: tuple[tuple[str, str], ...], browser: str) -> str:
    return next((name for name, mark in names if mark in browser), "")


def found(editor: Editor, wanted: str) -> Session | None:
    """The session that a handle stands for."""
    rows = Session.objects.filter(editor=editor).select_related("editor")
    return next((row for row in rows if handle(row.session_key) == wanted), None)


def end(request: EditorRequest, editor: Editor) -> str:
    """End what the form names: one session, or all others; what was done, in words."""
    address = address_of(request)
    wanted = request.POST.get("session", "")
    if wanted:
        session = found(editor, wanted)
        if session is not None:
            accounts.end_session(session, by=request.user, address=address)
        return "That session is ended"
    own = request.session.session_key if editor.pk == request.user.pk else None
    ended = accounts.end_sessions(editor, by=request.user, address=address, but=own)
    return f"{ended} session{'' if ended == 1 else 's'} ended"


@editors_only("POST", right=None)
def end_own(request: EditorRequest) -> HttpResponse:
    """Sign out elsewhere."""
    editor = get_object_or_404(Editor, pk=request.user.pk)
    say(request, end(request, editor))
    return redirect("desk:profile")
