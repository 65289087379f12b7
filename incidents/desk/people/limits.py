"""Limits on attempts: one name from one address is locked out for a while, and told how long."""

import math
from ipaddress import IPv6Address, ip_address, ip_network

from allauth.mfa.signals import authentication_failed
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from incidents.actions.house import accounts
from incidents.desk.permissions import address_of, kept_nowhere
from incidents.models import Editor

Credentials = dict[str, str]

NETWORK_OF_A_HOME = 64
"""Bits of an IPv6 address that belong to one connection."""


def home_of(request: HttpRequest) -> str | None:
    """What attempts are counted by: the address, or of an IPv6 address the network of its home.

    Within that network a sender has as many addresses as they like.
    """
    address = address_of(request)
    try:
        read = ip_address(address or "")
    except ValueError:
        return None
    if isinstance(read, IPv6Address) and not read.ipv4_mapped:
        return str(ip_network((read, NETWORK_OF_A_HOME), strict=False).network_address)
    return address


def name_tried(request: HttpRequest, credentials: Credentials | None) -> str:
    """Which account was tried, however its name was written."""
    given = (credentials or {}).get("username") or request.POST.get("login", "")
    return given.strip().lower()[:255]


def count_failure(request: HttpRequest, editor: Editor) -> None:
    """Count something else than a wrong password against name and address: a wrong code."""
    credentials = {"username": editor.username}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def is_locked_out(request: HttpRequest, editor: Editor) -> bool:
    """Whether this name has failed too often from this address."""
    return not AxesProxyHandler.is_allowed(request, {"username": editor.username})


def locked_out(
    request: HttpRequest, _response: HttpResponseBase | None, credentials: Credentials | None
) -> HttpResponseBase:
    """The page that says when to try again."""
    tried = AccessAttempt.objects.filter(
        username=name_tried(request, credentials), ip_address=home_of(request)
    )
    last = tried.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    again_at = (last or timezone.now()) + settings.AXES_COOLOFF_TIME
    seconds = max(1, math.ceil((again_at - timezone.now()).total_seconds()))
    context = {"again_at": again_at, "minutes": math.ceil(seconds / 60)}
    response = render(request, "desk/people/signing_in/locked.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return kept_nowhere(response)


@receiver(authentication_failed)
def _count_wrong_code(request: HttpRequest, user: Editor, **_rest: object) -> None:
    """A wrong code counts like a wrong password: who has stolen one shall not guess the other."""
    count_failure(request, user)
    accounts.note_failure(user.username, address=address_of(request))
