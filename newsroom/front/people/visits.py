"""Writes down where and with what somebody is signed in, and when they were last seen."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from newsroom.front.people.sessions import VISIT

SEEN_AGAIN = timedelta(minutes=5)
"""How old the moment may be that a session was last seen: pages are not slowed by writing it."""

Answer = Callable[[HttpRequest], HttpResponseBase]


def seen(answer: Answer) -> Answer:
    """Django middleware: note a visit in the session, where a page looked at the session anyway."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        session = request.session
        known = session.accessed and SESSION_KEY in session
        if known and (VISIT in session or session.modified):  # modified: somebody just signed in
            _note(request)
        return response

    return answered


def _note(request: HttpRequest) -> None:
    now = timezone.now()
    visit = request.session.get(VISIT, {})
    last = parse_datetime(visit["seen"]) if "seen" in visit else None
    address = request.META.get("REMOTE_ADDR") or None
    if last is not None and now - last < SEEN_AGAIN and visit["address"] == address:
        return
    request.session[VISIT] = {
        "since": visit.get("since", now.isoformat()),
        "seen": now.isoformat(),
        "address": address,
        "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
    }
